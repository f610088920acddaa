import type { AppObject } from '../app-object';
import { wholeApp } from '../check';
import { Severity } from '../finding';
import { selects } from '../labels';
import { withoutSidecar } from '../sidecar-presence';
import { isGatewayPod, servicesByName, targetRefs } from '../waypoints';

/** See its title. */
export const workloadHasPolicy = wholeApp({
  code: 'CI0880',
  name: 'workload-has-policy',
  title: 'Where an app says who may call, it says so for all its pods.',
  severity: Severity.INFO,
  kinds: ['AuthorizationPolicy', 'Deployment', 'StatefulSet', 'DaemonSet', 'Pod'],
  explanation: 'Pods that no AuthorizationPolicy is for let everybody in. It is looked at where the app has AuthorizationPolicies at all.',
  fix: 'add a policy for the pods, or one for the namespace that denies what no other allows',
  equivalents: ['KIA1301'],
  *run(view) {
    const policies = view.ofKind('AuthorizationPolicy');
    const { rootNamespace } = view.context;
    const byNamespace = new Map<string, AppObject[]>();
    for (const policy of policies) { byNamespace.set(policy.namespace, [...byNamespace.get(policy.namespace) ?? [], policy]); }
    for (const workload of view.workloads.all) {
      const { namespace, labels, object, template } = workload;
      if (namespace === rootNamespace || isGatewayPod(workload) || withoutSidecar(workload, view) !== undefined) { continue; }
      const near = new Set([...byNamespace.get(namespace) ?? [], ...byNamespace.get(rootNamespace) ?? []]);
      const isCovered = [...near].some((policy) => {
        const refs = targetRefs(policy);
        if (refs.length === 0) { return selects(policy.spec.at('selector', 'matchLabels').labels(), labels); }
        // What is attached to a gateway or a waypoint is for all that is behind it.
        return refs.some((ref) => ref.at('kind').text !== 'Service'
          || selects(servicesByName(view).get(`${namespace}/${ref.at('name').text}`)?.spec.at('selector').labels() ?? {}, labels));
      });
      if (!isCovered) { yield template.at('metadata', 'labels').problem(`of ${object.fullId} are selected by no AuthorizationPolicy; one must for not everybody to be let in`); }
    }
  },
});
