import { labelKeyProblem, labelValueProblem } from '../../model/go/labels';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const subsetLabels = eachObject({
  code: 'CI0345',
  name: 'subset-labels',
  title: 'The labels of a subset are such as pods can have.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  fields: ['subsets'],
  isRefusedByConstructs: true,
  explanation: 'Istio refuses keys and values that no label of Kubernetes has.',
  fix: 'correct the label',
  equivalents: ['IV-multi-031', 'IV-multi-032', 'IV-multi-079', 'IV-multi-080'],
  *object({ spec }) {
    for (const subset of spec.at('subsets').items()) {
      for (const [key, value] of subset.at('labels').entries()) {
        const [ofKey, ofValue] = [labelKeyProblem(key), labelValueProblem(value.text ?? '')];
        if (ofKey !== undefined) { yield value.problem(`has a key that no pod has; it must be ${ofKey}`); }
        if (ofValue !== undefined) { yield value.mustBe(ofValue); }
      }
    }
  },
});
