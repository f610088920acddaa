import { eachObject } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { takesAll } from '../matches';

/** See its title. */
export const routeAfterCatchAll = eachObject({
  code: 'CI0203',
  name: 'route-after-catch-all',
  title: 'No route goes after one that takes all requests.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['http'],
  explanation: 'The first route that matches is taken. After a route without match, or with one that every request has, no other is ever reached. '
    + 'If it leaves its requests to a delegate, only those are that the delegate does not route: a warning.',
  fix: 'put the route before the one that takes all, or leave it out',
  equivalents: ['IST0130', 'IV-VS-016', 'IV-VS-017'],
  *object(object) {
    let catchAll: Cursor | undefined;
    for (const route of object.spec.at('http').items()) {
      if (catchAll !== undefined) {
        // What a delegate does not route goes on to the next route.
        const mayGoOn = catchAll.at('delegate').given;
        yield route.problem(`goes after ${catchAll.path}, which takes all requests; the route for all must be the last`, mayGoOn ? { severity: Severity.WARNING } : {});
      }
      const matches = route.at('match').items();
      const isCatchAll = matches.length === 0 || matches.some(takesAll);
      if (isCatchAll && (catchAll === undefined || catchAll.at('delegate').given)) { catchAll = route; }
    }
  },
});
