import type { EnvoyApplyTo, EnvoyPatchContext } from './envoy-patch-kinds';
import type { Field } from '../model/field';

/** The patch that a match is for. */
export interface EnvoyPatchPlace {
  readonly applyTo: EnvoyApplyTo;
  readonly context?: EnvoyPatchContext;
}

/** A part of a match that is for some kinds of patches has no effect with others: the patch would go to more than is meant. */
export function requireEffect(value: unknown, applyTo: EnvoyApplyTo, effective: readonly EnvoyApplyTo[], field: Field): void {
  if (value === undefined || effective.includes(applyTo)) { return; }
  throw field.problem(`${field.path} is given for ${applyTo}; it must be left out: it has an effect for ${effective.join(', ')} only`);
}
