import { labelKeyProblem, labelValueProblem } from '../../model/go/labels';
import type { AppObject } from '../app-object';
import { ANY, eachObject } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';

/** See its title. */
export const workloadLabels = eachObject({
  code: 'CI0841',
  name: 'workload-labels',
  title: 'The labels of a workload outside of Kubernetes are labels as pods have them.',
  severity: Severity.ERROR,
  kinds: [ANY],
  subjects: ['WorkloadEntry', 'WorkloadGroup', 'ServiceEntry'],
  fields: ['labels'],
  explanation: 'Services, subsets and policies select such workloads by these labels. Istio refuses those that no pod could have; those of a template it refuses only '
    + 'when a workload registers itself.',
  fix: 'correct the label',
  equivalents: ['IV-WG-002', 'IV-multi-031', 'IV-multi-032', 'IV-multi-079', 'IV-multi-080'],
  *object(object) {
    for (const labels of labelsOf(object)) {
      const severity = labels.path.startsWith('spec.template') ? Severity.WARNING : undefined;
      for (const [key, value] of labels.entries()) {
        const allowed = labelKeyProblem(key);
        const allowedValue = value.text === undefined ? undefined : labelValueProblem(value.text);
        if (allowed !== undefined) { yield labels.problem(`has the label ${JSON.stringify(key)}; its name must be ${allowed}`, { severity }); }
        if (allowedValue !== undefined) { yield value.mustBe(allowedValue, { severity }); }
      }
    }
  },
});

function labelsOf({ kind, spec }: AppObject): readonly Cursor[] {
  switch (kind) {
    case 'WorkloadEntry': return [spec.at('labels')];
    case 'WorkloadGroup': return [spec.at('metadata', 'labels'), spec.at('template', 'labels')];
    case 'ServiceEntry': {
      // With other resolutions there is something else wrong with endpoints.
      const takes = ['STATIC', 'DNS', 'DNS_ROUND_ROBIN'].includes(spec.at('resolution').text ?? '');
      return takes ? spec.at('endpoints').items().map((endpoint) => endpoint.at('labels')) : [];
    }
    default: return [];
  }
}
