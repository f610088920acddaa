import type { Reasons } from './reasons';

/** What Kiali finds and no check does. */
export const KIALI_REASONS: Reasons = {};
