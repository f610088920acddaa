import { eachObject } from '../check';
import { Severity } from '../finding';
import { takesAll } from '../matches';

/** See its title. */
export const routeAfterCatchAll = eachObject({
  code: 'CI0203',
  name: 'route-after-catch-all',
  title: 'No route goes after one that takes all requests.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  explanation: 'The first route that matches is taken. After a route without match, or with one that every request has, no other is ever reached.',
  fix: 'put the route before the one that takes all, or leave it out',
  equivalents: ['IST0130', 'IV-VS-016', 'IV-VS-017'],
  *object(object) {
    let catchAll: string | undefined;
    for (const route of object.spec.at('http').items()) {
      if (catchAll !== undefined) {
        yield route.problem(`goes after ${catchAll}, which takes all requests; the route for all must be the last`);
        continue;
      }
      const matches = route.at('match').items();
      // What a delegate does not route goes on to the next route.
      if (!route.at('delegate').given && (matches.length === 0 || matches.some(takesAll))) { catchAll = route.path; }
    }
  },
});
