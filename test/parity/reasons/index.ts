import { ANALYZE_REASONS } from './analyze';
import { KIALI_REASONS } from './kiali';
import type { Reasons } from './reasons';
import { SCHEMA_REASONS } from './schema';
import { VALIDATION_REASONS } from './validation';

/** Why entries of the reference are not found. */
export const REASONS: Reasons = { ...VALIDATION_REASONS, ...SCHEMA_REASONS, ...ANALYZE_REASONS, ...KIALI_REASONS };
