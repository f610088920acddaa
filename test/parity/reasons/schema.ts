import type { Reasons } from './reasons';

/** Rules of the CRDs that no check finds on the example. */
export const SCHEMA_REASONS: Reasons = {};
