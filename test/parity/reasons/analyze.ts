import type { Reasons } from './reasons';

/** What istioctl's analyzers find and no check finds on the example. */
export const ANALYZE_REASONS: Reasons = {};
