import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type IResolver, Names, YamlOutputType } from 'cdk8s';
import { chosenUnits } from './chosen-units';
import { ClusterBuild, type NamedPart } from './cluster-build';
import { FleetCluster, type FleetClusterProps } from './fleet-cluster';
import { FleetClusters } from './fleet-clusters';
import type { IFleetPart } from './fleet-part';
import { requireFolderName } from './folder-name';
import { sortedUnits, type Unit, unitId } from './shards';
import { manifestsIn } from './unit-app';
import { FastApp } from '../analysis/fast-app';
import type { Finding } from '../checks/finding';
import { closest } from '../model/closest';
import { Field } from '../model/field';
import { byCodeUnit } from '../model/json';
import { requireSome } from '../model/require';

/** Properties of a Fleet. */
export interface FleetProps {
  /** The clusters. Their order is of no matter. */
  readonly clusters: FleetClusterProps[];

  /** What runs on them. On a cluster, parts are built in this order. */
  readonly parts: IFleetPart[];

  /**
   * The folder of the files: each unit has a folder `<cluster>/<part>` in it, charts of the fleet itself are beside the clusters.
   *
   * @default - CDK8S_OUTDIR if defined, otherwise "dist"
   */
  readonly outdir?: string;

  /**
   * What is written of the fleet: clusters (`eu`) and units (`eu/shop`).
   *
   * @default - what CDK8S_ISTIO_ONLY names, separated by commas; everything, if it is not set
   */
  readonly only?: string[];

  /**
   * Which share of it this process writes: `2/5` is the second of five. All shards together write everything, each unit once.
   *
   * @default - what CDK8S_ISTIO_SHARD says; all of it, if it is not set
   */
  readonly shard?: string;

  /**
   * How the files of a unit are divided.
   *
   * @default YamlOutputType.FILE_PER_CHART
   */
  readonly yamlOutputType?: YamlOutputType;

  /**
   * What the names of manifests end with.
   *
   * @default '.k8s.yaml'
   */
  readonly outputFileExtension?: string;

  /**
   * What replaces values before they are written, as in an App.
   *
   * @default - none but those of cdk8s
   */
  readonly resolvers?: IResolver[];
}

/**
 * Several clusters, and the parts that run on them. Each part on each cluster is a unit: an app of its own, with a folder of its own,
 * whose files do not depend on which other units are written by the same process, before or after it. So any number of processes can
 * share the work.
 *
 * The units of a cluster are checked together: a process that writes one of them builds and checks all of that cluster. A cluster with
 * an error is not written; the others are, before the error is thrown.
 *
 * Charts of the fleet itself, such as that of a FleetApplicationSet, are written by every process.
 */
export class Fleet extends FastApp {
  /** The clusters, by their names. */
  public readonly clusters: FleetCluster[];

  /** @internal */
  public readonly _units: readonly Unit[];

  private readonly parts: readonly NamedPart[];
  private readonly givenResolvers?: IResolver[];
  private readonly chosen: readonly Unit[];

  constructor(props: FleetProps) {
    const { outdir, yamlOutputType, outputFileExtension, resolvers } = props;
    super({ outdir, yamlOutputType, outputFileExtension, resolvers });
    this.givenResolvers = resolvers;
    const field = new Field('Fleet');
    const clusters = requireSome(props.clusters, field.at('clusters')).map((one, i) => FleetCluster._of(one, field.at('clusters').at(i)));
    requireDifferent(clusters.map(({ name }) => name), 'clusters', 'name', field);
    this.clusters = clusters.sort((a, b) => byCodeUnit(a.name, b.name));
    this.parts = requireSome(props.parts, field.at('parts')).map((part, i) => ({ id: requireFolderName(part.id, field.at('parts').at(i).at('id')), part }));
    requireDifferent(this.parts.map(({ id }) => id), 'parts', 'id', field);
    this._units = sortedUnits(this.parts.flatMap(({ id, part }, i) => (part.clusters ?? FleetClusters.all())
      ._of(this.clusters, field.at('parts').at(i).at('clusters')).map(({ name }) => ({ cluster: name, part: id }))));
    this.chosen = chosenUnits(this._units, props, field);
  }

