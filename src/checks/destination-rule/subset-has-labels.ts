import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const subsetHasLabels = eachObject({
  code: 'CI0380',
  name: 'subset-has-labels',
  title: 'A subset has labels, or a traffic policy of its own.',
  severity: Severity.WARNING,
  kinds: ['DestinationRule'],
  fields: ['subsets'],
  explanation: 'A subset without labels stands for all pods of the service. Without a traffic policy it says nothing at all: usually the labels were forgotten.',
  fix: 'give it the labels of its pods',
  equivalents: ['KIA0209'],
  *object({ spec }) {
    for (const subset of spec.at('subsets').items()) {
      // An empty object is what a controller is to fill.
      if (subset.fields === undefined || subset.at('labels').given || subset.at('trafficPolicy').given) { continue; }
      yield subset.at('labels').mustBe('given, or the subset have a trafficPolicy');
    }
  },
});
