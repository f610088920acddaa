import type { Combined } from './combine';
import { type Conditions, conditionsContained, conditionsKey } from './conditions';
import { alternatives, aspectRank, type Facet } from './facet';
import { byCodeUnit } from './json';

/**
 * The name of what made a route: the facets with the narrowest match that decided something for it. Of several with one
 * match the first in the order of aspects speaks for all; narrowest matches that merely overlap are all named.
 */
export function routeName(conditions: Conditions, { winners, scope }: Combined): string {
  if (winners.length === 1) { return winners[0].name; }
  const wanted = winners.flatMap((facet) => alternatives(facet.match)
    .filter((match) => conditionsContained(conditions, match))
    .map((match) => ({ facet, match })));
  const narrowest = wanted.filter(({ match }) => !wanted.some((other) =>
    conditionsContained(other.match, match) && !conditionsContained(match, other.match)));

  const spokesmen = new Map<string, Facet>();
  for (const { facet, match } of narrowest) {
    const key = conditionsKey(match);
    const current = spokesmen.get(key);
    if (current === undefined || speaksBefore(facet, current)) { spokesmen.set(key, facet); }
  }
  const names = new Set([...spokesmen.values()].sort((a, b) => speaksBefore(a, b) ? -1 : 1).map((facet) => facet.name));
  return names.size === 0 ? scope?.name ?? '' : [...names].join('+');
}

function speaksBefore(a: Facet, b: Facet): boolean {
  return (rank(a) - rank(b) || byCodeUnit(a.name, b.name) || byCodeUnit(a.owner, b.owner)) < 0;
}

function rank(facet: Facet): number {
  return Math.min(...Object.keys(facet.says).map(aspectRank));
}
