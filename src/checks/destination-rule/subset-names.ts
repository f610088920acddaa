import { hostLabelProblem } from '../../model/go/host-names';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const subsetNames = eachObject({
  code: 'CI0344',
  name: 'subset-names',
  title: 'The subsets of a DestinationRule have names of their own.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  fields: ['subsets'],
  isRefusedByConstructs: true,
  explanation: 'Routes name subsets. Istio refuses a name that is given twice, and one that is no label of a DNS name: clusters are named with it.',
  fix: 'give each subset a name such as v1',
  equivalents: ['IV-DR-004', 'IV-multi-030'],
  *object({ spec }) {
    const names = new Set<string>();
    for (const subset of spec.at('subsets').items()) {
      const name = subset.at('name');
      if (name.text === undefined) { continue; }
      const allowed = hostLabelProblem(name.text);
      if (allowed !== undefined) {
        yield name.mustBe(allowed);
      } else if (names.has(name.text)) {
        yield name.mustBe('a name of its own');
      }
      names.add(name.text);
    }
  },
});
