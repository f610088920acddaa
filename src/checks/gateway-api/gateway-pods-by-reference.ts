import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { TARGETING_KINDS } from '../waypoints';

const GATEWAY = 'gateway.networking.k8s.io/gateway-name';

/** See its title. */
export const gatewayPodsByReference = eachObject({
  code: 'CI1502',
  name: 'gateway-pods-by-reference',
  title: 'A policy for a Kubernetes Gateway names it in targetRefs.',
  severity: Severity.WARNING,
  kinds: [ANY],
  subjects: TARGETING_KINDS,
  fields: ['matchLabels'],
  explanation: 'The pods that Istio runs for a Gateway of the Kubernetes Gateway API, waypoints too, do not heed policies that select them by their labels.',
  fix: 'write targetRefs with the kind, group and name of the Gateway instead of the selector',
  equivalents: ['IST0166'],
  *object(policy, view) {
    const selector = policy.spec.at('selector', 'matchLabels');
    if (!selector.given || policy.spec.at('targetRef').given || policy.spec.at('targetRefs').items().length > 0) { return; }
    const labels = selector.labels();
    const picked = view.workloads.selected(policy.namespace, labels);
    const named = labels[GATEWAY] ?? picked.map((pod) => pod.labels[GATEWAY]).find((name) => name !== undefined);
    if (named === undefined) { return; }
    yield policy.spec.at('selector').problem(`picks the pods of the Kubernetes Gateway ${named}; the policy must name the Gateway in targetRefs`);
  },
});
