import { eachObject } from '../check';
import { LIMIT_FIELDS, poolLimitReports } from '../connection-pool';
import { Severity } from '../finding';
import { policyParts } from '../traffic-policies';

/** See its title. */
export const poolLimits = eachObject({
  code: 'CI0354',
  name: 'pool-limits',
  title: 'Limits of a connection pool are not negative.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  fields: LIMIT_FIELDS,
  isRefusedByConstructs: true,
  explanation: 'Istio refuses negative numbers, and takes 0 for the default: there is no number for "unlimited".',
  fix: 'write a limit, or leave the field out',
  equivalents: ['IV-multi-036', 'IV-multi-037', 'IV-multi-038', 'IV-multi-039', 'IV-multi-040', 'IV-multi-044'],
  *object(rule) {
    for (const pool of policyParts(rule, 'connectionPool')) { yield* poolLimitReports(pool); }
  },
});
