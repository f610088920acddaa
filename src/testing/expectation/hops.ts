import type { Duration } from 'cdk8s';
import { describeDuration, describeOutcome, describeSecurity, percent } from './describe';
import type { Judgement } from './judgement';
import { HopSecurity } from '../hop-security';
import { RequestOutcome } from '../request-outcome';
import type { Treatment } from '../treatment';

/** All hops are protected so. */
export function isProtected(treatment: Treatment, security: HopSecurity): Judgement {
  const { mutualTls, destinations } = treatment;
  const isSent = treatment.outcome !== RequestOutcome.REFUSED || security === HopSecurity.REFUSED;
  return {
    holds: isSent && mutualTls === security,
    expected: describeSecurity(security),
    found: destinations.length > 0 && isSent ? describeSecurity(mutualTls) : describeOutcome(treatment),
  };
}

/** The response may take this long; with no duration, as long as it likes. */
export function hasTimeout({ timeout }: Treatment, expected?: Duration): Judgement {
  const words = (duration: Duration | undefined) => (duration === undefined ? 'has no timeout' : `has a timeout of ${describeDuration(duration)}`);
  return { holds: timeout?.toMilliseconds() === expected?.toMilliseconds(), expected: words(expected), found: words(timeout) };
}

/** A proxy tries again this often. */
export function isRetried({ retries }: Treatment, attempts: number): Judgement {
  const words = (times: number) => (times === 0 ? 'is not tried again' : `is tried again ${times} ${times === 1 ? 'time' : 'times'}`);
  const found = retries?.attempts ?? 0;
  return { holds: found === attempts, expected: words(attempts), found: words(found) };
}

/** A share of requests is delayed. */
export function isDelayed({ delay }: Treatment, duration: Duration, percentage: number = 100): Judgement {
  const words = (share: number, time: Duration) => `is delayed by ${describeDuration(time)} (${percent(share)})`;
  return {
    holds: delay !== undefined && delay.percentage === percentage && delay.duration.toMilliseconds() === duration.toMilliseconds(),
    expected: words(percentage, duration),
    found: delay === undefined ? 'is not delayed' : words(delay.percentage, delay.duration),
  };
}

/** A share of requests gets a failure. */
export function isAborted({ abort }: Treatment, status: number, percentage: number = 100): Judgement {
  const words = (share: number, code: number | string) => `is aborted with ${code} (${percent(share)})`;
  return {
    holds: abort !== undefined && abort.status === status && abort.percentage === percentage,
    expected: words(percentage, status),
    found: abort === undefined ? 'is not aborted' : words(abort.percentage, abort.status ?? abort.grpcStatus ?? '?'),
  };
}
