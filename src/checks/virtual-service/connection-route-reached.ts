import { canonical } from '../../model/json';
import type { Report } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { beyondStructure } from '../structure-index';

/** See its title. */
export const connectionRouteReached = beyondStructure({
  code: 'CI0263',
  name: 'connection-route-reached',
  title: 'Every tls and tcp route takes connections that no route before it takes.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['tls', 'tcp'],
  explanation: 'The first route that matches is taken. A route after one without match, or whose matches were all there before, is never reached. '
    + 'A match that is there twice, in a route that has others, is a warning.',
  fix: 'leave it out, or put it before the one that takes its connections',
  equivalents: ['IST0130', 'IST0131', 'IV-VS-021', 'IV-VS-022'],
  *object({ spec }) {
    yield* inRoutes(spec.at('tls').items());
    yield* inRoutes(spec.at('tcp').items());
  },
});

function* inRoutes(routes: readonly Cursor[]): Iterable<Report> {
  const earlier = new Map<string, Cursor>();
  let catchAll: Cursor | undefined;
  for (const route of routes) {
    if (route.fields === undefined) { continue; }
    if (catchAll !== undefined) {
      yield route.problem(`goes after ${catchAll.path}, which takes all connections; the route for all must be the last`);
      continue;
    }
    const matches = route.at('match').items();
    if (matches.length === 0) {
      catchAll = route;
      continue;
    }
    const ofThis = new Map<string, Cursor>();
    const repeated = matches.map((match) => ({ match, key: canonical(match.json) }));
    const isDead = repeated.every(({ key }) => earlier.has(key));
    for (const { match, key } of repeated) {
      const before = earlier.get(key) ?? ofThis.get(key);
      if (before !== undefined) {
        yield match.problem(`is the same as ${before.path}; it must take other connections`, { severity: isDead ? Severity.ERROR : Severity.WARNING });
      } else {
        ofThis.set(key, match);
      }
    }
    for (const [key, match] of ofThis) { earlier.set(key, match); }
  }
}
