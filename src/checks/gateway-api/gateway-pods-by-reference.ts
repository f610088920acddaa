import { ANY, eachObject } from '../check';
import { Severity } from '../finding';

const GATEWAY = 'gateway.networking.k8s.io/gateway-name';

/** Policies that can name a Gateway of the Kubernetes Gateway API. */
const POLICIES: ReadonlySet<string> = new Set(['AuthorizationPolicy', 'RequestAuthentication', 'Telemetry', 'TrafficExtension', 'WasmPlugin']);

/** See its title. */
export const gatewayPodsByReference = eachObject({
  code: 'CI1502',
  name: 'gateway-pods-by-reference',
  title: 'A policy for a Kubernetes Gateway names it in targetRefs.',
  severity: Severity.WARNING,
  kinds: [ANY],
  explanation: 'The pods that Istio runs for a Gateway of the Kubernetes Gateway API, waypoints too, do not heed policies that select them by their labels.',
  fix: 'write targetRefs with the kind, group and name of the Gateway instead of the selector',
  equivalents: ['IST0166'],
  *object(policy, view) {
    if (!POLICIES.has(policy.kind)) { return; }
    const selector = policy.spec.at('selector', 'matchLabels');
    if (!selector.given || policy.spec.at('targetRef').given || policy.spec.at('targetRefs').items().length > 0) { return; }
    const labels = selector.labels();
    const picked = view.workloads.selected(policy.namespace, labels);
    const named = labels[GATEWAY] ?? picked.map((pod) => pod.labels[GATEWAY]).find((name) => name !== undefined);
    if (named === undefined) { return; }
    yield policy.spec.at('selector').problem(`picks the pods of the Kubernetes Gateway ${named}; the policy must name the Gateway in targetRefs`);
  },
});
