import { eachObject } from '../check';
import { emptyPoolReports, poolLimitReports, poolUpgradeReports } from '../connection-pool';
import { Severity } from '../finding';
import { sidecarPools } from '../sidecar-pools';

/** See its title. */
export const sidecarPoolLimits = eachObject({
  code: 'CI0749',
  name: 'sidecar-pool-limits',
  title: 'A connection pool of a Sidecar says something, and its limits are not negative.',
  severity: Severity.ERROR,
  kinds: ['Sidecar'],
  fields: ['connectionPool', 'inboundConnectionPool'],
  explanation: 'Istio refuses a pool without tcp and http, negative limits, and HTTP/2 both always (h2UpgradePolicy) and as the client speaks it (useClientProtocol).',
  fix: 'correct it, or leave it out for the default',
  equivalents: ['IV-multi-035', 'IV-multi-036', 'IV-multi-037', 'IV-multi-038', 'IV-multi-039', 'IV-multi-040', 'IV-multi-041', 'IV-multi-044'],
  *object(sidecar) {
    for (const pool of sidecarPools(sidecar)) {
      yield* emptyPoolReports(pool);
      yield* poolLimitReports(pool);
      yield* poolUpgradeReports(pool);
    }
  },
});
