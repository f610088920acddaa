import { wholeApp } from '../check';
import { Severity } from '../finding';
import { DATA_PLANE, areAmbient } from '../waypoints';

/** See its title. */
export const oneDataPlane = wholeApp({
  code: 'CI1607',
  name: 'one-data-plane',
  title: 'Pods of the ambient mesh get no sidecar.',
  severity: Severity.WARNING,
  kinds: ['*'],
  explanation: 'Pods with a sidecar stay out of the ambient mesh: traffic goes through the sidecar, and waypoints and what is said for them are not for it. '
    + 'Where only the namespace is ambient, pods with a sidecar of their own may be meant, and it is an info.',
  fix: 'leave out the label for the sidecar, or label the pods istio.io/dataplane-mode: none',
  equivalents: ['KIA1311', 'KIA1314', 'KIA1315', 'KIA1316'],
  *run(view) {
    for (const workload of view.workloads.all) {
      const labels = workload.template.at('metadata', 'labels');
      const inject = labels.at('sidecar.istio.io/inject');
      if (inject.text !== 'true' || !areAmbient(workload, view)) { continue; }
      const isOwn = labels.at(DATA_PLANE).given;
      yield inject.problem(`is "true", and the pods are in the ambient mesh${isOwn ? '' : ` with namespace ${workload.namespace}`}; they must have one of both`, {
        severity: isOwn ? Severity.WARNING : Severity.INFO,
      });
    }
  },
});
