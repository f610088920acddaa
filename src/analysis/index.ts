/** What is public of the analysis. */
export { Mesh, type MeshProps } from './mesh';
export { MeshAnalysis } from './mesh-analysis';
export type { MeshSettings } from './mesh-settings';
