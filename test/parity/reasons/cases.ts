import type { Reasons } from './reasons';

/** Cases of the webhook's tests that no check finds. */
export const VALIDATION_MISSES: Reasons = {};

/** Cases that Istio accepts and a check calls an error: the stricter rules. */
export const VALIDATION_EXTRAS: Reasons = {};
