import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { SELECTING_KINDS, selectorIn } from '../selectors';

/** See its title. */
export const selectorHasLabels = eachObject({
  code: 'CI0047',
  name: 'selector-has-labels',
  title: 'A selector of workloads has labels.',
  severity: Severity.WARNING,
  kinds: [ANY],
  subjects: SELECTING_KINDS,
  fields: ['selector', 'workloadSelector'],
  explanation: 'Without labels it selects every workload of the namespace, or of the mesh in the root namespace. Who writes a selector mostly means fewer. '
    + 'A Sidecar with one counts as for some workloads all the same, so that in the root namespace it is no default of the mesh.',
  fix: 'give it the labels of the pods, or leave the selector out for all workloads',
  equivalents: ['IV-multi-008', 'IV-multi-011', 'IV-multi-084', 'GAP-22'],
  *object(object) {
    const found = selectorIn(object);
    // What is misspelt is told as that.
    if (found === undefined || found.labels.entries().length > 0 || found.selector.entries().some(([key]) => key !== found.name)) { return; }
    yield found.selector.problem(`has no labels, and selects all workloads; it must have ${found.name}`);
  },
});
