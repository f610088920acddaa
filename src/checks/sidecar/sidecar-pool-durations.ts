import { durationProblem, goDuration } from '../../model/go/durations';
import { eachObject } from '../check';
import { idleTimeoutReports, keepAliveReports, poolDurations } from '../connection-pool';
import { Severity } from '../finding';
import { sidecarPools } from '../sidecar-pools';

/** See its title. */
export const sidecarPoolDurations = eachObject({
  code: 'CI0750',
  name: 'sidecar-pool-durations',
  title: 'Durations in a connection pool of a Sidecar are whole milliseconds, and pings have both of theirs.',
  severity: Severity.ERROR,
  kinds: ['Sidecar'],
  fields: ['connectionPool', 'inboundConnectionPool'],
  explanation: 'Istio refuses finer durations, and http2KeepAlive without interval or timeout. The idle timeout of TCP connections may be 0s, for no limit; others are at least 1ms.',
  fix: 'write a duration such as 1.5s',
  equivalents: ['IV-multi-033', 'IV-multi-034', 'IV-multi-042', 'IV-multi-043'],
  *object(sidecar) {
    for (const pool of sidecarPools(sidecar)) {
      yield* keepAliveReports(pool);
      yield* idleTimeoutReports(pool);
      for (const place of poolDurations(pool)) {
        // What is shorter than a millisecond, or no duration, the schema refuses.
        const isRead = (goDuration(place.text ?? '') ?? 0n) >= 1_000_000n;
        const allowed = isRead ? durationProblem(place.text ?? '') : undefined;
        if (allowed !== undefined) { yield place.mustBe(allowed); }
      }
    }
  },
});
