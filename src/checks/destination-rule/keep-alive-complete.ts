import { eachObject } from '../check';
import { keepAliveReports } from '../connection-pool';
import { Severity } from '../finding';
import { policyParts } from '../traffic-policies';

/** See its title. */
export const keepAliveComplete = eachObject({
  code: 'CI0356',
  name: 'keep-alive-complete',
  title: 'Pings over HTTP/2 have an interval and a timeout.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  fields: ['http2KeepAlive'],
  explanation: 'Neither has a default: Istio refuses http2KeepAlive with one of them.',
  fix: 'give interval and timeout',
  equivalents: ['IV-multi-042', 'IV-multi-043'],
  *object(rule) {
    for (const pool of policyParts(rule, 'connectionPool')) { yield* keepAliveReports(pool); }
  },
});
