import { canonical } from '../../model/json';
import { eachObject } from '../check';
import { Severity } from '../finding';
import { weightedRoutes } from '../routes';

/** See its title. */
export const destinationOnce = eachObject({
  code: 'CI0280',
  name: 'destination-once',
  title: 'A destination is in a route once.',
  severity: Severity.WARNING,
  kinds: ['VirtualService'],
  fields: ['destination'],
  explanation: 'Two entries for one host, subset and port share out what is one: usually one of them was to be another subset.',
  fix: 'correct the subset, or join the two and add their weights',
  equivalents: ['KIA1105'],
  *object(object, view) {
    for (const route of weightedRoutes(object).filter((each) => each.items().length > 1)) {
      const seen = new Map<string, string>();
      for (const target of route.items()) {
        const destination = target.at('destination');
        const host = destination.at('host').text;
        if (host === undefined) { continue; }
        const key = canonical([view.resolve(host, object), destination.at('subset').json ?? null, destination.at('port').json ?? null]);
        const first = seen.get(key);
        // The same destination with other headers is another answer.
        if (first !== undefined && !target.at('headers').given) { yield destination.problem(`is the destination of ${first} as well; they must differ`); }
        seen.set(key, first ?? target.path);
      }
    }
  },
});
