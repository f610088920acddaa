import type { Conditions } from './conditions';
import { type Facet, matchContained, type Scope, scopeTarget, type Treatment } from './facet';
import { byCodeUnit, canonical, type Json, sameData } from './json';

/** Claims of which neither is more specific, that say different things, and that no priority decides. */
export interface Conflict {
  readonly aspect: string;
  readonly owners: readonly string[];
  readonly values: readonly Json[];
}

/** What applies to a request, or a set of requests that all facets treat alike. */
export interface Combined {
  readonly scope?: Scope;
  readonly treatment: Treatment;
  /** The facets that decided an aspect. */
  readonly winners: readonly Facet[];
  readonly conflicts: readonly Conflict[];
}

interface Claim {
  readonly owner: string;
  readonly match: readonly Conditions[];
  readonly priority: number;
}

/** How the scopes and facets that apply to a request combine: the more specific wins, aspect by aspect. */
export function combine(applies: (match: readonly Conditions[]) => boolean, scopes: readonly Scope[]): Combined {
  const chosen = decide('forward', scopes.filter((scope) => applies(scope.match)), scopeTarget);
  const [scope] = chosen.best;
  if (scope === undefined) { return { treatment: {}, winners: [], conflicts: [] }; }
  const claims = new Map<string, Facet[]>();
  for (const facet of scope.facets) {
    if (!applies(facet.match)) { continue; }
    for (const aspect of Object.keys(facet.says)) {
      const known = claims.get(aspect);
      if (known === undefined) { claims.set(aspect, [facet]); } else { known.push(facet); }
    }
  }

  const treatment: { [aspect: string]: Json } = {};
  const deciders = new Map<string, readonly Facet[]>();
  const conflicts = chosen.conflict === undefined ? [] : [chosen.conflict];
  for (const aspect of [...claims.keys()].sort(byCodeUnit)) {
    const { best, conflict } = decide(aspect, claims.get(aspect) as Facet[], (facet) => facet.says[aspect]);
    if (conflict !== undefined) { conflicts.push(conflict); }
    treatment[aspect] = best[0].says[aspect];
    deciders.set(aspect, best);
  }
  const left = answeredByProxy(treatment);
  return { scope, treatment: left, winners: [...new Set(Object.keys(left).flatMap((aspect) => deciders.get(aspect) ?? []))], conflicts };
}

/**
 * The claims that win: none is more specific; among those, the highest priority. They must all say the same, and all of them
 * have decided it: that none is singled out keeps the order of their declaration from showing.
 */
function decide<C extends Claim>(aspect: string, claims: readonly C[], value: (claim: C) => Json): { best: readonly C[]; conflict?: Conflict } {
  if (claims.length < 2) { return { best: claims }; }
  const specific = claims.filter((claim) => !claims.some((other) => other !== claim && moreSpecific(other, claim)));
  const highest = Math.max(...specific.map((claim) => claim.priority));
  const best = specific.filter((claim) => claim.priority === highest)
    .sort((a, b) => byCodeUnit(a.owner, b.owner) || byCodeUnit(canonical(value(a)), canonical(value(b))));
  const contrary = best.find((claim) => !sameData(value(claim), value(best[0])));
  if (contrary === undefined) { return { best }; }
  return { best, conflict: { aspect, owners: [best[0].owner, contrary.owner], values: [value(best[0]), value(contrary)] } };
}

function moreSpecific(a: Claim, b: Claim): boolean {
  return matchContained(a.match, b.match) && !matchContained(b.match, a.match);
}

/**
 * A redirect or a direct response is the proxy's own answer: nothing is forwarded, so that there is nothing to delay,
 * retry, copy or rewrite. Istio refuses routes that say both.
 */
function answeredByProxy(treatment: Treatment): Treatment {
  const forward = treatment.forward;
  if (forward === undefined || forward === null || typeof forward !== 'object' || 'split' in forward || 'delegate' in forward) { return treatment; }
  return Object.fromEntries(Object.entries(treatment)
    .filter(([aspect]) => aspect === 'forward' || aspect === 'corsPolicy' || aspect.startsWith('header response ')));
}
