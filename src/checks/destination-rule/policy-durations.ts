import { durationProblem, goDuration } from '../../model/go/durations';
import { eachObject, type Report } from '../check';
import { POOL_DURATION_FIELDS, idleTimeoutReports, poolDurations } from '../connection-pool';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { OUTLIER_DURATION_FIELDS, outlierDurations } from '../outlier-detection';
import { trafficPolicies } from '../traffic-policies';

/** See its title. */
export const policyDurations = eachObject({
  code: 'CI0351',
  name: 'policy-durations',
  title: 'Durations of traffic policies are whole milliseconds.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  fields: [...new Set([...POOL_DURATION_FIELDS, ...OUTLIER_DURATION_FIELDS, 'ttl', 'budgetInterval', 'duration'])],
  isRefusedByConstructs: true,
  explanation: 'Istio refuses finer durations, and what is no duration. The idle timeout of TCP connections may be 0s, for no limit; others are at least 1ms.',
  fix: 'write a duration such as 1.5s',
  equivalents: ['IV-multi-033', 'IV-multi-034'],
  *object(rule) {
    for (const { block } of trafficPolicies(rule)) {
      const [pool, balancing] = [block.at('connectionPool'), block.at('loadBalancer')];
      yield* idleTimeoutReports(pool);
      for (const place of [balancing.at('consistentHash', 'httpCookie', 'ttl'), block.at('retryBudget', 'budgetInterval')]) {
        if (place.text !== undefined && goDuration(place.text) === undefined) { yield place.mustBe('a duration such as 1h'); }
      }
      for (const place of [...poolDurations(pool), ...outlierDurations(block.at('outlierDetection')), balancing.at('warmup', 'duration')]) {
        yield* fineDurationReports(place);
      }
    }
  },
});

/** What is shorter than a millisecond, or no duration, the schema refuses. */
function* fineDurationReports(place: Cursor): Iterable<Report> {
  const { text } = place;
  const nanoseconds = text === undefined ? undefined : goDuration(text);
  if (text === undefined || nanoseconds === undefined || nanoseconds < 1_000_000n) { return; }
  const allowed = durationProblem(text);
  if (allowed !== undefined) { yield place.mustBe(allowed); }
}
