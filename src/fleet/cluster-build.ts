import { join } from 'node:path';
import type { AppProps } from 'cdk8s';
import type { FleetCluster } from './fleet-cluster';
import type { IFleetPart } from './fleet-part';
import { UnitApp } from './unit-app';
import { unitConflicts } from './unit-conflicts';
import { validationErrors } from '../analysis/fast-app';
import { JointAnalysis } from '../analysis/joint-analysis';
import { type Judged, printWarnings } from '../analysis/mesh-part';
import { settingsOf } from '../analysis/mesh-props';
import { readObjects } from '../checks/app-object';
import { type Finding, formatFinding } from '../checks/finding';
import { Field } from '../model/field';
import { byCodeUnit, type JsonObject } from '../model/json';

/** A part, with its name as it was when the fleet was made. */
export interface NamedPart {
  readonly id: string;
  readonly part: IFleetPart;
}

/** What the conflicts of units tell in other words: CI0020, CI0105, CI0301. */
const TOLD_OF_UNITS = ['CI0020', 'CI0105', 'CI0301'];

/**
 * All units of a cluster. They are built apart, so that the files of each are its own, and checked together, so that what one refers to
 * in another is found.
 */
export class ClusterBuild {
  private readonly units: UnitApp[] = [];
  private readonly failures: string[] = [];
  private readonly analysis: JointAnalysis;
  private readonly clusterDomain: string;

  constructor(cluster: FleetCluster, parts: readonly NamedPart[], output: AppProps & { readonly outdir: string }) {
    const settings = settingsOf(cluster.mesh, new Field(cluster.name).at('mesh'));
    this.clusterDomain = settings.clusterDomain;
    for (const { id, part } of parts) {
      const name = `${cluster.name}/${id}`;
      try {
        // Argo CD would take the metadata of constructs, which is a `.json` file, for a manifest.
        const props = { ...output, outdir: join(output.outdir, cluster.name, id), recordConstructMetadata: false };
        this.units.push(new UnitApp(name, props, part, cluster));
      } catch (error) {
        this.failures.push(`${name}: ${textOf(error)}`);
      }
    }
    this.analysis = new JointAnalysis(settings, this.units.map((app) => ({ name: app.id, app })));
  }

  /** What the checks find in all units. */
  public findings(): Finding[] {
    this.requireBuilt();
    return this.analysis.settled(() => this.analysis.judge().map(({ finding }) => finding));
  }

  /** The objects of all units. */
  public manifests(): JsonObject[] {
    this.requireBuilt();
    return this.analysis.settled(() => [...this.analysis.objects().values()].flatMap((objects) => objects.map(({ json }) => json)));
  }

  /** Checks all units, and writes some of them, if all are right. Returns what is wrong. */
  public write(wanted: ReadonlySet<string>): string[] {
    if (this.failures.length > 0) { return this.failures; }
    return this.analysis.settled(() => {
      const problems = this.problems();
      return problems.length > 0 ? problems : this.units.filter(({ id }) => wanted.has(id)).flatMap(written);
    });
  }

  private problems(): string[] {
    const invalid = this.units.flatMap((unit) => validationErrors(unit.node.findAll()).map((text) => `${unit.id}: ${text}`));
    const all = [...this.analysis.objects()].map(([name, objects]) => ({ name, objects: readObjects(objects) }))
      .sort((a, b) => byCodeUnit(a.name, b.name));
    const conflicts = unitConflicts(all, this.clusterDomain);
    const isTold = ({ code, construct }: Finding) => TOLD_OF_UNITS.includes(code) && conflicts.some(({ source }) => source === construct);
    const judged: Judged[] = this.analysis.judge().filter(({ finding }) => !isTold(finding));
    printWarnings(judged);
    return [...invalid, ...conflicts.map(({ text }) => text), ...judged.filter(({ stops }) => stops).map(({ finding }) => formatFinding(finding))];
  }

  private requireBuilt(): void {
    if (this.failures.length > 0) { throw new Error(this.failures.join('\n')); }
  }
}

/** Writes a unit. Returns what is wrong in its folder afterwards. */
function written(unit: UnitApp): string[] {
  try {
    unit.synth();
  } catch (error) {
    return [`${unit.id}: ${textOf(error)}`];
  }
  return unit.stale().map((file) => new Field(join(unit.outdir, file))
    .problem(`${unit.id} does not write it; it must not be in that folder, as it would be applied with the rest`, 'remove it').message);
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
