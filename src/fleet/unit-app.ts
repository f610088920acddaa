import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ApiObject, type AppProps } from 'cdk8s';
import type { FleetCluster } from './fleet-cluster';
import type { IFleetPart } from './fleet-part';
import { AppAnalysis } from '../analysis/app-analysis';
import { nameApp } from '../analysis/app-names';
import { FastApp } from '../analysis/fast-app';
import { Mesh } from '../analysis/mesh';
import { Field } from '../model/field';

/** The Mesh of a unit, which the fleet declares. */
const MESH_ID = 'cdk8s-istio-mesh';

/** The app of one part on one cluster. What it writes depends on these two alone. */
export class UnitApp extends FastApp {
  constructor(public readonly id: string, props: AppProps, part: IFleetPart, cluster: FleetCluster) {
    super(props);
    nameApp(this, id);
    new Mesh(this, MESH_ID, cluster.mesh);
    part.addCharts(this, cluster);
    const own = this.node.findAll().find((construct) => construct instanceof Mesh && construct.node.path !== MESH_ID);
    if (own !== undefined) {
      throw new Field(own.node.path).problem('it is a Mesh of its own; all parts of a cluster must be in one', `give its properties as \`mesh\` of ${cluster.name}`);
    }
    if (!this.node.findAll().some((construct) => ApiObject.isApiObject(construct)) && !AppAnalysis.of(this).hasFiles) {
      throw new Field('addCharts').problem(`it makes nothing for ${cluster.name}; it must make an object`, 'leave the cluster out by `clusters` of the part');
    }
  }

  /** Manifests in the folder of the unit that it has not written just now, as paths within the folder. */
  public stale(): string[] {
    const written = new Set(this._written.map((file) => file.split('/').join(sep)));
    return manifestsIn(this.outdir, this.outputFileExtension).filter((file) => !written.has(file));
  }
}

/** The manifests in a folder, and in those that it holds, as paths within it. */
export function manifestsIn(folder: string, extension: string): string[] {
  if (!existsSync(folder)) { return []; }
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name))).sort();
}
