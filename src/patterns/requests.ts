import type { Field } from '../model/field';
import type { RequestMatch } from '../model/request-match';
import { requireSome } from '../model/require';

/** Which requests a pattern is about, among those of its service. */
export interface RequestScope {
  /**
   * The requests that it is about: those that fulfil any of the matches.
   *
   * Where patterns overlap, the more specific one wins: a match that is contained in another's goes before it.
   *
   * @default - all requests of the service
   */
  readonly requests?: RequestMatch[];

  /**
   * Decides where two patterns say different things of the same requests and neither is more specific: the higher wins.
   *
   * @default 0
   */
  readonly priority?: number;
}

/** The requests that a person gave; none means all. */
export function requestsOf(scope: RequestScope, field: Field): RequestMatch[] {
  if (scope.requests === undefined) { return []; }
  return requireSome(scope.requests, field.at('requests'), 'leave it out for all requests');
}

/** The priority that a person gave. */
export function priorityOf(scope: RequestScope, field: Field): number {
  const priority = scope.priority ?? 0;
  if (!Number.isSafeInteger(priority)) { throw field.at('priority').error(priority, 'an integer'); }
  return priority;
}
