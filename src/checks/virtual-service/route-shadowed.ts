import { eachObject } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { covers, takesAll } from '../matches';

/** See its title. */
export const routeShadowed = eachObject({
  code: 'CI0204',
  name: 'route-shadowed',
  title: 'Every match takes requests that no match before it takes.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  explanation: 'The first route that matches is taken. A match that earlier ones cover (the prefix /api covers /api/v2 and /apis) never takes a request. '
    + 'If a route has other matches that do, it is a warning.',
  fix: 'put the more specific match first, or leave it out',
  equivalents: ['IST0130', 'IST0131', 'IV-VS-019', 'GAP-05'],
  *object(object) {
    const earlier: Cursor[] = [];
    for (const route of object.spec.at('http').items()) {
      const matches = route.at('match').items();
      const shadowed = matches.map((match) => ({ match, by: earlier.find((one) => covers(one, match)) }));
      const isDead = shadowed.every(({ by }) => by !== undefined);
      for (const { match, by } of shadowed) {
        if (by === undefined) { continue; }
        yield match.problem(`takes only requests that ${by.path} takes before it; it must take others too`, {
          severity: isDead ? Severity.ERROR : Severity.WARNING,
        });
      }
      if (route.at('delegate').given) { continue; }
      // Behind a match for all, everything is: another check says so.
      if (matches.length === 0 || matches.some(takesAll)) { return; }
      earlier.push(...matches);
    }
  },
});
