import type { ServingWorkload } from './arrival';
import { byAge } from '../../../checks/age';
import type { AppObject } from '../../../checks/app-object';
import type { AppView } from '../../../checks/app-view';
import type { Cursor } from '../../../checks/cursor';
import { type Labels, selects } from '../../../checks/labels';
import { canonical } from '../../../model/json';

/** The label by which the pods of a Gateway of the Gateway API are known. */
const GATEWAY_LABEL = 'gateway.networking.k8s.io/gateway-name';

/** Kinds that are attached to workloads in one way. */
type AttachedKind = 'AuthorizationPolicy' | 'RequestAuthentication' | 'WasmPlugin' | 'TrafficExtension';

/** A policy, and what says for which workloads it is. */
interface Attachable {
  readonly policy: AppObject;
  readonly selector: Labels;
  readonly targets: readonly Cursor[];
}

/** The policies of a kind for a workload, as istiod finds them: those of the root namespace first, older ones before newer ones. */
export function policiesFor(workload: ServingWorkload, kind: AttachedKind, view: AppView): readonly AppObject[] {
  const found = view.once(`${kind} of workloads`, () => new Map<string, readonly AppObject[]>());
  const key = canonical([workload.namespace, { ...workload.labels }]);
  let policies = found.get(key);
  if (policies === undefined) {
    const byNamespace = view.once(`${kind} by namespace`, () => attachables(kind, view));
    policies = [...new Set([view.context.rootNamespace, workload.namespace])].flatMap((namespace) => byNamespace.get(namespace) ?? [])
      .filter((one) => isAttached(one, workload)).map(({ policy }) => policy);
    found.set(key, policies);
  }
  return policies;
}

function attachables(kind: string, view: AppView): Map<string, Attachable[]> {
  const byNamespace = new Map<string, Attachable[]>();
  for (const policy of [...view.ofKind(kind)].sort(byAge)) {
    const targets = policy.spec.at('targetRefs').items();
    const attachable = {
      policy,
      selector: policy.spec.at('selector', 'matchLabels').labels(),
      targets: targets.length > 0 ? targets : [policy.spec.at('targetRef')].filter(({ given }) => given),
    };
    const same = byNamespace.get(policy.namespace);
    if (same === undefined) { byNamespace.set(policy.namespace, [attachable]); } else { same.push(attachable); }
  }
  return byNamespace;
}

/** Whether a policy is for a workload (`ShouldAttachPolicy`): sidecars take none that names a target, gateways of the Gateway API take both. */
function isAttached({ policy, selector, targets }: Attachable, { labels, namespace }: ServingWorkload): boolean {
  if (targets.length === 0) { return selects(selector, labels); }
  const gateway = labels[GATEWAY_LABEL];
  return gateway !== undefined && policy.namespace === namespace && targets.some((target) =>
    target.at('group').text === 'gateway.networking.k8s.io' && target.at('kind').text === 'Gateway' && target.at('name').text === gateway
    && ['', namespace].includes(target.at('namespace').text ?? ''));
}
