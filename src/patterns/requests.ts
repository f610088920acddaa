import { intersectConditions } from '../model/conditions';
import type { Field } from '../model/field';
import { INEXPRESSIBLE, NOTHING } from '../model/pattern';
import { RequestMatch } from '../model/request-match';
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

/**
 * Some of a pattern's own requests, which are treated otherwise: as matches within its own, so that they are the more
 * specific ones.
 */
export function requestsAmong(requests: readonly RequestMatch[], some: RequestMatch[], field: Field, fix?: string): RequestMatch[] {
  requireSome(some, field, fix);
  if (requests.length === 0) { return [...some]; }
  return some.flatMap((match, i) => {
    const within = requests.flatMap((request) => {
      const both = intersectConditions(request._conditions, match._conditions);
      if (both === NOTHING) { return []; }
      return [both === INEXPRESSIBLE ? match : RequestMatch._of(both)];
    });
    if (within.length === 0) { throw field.at(i).problem(`${field.at(i).path} is for none of the requests; it must be for some of them`); }
    return within;
  });
}
