/** What is public of the checks. */
export { type Finding, Severity } from './finding';
export { DataPlaneMode } from './mesh-context';
