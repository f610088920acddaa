import type { Reasons } from './reasons';

/** Rules of the webhook that no check finds on the example. */
export const VALIDATION_REASONS: Reasons = {
  'IV-PD-009': 'the example is the name of an interface, which may be "bad"',
};
