import { CONDITION_LISTS, entriesOf } from '../authorization-rules';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const valuesNotEmpty = eachObject({
  code: 'CI1044',
  name: 'values-not-empty',
  title: 'The values in the rules of an AuthorizationPolicy are not empty.',
  severity: Severity.ERROR,
  kinds: ['AuthorizationPolicy'],
  fields: ['rules'],
  explanation: 'Istio refuses texts that are empty in the lists of sources, operations and conditions.',
  fix: 'leave it out, or write "*" for any value that is not empty',
  equivalents: ['IV-AP-028'],
  *object(policy) {
    for (const { place, lists } of entriesOf(policy)) {
      // The values of a condition without a key are not looked at.
      if (lists === CONDITION_LISTS && (place.at('key').text ?? '') === '') { continue; }
      for (const value of lists.flatMap((name) => place.at(name).items())) {
        if (value.text === '') { yield value.mustBe('a text that is not empty'); }
      }
    }
  },
});
