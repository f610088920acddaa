import { Construct, type IConstruct } from 'constructs';
import { AppAnalysis } from './app-analysis';
import { type MeshProps, settingsOf } from './mesh-props';
import { declareMesh, meshOf } from './mesh-registry';
import { DEFAULT_SETTINGS, type MeshSettings } from './mesh-settings';
import { Field } from '../model/field';

/**
 * What is known of the mesh. It holds for the whole app, declared before the rest or after it. An app with several is one
 * with several meshes: each holds for its scope, and the objects of each are checked apart.
 */
export class Mesh extends Construct {
  /**
   * What is known of the mesh that a construct is in: of the only Mesh of the app; of several, the nearest up the tree; of a
   * mesh that is installed as it comes, where there is none.
   */
  public static of(construct: IConstruct): MeshSettings {
    return meshOf(construct)?.settings ?? DEFAULT_SETTINGS;
  }

  /** What is known of this mesh, defaults included. */
  public readonly settings: MeshSettings;

  constructor(scope: Construct, id: string, props: MeshProps = {}) {
    super(scope, id);
    this.settings = settingsOf(props, new Field(this.node.path));
    const other = declareMesh(this);
    if (other !== undefined) {
      throw new Field(this.node.path).problem(`${other.node.path} is a Mesh of the same scope; it must be the only one`, 'join the two');
    }
    AppAnalysis.attach(this);
  }
}
