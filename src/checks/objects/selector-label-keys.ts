import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { SELECTING_KINDS, selectorIn } from '../selectors';

/** See its title. */
export const selectorLabelKeys = eachObject({
  code: 'CI0048',
  name: 'selector-label-keys',
  title: 'The labels of a workloadSelector have keys without wildcards.',
  severity: Severity.ERROR,
  kinds: [ANY],
  subjects: SELECTING_KINDS,
  fields: ['workloadSelector'],
  explanation: 'A workload is selected if it has exactly these labels: a "*" stands for nothing but itself, and no label has an empty key. Istio refuses the object.',
  fix: 'name the label',
  equivalents: ['IV-multi-009', 'IV-multi-010'],
  *object(object) {
    const found = selectorIn(object);
    // Of the other kinds of selectors, the definitions of the kinds say so.
    if (found?.name !== 'labels') { return; }
    for (const [key] of found.labels.entries()) {
      if (key === '' || key.includes('*')) {
        yield found.labels.problem(`has the key ${JSON.stringify(key)}; it must be the name of a label, without "*"`);
      }
    }
  },
});
