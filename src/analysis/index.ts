/** What is public of the analysis. */
export { FastApp } from './fast-app';
export { Mesh } from './mesh';
export { MeshAnalysis } from './mesh-analysis';
export type { MeshProps } from './mesh-props';
export type { MeshSettings } from './mesh-settings';
