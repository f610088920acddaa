import { describeOutcome } from './describe';
import type { Judgement } from './judgement';
import { RequestOutcome } from '../request-outcome';
import type { Treatment } from '../treatment';

/** A proxy answers with a redirect to this location. */
export function isRedirectedTo(treatment: Treatment, location: string, status?: number): Judgement {
  const { redirect } = treatment;
  return {
    holds: redirect !== undefined && redirect.location === location && (status === undefined || redirect.status === status),
    expected: `is redirected to ${location}${status === undefined ? '' : ` (${status})`}`,
    found: describeOutcome(treatment),
  };
}

/** A proxy answers by itself with this status. */
export function isAnsweredWith(treatment: Treatment, status: number): Judgement {
  return {
    holds: treatment.outcome === RequestOutcome.ANSWERED && treatment.status === status,
    expected: `is answered by a proxy (${status})`,
    found: describeOutcome(treatment),
  };
}

/** The request reaches its destinations, all of them. */
export function isAllowed(treatment: Treatment): Judgement {
  return { holds: treatment.outcome === RequestOutcome.FORWARDED, expected: 'reaches its destination', found: describeOutcome(treatment) };
}

/** A policy, any or the named one, denies the request at all its destinations. */
export function isDenied(treatment: Treatment, policy?: string): Judgement {
  return {
    holds: treatment.outcome === RequestOutcome.DENIED && (policy === undefined || treatment.authorization?.policy === policy),
    expected: `is denied${policy === undefined ? '' : ` by ${policy}`}`,
    found: describeOutcome(treatment),
  };
}

/** A proxy refuses the request for its token. */
export function isUnauthenticated(treatment: Treatment): Judgement {
  return { holds: treatment.outcome === RequestOutcome.UNAUTHENTICATED, expected: 'is refused for its token', found: describeOutcome(treatment) };
}

/** What becomes of the request, whatever it is. */
export function hasOutcome(treatment: Treatment, outcome: RequestOutcome): Judgement {
  return { holds: treatment.outcome === outcome, expected: `has the outcome ${outcome}`, found: describeOutcome(treatment) };
}
