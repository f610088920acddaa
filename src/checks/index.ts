/** What is public of the checks. */
export { type Finding, Severity } from './finding';
export { DataPlaneMode } from './mesh-context';
export { PolicyCheck, type PolicyCheckProps } from './policy-check';
export { PolicyApp, PolicyObject } from './policy-object';
export { PolicyPack, type PolicyPackProps } from './policy-pack';
export { PolicyReport } from './policy-report';
export { PolicyValue, type PolicyReportOptions } from './policy-value';
