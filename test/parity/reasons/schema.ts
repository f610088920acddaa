import type { Reasons } from './reasons';

/** Rules of the CRDs that no check finds on the example. */
export const SCHEMA_REASONS: Reasons = {
  'CRD-AP-002': 'the rule can not be broken: its one alternative is a field that may be there or not',
  'VAP-01': ofStableChannel(),
  'VAP-03': ofStableChannel(),
  'VAP-05': ofStableChannel(),
};

/** CI0050 finds it beside such an installation. */
function ofStableChannel(): string {
  return 'refused only where Istio is installed with experimental.stableValidationPolicy, which the example does not say; CI0050 looks for that';
}
