import { show } from '../../model/field';
import { eachObject, type Report } from '../check';
import { conflictOf } from '../delegate-matches';
import { delegationsOf, isExportedTo, type Delegation } from '../delegates';
import { Severity } from '../finding';
import { httpRoutes, isDelegate } from '../http-routes';

/** See its title. */
export const delegateMatchContained = eachObject({
  code: 'CI0284',
  name: 'delegate-match-contained',
  title: 'The matches of a delegate are within those of the route that leaves requests to it.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['delegate'],
  explanation: 'Istio joins each match of the delegate with those of the route, and drops a route of the delegate of which one match is within none of them, '
    + 'without a word to whoever applied it. It compares texts: where both sides compare the same thing, a regular expression on either side never fits, '
    + 'and ignoreUriCase must be the same. A path goes on after the prefix of the route: the delegate matches /shop/cart, not /cart.',
  fix: 'narrow the match, or leave out what the route matches already',
  equivalents: ['GAP-16'],
  *object(object, view) {
    for (const delegation of delegationsOf(object, view)) {
      const { named } = delegation;
      if (named !== undefined && isDelegate(named) && isExportedTo(object.namespace, named, view)) { yield* outside(delegation); }
    }
  },
});

function* outside({ root, route, named }: Delegation): Iterable<Report> {
  const rootMatches = route.at('match').items();
  if (named === undefined || rootMatches.length === 0) { return; }
  for (const match of httpRoutes(named).flatMap((one) => one.at('match').items())) {
    const conflicts = rootMatches.map((one) => ({ one, keys: conflictOf(one, match) }));
    if (conflicts.some(({ keys }) => keys === undefined)) { continue; }
    const [{ one, keys = [] }] = conflicts;
    yield match.at(...keys).mustBe(`within that of ${root.fullId}: ${one.at(...keys).path} is ${show(one.at(...keys).json)}`);
  }
}
