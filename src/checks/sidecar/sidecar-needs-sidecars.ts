import { isAmbientNamespace, isAmbientWorkload } from '../ambient';
import { eachObject } from '../check';
import { Severity } from '../finding';
import { namespaces } from '../waypoints';

/** See its title. */
export const sidecarNeedsSidecars = eachObject({
  code: 'CI0721',
  name: 'sidecar-needs-sidecars',
  title: 'A Sidecar is for pods that have sidecars.',
  severity: Severity.WARNING,
  kinds: ['Sidecar', 'Namespace', 'Deployment', 'Pod'],
  explanation: 'The node proxies and waypoints of the ambient mesh do not read Sidecars: what one lets workloads reach, or not, has no effect there.',
  fix: 'leave it out; AuthorizationPolicies say who may call whom',
  equivalents: ['IST0167'],
  *object(sidecar, view) {
    const selector = sidecar.spec.at('workloadSelector');
    const labels = selector.at('labels').labels();
    if (Object.keys(labels).length > 0) {
      const workloads = view.workloads.selected(sidecar.namespace, labels);
      if (workloads.length > 0 && workloads.every((workload) => isAmbientWorkload(workload, view))) {
        yield selector.problem(`picks ${workloads[0].object.fullId}, which is in the ambient mesh; it must be for pods with sidecars`);
      }
      return;
    }
    const namespace = namespaces(view).get(sidecar.namespace);
    if (namespace === undefined || !isAmbientNamespace(namespace)) { return; }
    const workloads = view.workloads.selected(sidecar.namespace, {});
    if (workloads.some((workload) => !isAmbientWorkload(workload, view))) { return; }
    yield sidecar.root.at('metadata', 'name').problem(`is ${JSON.stringify(sidecar.name)} in ${namespace.fullId}, which is in the ambient mesh; it must be for pods with sidecars`);
  },
});
