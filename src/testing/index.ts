/** What is public of testing. */
export type { AuthorizationVerdict } from './authorization-verdict';
export type { MirrorExpectation } from './expectation/mirror-expectation';
export type { RouteExpectation } from './expectation/route-expectation';
export { HopSecurity } from './hop-security';
export type { MeshRequest } from './mesh-request';
export { MeshTesting } from './mesh-testing';
export { RequestAssertions } from './request-assertions';
export { RequestOutcome } from './request-outcome';
export { RequestProtocol } from './request-protocol';
export type { RequestSource } from './request-source';
export type {
  TreatedHeaders, TreatedAbort, TreatedCors, TreatedDelay, TreatedRedirect, TreatedResponse, TreatedRetries, TreatedRewrite,
} from './route-actions';
export type { TreatedConnectionLimits, TreatedDestination, TreatedMirror, TreatedWorkload } from './treated-destination';
export type { Treatment } from './treatment';
