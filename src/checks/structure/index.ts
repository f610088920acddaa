import type { Check } from '../check';
import { oneAlternative } from './one-alternative';
import { schemaRule } from './schema-rule';
import { valueInBounds } from './value-in-bounds';

/** Checks of raw objects of Istio's kinds against the schemas and rules that an API server has of them. */
export const STRUCTURE_CHECKS: readonly Check[] = [valueInBounds, oneAlternative, schemaRule];
