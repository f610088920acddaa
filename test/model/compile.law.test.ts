import * as fc from 'fast-check';
import { facets, request, scopes } from './arbitraries';
import { combine } from '../../src/model/combine';
import { compile, type Compiled } from '../../src/model/compile';
import type { RequestProperties } from '../../src/model/conditions';
import { meant, type Scope, type Treatment } from '../../src/model/facet';
import { canonical } from '../../src/model/json';

/** What the facets say, each asked on its own. */
function bySpecification(asked: RequestProperties, from: readonly Scope[]): { host?: string; treatment: Treatment } {
  const { scope, treatment } = combine((match) => meant(asked, match), from);
  return { host: scope?.host, treatment };
}

/** What the routes say, as Istio reads them: the first that matches. */
function byRoutes(asked: RequestProperties, { routes }: Compiled): { host?: string; treatment: Treatment } {
  const route = routes.find(({ match }) => meant(asked, match));
  return route === undefined ? { treatment: {} } : { host: route.scope.host, treatment: route.treatment };
}

/** How many of the generated sets compose; the rest are contradictory and must say so. */
const tally = { composed: 0, refused: 0, several: 0 };

test('the first route that matches a request treats it as all facets together do', () => {
  fc.assert(fc.property(scopes, fc.array(request, { minLength: 20, maxLength: 20 }), (generated, requests) => {
    const compiled = compile(generated);
    if (compiled.problems.length > 0) {
      tally.refused += 1;
      return;
    }
    tally.composed += 1;
    if (compiled.routes.length > 2) { tally.several += 1; }
    for (const asked of requests) {
      expect(canonical(byRoutes(asked, compiled))).toBe(canonical(bySpecification(asked, generated)));
    }
  }), { numRuns: 6000 });
  // The law would hold for a compiler that refuses everything; at least 2,000 sets must have composed, many to several routes.
  expect(tally.composed).toBeGreaterThan(2000);
  expect(tally.several).toBeGreaterThan(500);
  expect(tally.refused).toBeGreaterThan(100);
});

test('a request that two facets contradict each other about is never let through', () => {
  fc.assert(fc.property(scopes, fc.array(request, { minLength: 20, maxLength: 20 }), (generated, requests) => {
    const contradicted = requests.some((asked) => combine((match) => meant(asked, match), generated).conflicts.length > 0);
    if (contradicted) { expect(compile(generated).problems).not.toHaveLength(0); }
  }), { numRuns: 2000 });
});

test('the order in which facets are declared does not matter', () => {
  const twoOrders = facets.chain((mine) => fc.tuple(fc.constant(mine), fc.shuffledSubarray(mine, { minLength: mine.length })));
  fc.assert(fc.property(twoOrders, ([mine, shuffled]) => {
    const of = (some: typeof mine) => compile([{ owner: 'chart/h', name: 'h', match: [], priority: 0, host: 'h', facets: some }]);
    const plain = ({ routes, problems }: Compiled) => ({
      routes: routes.map(({ name, match, treatment }) => [name, match, canonical(treatment)]),
      problems: [...problems].map((problem) => canonical({ owners: [...problem.owners] })).sort(),
    });
    expect(plain(of(shuffled))).toEqual(plain(of(mine)));
  }), { numRuns: 3000 });
});

test('no route is written that the next ones would treat alike', () => {
  fc.assert(fc.property(scopes, (generated) => {
    const { routes, problems } = compile(generated);
    if (problems.length > 0) { return; }
    routes.slice(0, -1).forEach((route, i) => {
      const next = routes[i + 1];
      const same = route.scope.host === next.scope.host && canonical(route.treatment) === canonical(next.treatment);
      if (same && next.match.length === 0) { throw new Error(`${route.name} repeats the route for everything`); }
    });
  }), { numRuns: 1000 });
});
