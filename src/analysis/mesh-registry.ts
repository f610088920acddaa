import type { IConstruct } from 'constructs';
import type { MeshSettings } from './mesh-settings';

/** A Mesh, as far as others need it. */
export interface DeclaredMesh extends IConstruct {
  readonly settings: MeshSettings;
}

/** The Meshes of each app. */
const DECLARED = new WeakMap<IConstruct, DeclaredMesh[]>();

/** Makes a Mesh known in its app. Returns the one that its scope has already, if there is one. */
export function declareMesh(mesh: DeclaredMesh): DeclaredMesh | undefined {
  const declared = DECLARED.get(mesh.node.root) ?? [];
  const other = declared.find(({ node }) => node.scope === mesh.node.scope);
  if (other === undefined) { DECLARED.set(mesh.node.root, [...declared, mesh]); }
  return other;
}

/** The Mesh that a construct is in: the nearest up the tree; else that of an app with only one, wherever it was declared. */
export function meshOf(construct: IConstruct): DeclaredMesh | undefined {
  const declared = DECLARED.get(construct.node.root) ?? [];
  if (declared.length < 2) { return declared[0]; }
  for (let scope: IConstruct | undefined = construct; scope !== undefined; scope = scope.node.scope) {
    const mesh = declared.find(({ node }) => node.scope === scope);
    if (mesh !== undefined) { return mesh; }
  }
  return undefined;
}
