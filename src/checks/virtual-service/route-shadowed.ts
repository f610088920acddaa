import { canonical } from '../../model/json';
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
  fields: ['match'],
  explanation: 'The first route that matches is taken. A match that earlier ones cover (the prefix /api covers /api/v2 and /apis) never takes a request. '
    + 'If a route has other matches that do, it is a warning; so is a match that another one of its route covers.',
  fix: 'put the more specific match first, or leave it out',
  equivalents: ['IST0130', 'IST0131', 'IV-VS-018', 'IV-VS-019', 'IV-VS-020', 'GAP-05'],
  *object(object) {
    const earlier: Cursor[] = [];
    const delegated = new Map<string, Cursor>();
    for (const route of object.spec.at('http').items()) {
      const matches = route.at('match').items();
      const shadowed = matches.map((match) => ({ match, by: earlier.find((one) => covers(one, match)) }));
      const isDead = shadowed.every(({ by }) => by !== undefined);
      matches.forEach((match, i) => { shadowed[i].by ??= matches.slice(0, i).find((one) => covers(one, match)); });
      for (const { match, by } of shadowed) {
        const twin = delegated.size === 0 ? undefined : delegated.get(conditionsOf(match));
        if (by === undefined && twin !== undefined) {
          yield match.problem(`is the same as ${twin.path}, whose delegate takes requests before it; it must take others`, { severity: Severity.WARNING });
        }
        if (by === undefined) { continue; }
        yield match.problem(`takes only requests that ${by.path} takes before it; it must take others too`, {
          severity: isDead ? Severity.ERROR : Severity.WARNING,
        });
      }
      if (route.at('delegate').given) {
        // What a delegate does not route goes on to the next route.
        for (const match of matches) { delegated.set(conditionsOf(match), delegated.get(conditionsOf(match)) ?? match); }
        continue;
      }
      // Behind a match for all, everything is: another check says so.
      if (matches.length === 0 || matches.some(takesAll)) { return; }
      earlier.push(...matches);
    }
  },
});

/** What a match asks for, apart from its name. */
function conditionsOf(match: Cursor): string {
  return canonical({ ...match.fields, name: null });
}
