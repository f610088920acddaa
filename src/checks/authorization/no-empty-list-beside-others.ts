import { entriesOf } from '../authorization-rules';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const noEmptyListBesideOthers = eachObject({
  code: 'CI1043',
  name: 'no-empty-list-beside-others',
  title: 'No list of a source, an operation or a condition is empty.',
  severity: Severity.WARNING,
  kinds: ['AuthorizationPolicy'],
  fields: ['rules'],
  explanation: 'An empty list is left out on its way to Istio, so it stands for any value, not for none: a list that was computed and came out empty '
    + 'lets more in than was meant.',
  fix: 'leave the list out for any value; leave the whole entry out for none',
  equivalents: [],
  *object(policy) {
    for (const { place, lists } of entriesOf(policy)) {
      // Where no list says anything, the whole entry is refused. A list of what is excluded may exclude nothing.
      if (!lists.some((name) => place.at(name).items().length > 0)) { continue; }
      for (const list of lists.filter((name) => !name.startsWith('not')).map((name) => place.at(name))) {
        if (Array.isArray(list.json) && list.json.length === 0) { yield list.problem('is [], which Istio takes for any value; it must have at least one element'); }
      }
    }
  },
});
