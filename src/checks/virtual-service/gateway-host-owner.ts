import type { AppObject } from '../app-object';
import { wholeApp } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { exclude, takesAll } from '../matches';
import { gatewaysOf } from '../routes';

/** See its title. */
export const gatewayHostOwner = wholeApp({
  code: 'CI0106',
  name: 'gateway-host-owner',
  title: 'VirtualServices that share a host of a gateway take different requests.',
  severity: Severity.WARNING,
  kinds: ['VirtualService', 'Gateway'],
  explanation: 'A gateway merges the VirtualServices of a host in the order in which they were created (a route for all requests goes last). '
    + 'Where their matches overlap, that order decides, and no file says it.',
  fix: 'join them into one VirtualService, or make their matches exclude each other',
  equivalents: ['KIA1106', 'GAP-32'],
  *run(view) {
    const owners = new Map<string, AppObject[]>();
    for (const object of view.ofKind('VirtualService')) {
      for (const { id } of gatewaysOf(object, view)) {
        for (const place of object.spec.at('hosts').items()) {
          if (place.text === undefined) { continue; }
          const key = `${id} ${view.resolve(place.text, object)}`;
          const others = owners.get(key) ?? [];
          const rival = others.find((other) => other !== object && overlap(other, object));
          if (rival !== undefined) {
            yield place.problem(`is ${JSON.stringify(place.text)} on Gateway ${id}; it must be in one VirtualService there, `
              + `or take other requests than ${rival.fullId}`);
          }
          owners.set(key, [...others, object]);
        }
      }
    }
  },
});

/** Whether their HTTP routes may take the same request, apart from one route for all that is left. */
function overlap(a: AppObject, b: AppObject): boolean {
  const [inA, inB] = [matchesOf(a), matchesOf(b)];
  if (inA.forAll && inB.forAll) { return true; }
  return inA.matches.some((one) => inB.matches.some((other) => !exclude(one, other)));
}

function matchesOf({ spec }: AppObject): { matches: Cursor[]; forAll: boolean } {
  const routes = spec.at('http').items().map((route) => route.at('match').items());
  return {
    matches: routes.flat().filter((match) => !takesAll(match)),
    forAll: routes.some((route) => route.length === 0 || route.some(takesAll)),
  };
}
