import type { Duration } from 'cdk8s';
import { HopSecurity } from '../hop-security';
import { RequestOutcome } from '../request-outcome';
import type { TreatedDestination, TreatedMirror } from '../treated-destination';
import type { Treatment } from '../treatment';

/** What becomes of a request, in words that complete "the request ...". */
export function describeOutcome(treatment: Treatment): string {
  const { outcome, status, destinations, redirect } = treatment;
  const by = treatment.authorization?.policy === undefined ? '' : ` by ${treatment.authorization.policy}`;
  switch (outcome) {
    case RequestOutcome.FORWARDED: return goesTo(destinations);
    case RequestOutcome.REDIRECTED: return `is redirected to ${redirect?.location ?? '?'}${withStatus(redirect?.status ?? status)}`;
    case RequestOutcome.ANSWERED: return `is answered by a proxy${withStatus(status)}`;
    case RequestOutcome.UNAUTHENTICATED: return `is refused for its token${withStatus(status)}`;
    case RequestOutcome.DENIED: return `is denied${by}${withStatus(status)}`;
    case RequestOutcome.NO_ROUTE: return `finds no route${withStatus(status)}`;
    case RequestOutcome.NO_DESTINATION: return `finds nobody at its destination${destinations.length === 0 ? '' : ` ${list(destinations)}`}${withStatus(status)}`;
    case RequestOutcome.BLOCKED: return `is blocked, as its host is not known${withStatus(status)}`;
    case RequestOutcome.REFUSED: return `is refused: the connection fails${withStatus(status)}`;
    case RequestOutcome.MIXED: return `fares differently by destination: ${destinations.map((one) => `${nameOf(one)} ${one.outcome}`).join(', ')}`;
    case RequestOutcome.UNDECIDED: return 'has a fate that cannot be decided';
  }
}

/** A destination as a person would name it. */
export function nameOf({ host, port, subset }: TreatedDestination | TreatedMirror): string {
  return `${host}${port === undefined ? '' : `:${port}`}${subset === undefined ? '' : ` subset ${subset}`}`;
}

/** How hops are protected, in words that complete "the request ...". */
export function describeSecurity(security: HopSecurity | undefined): string {
  switch (security) {
    case undefined: return 'has no hop, or hops that differ';
    case HopSecurity.MUTUAL_TLS: return 'goes over mutual TLS';
    case HopSecurity.PLAIN_TEXT: return 'goes in plain text';
    case HopSecurity.TLS: return 'goes over TLS that is not the mesh\'s';
    case HopSecurity.REFUSED: return 'is refused: one side speaks what the other does not take';
  }
}

/** A share of requests. */
export function percent(share: number): string {
  return `${Number(share.toFixed(3))} %`;
}

/** A length of time, as YAML has it. */
export function describeDuration(duration: Duration): string {
  const milliseconds = duration.toMilliseconds();
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`;
}

function goesTo(destinations: readonly TreatedDestination[]): string {
  return `goes to ${list(destinations)}`;
}

function list(destinations: readonly TreatedDestination[]): string {
  return destinations.map((one) => (destinations.length === 1 ? nameOf(one) : `${nameOf(one)} (${percent(one.weight)})`)).join(', ');
}

function withStatus(status: number | undefined): string {
  return status === undefined ? '' : ` (${status})`;
}