  /** All units, as `cluster/part`. */
  public get units(): string[] {
    return this._units.map(unitId);
  }

  /** The units that this process writes, as `cluster/part`. */
  public get chosenUnits(): string[] {
    return sortedUnits(this.chosen).map(unitId);
  }

  /**
   * What the checks find in all units of a cluster.
   *
   * @param cluster the name of the cluster
   */
  public findings(cluster: string): Finding[] {
    return this.build(this.clusterOf(cluster)).findings();
  }

  /**
   * The objects of all units of a cluster, as they would be written now: for `MeshTesting.ofObjects`, for example.
   *
   * @param cluster the name of the cluster
   */
  public manifests(cluster: string): Array<{ [key: string]: unknown }> {
    return this.build(this.clusterOf(cluster)).manifests();
  }

  /** Writes the charts of the fleet itself and the units that this process is to write. */
  public override synth(): void {
    this.requireFoldersApart();
    super.synth();
    this.warnOfStrangers();
    const wanted = new Set(this.chosen.map(unitId));
    // One cluster at a time is kept in memory.
    const problems = this.clusters.filter(({ name }) => this.chosen.some(({ cluster }) => cluster === name))
      .flatMap((cluster) => this.build(cluster).write(wanted));
    if (problems.length > 0) { throw new Error(`The fleet has errors:\n  ${problems.join('\n  ')}`); }
  }

  /** An error: one text cannot be applied to several clusters. */
  public override synthYaml(): string {
    throw new Field('Fleet').problem('synthYaml gives one text; a fleet must be written to folders, as its clusters differ', 'call synth');
  }

  private build(cluster: FleetCluster): ClusterBuild {
    const own = new Set(this._units.filter((unit) => unit.cluster === cluster.name).map(({ part }) => part));
    const { outdir, yamlOutputType, outputFileExtension, givenResolvers: resolvers } = this;
    return new ClusterBuild(cluster, this.parts.filter(({ id }) => own.has(id)), { outdir, yamlOutputType, outputFileExtension, resolvers });
  }

  private clusterOf(name: string): FleetCluster {
    const cluster = this.clusters.find((one) => one.name === name);
    if (cluster !== undefined) { return cluster; }
    throw new Field('Fleet').at('cluster').error(name, `a cluster of the fleet, such as ${closest(name, this.clusters.map((one) => one.name)).join(', ')}`);
  }

  private requireFoldersApart(): void {
    if (this.yamlOutputType !== YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE) { return; }
    for (const chart of this.charts) {
      if (this.clusters.some(({ name }) => name === Names.toDnsLabel(chart))) {
        throw new Field(chart.node.path).problem('its folder would be that of a cluster of the same name; it must be another', 'give the chart another id');
      }
    }
  }

  /** Folders with manifests that are of no unit stay: somebody else may need them. Nothing is removed. */
  private warnOfStrangers(): void {
    const isDeep = this.yamlOutputType === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE;
    const own = new Set(isDeep ? this.charts.map((chart) => Names.toDnsLabel(chart)) : []);
    const clusters = new Set(this._units.map(({ cluster }) => cluster));
    const units = new Set(this._units.map(unitId));
    const strangers = foldersIn(this.outdir).filter((name) => !own.has(name))
      .flatMap((name) => clusters.has(name) ? foldersIn(join(this.outdir, name)).map((part) => `${name}/${part}`).filter((id) => !units.has(id)) : [name])
      .filter((name) => manifestsIn(join(this.outdir, name), this.outputFileExtension).length > 0);
    for (const name of strangers) {
      const { message } = new Field(join(this.outdir, name)).problem('it has manifests, and is of no unit of the fleet', 'remove it, if an earlier run wrote it');
      process.stderr.write(`[warning] ${message}\n`);
    }
  }
}

function requireDifferent(names: readonly string[], list: string, key: string, field: Field): void {
  names.forEach((name, i) => {
    const first = names.indexOf(name);
    if (first < i) { throw field.at(list).at(i).at(key).error(name, `another than that of ${list}[${first}]`); }
  });
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) { return []; }
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
}
