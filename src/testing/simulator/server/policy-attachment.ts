import type { ServingWorkload } from './arrival';
import { workloadKey } from './workload-key';
import { byAge } from '../../../checks/age';
import type { AppObject } from '../../../checks/app-object';
import type { AppView } from '../../../checks/app-view';
import type { Cursor } from '../../../checks/cursor';
import { type Labels, selects } from '../../../checks/labels';

/** The label by which the pods of a Gateway of the Gateway API are known. */
const GATEWAY_LABEL = 'gateway.networking.k8s.io/gateway-name';

/** Kinds that are attached to workloads in one way. */
type AttachedKind = 'AuthorizationPolicy' | 'RequestAuthentication' | 'WasmPlugin' | 'TrafficExtension';

/** A policy, and what says for which workloads it is. */
interface Attachable {
  readonly policy: AppObject;
  /** Its place among those of all namespaces, by age. */
  readonly place: number;
  readonly selector: Labels;
  readonly targets: readonly Cursor[];
}

/** The policies of a kind for a workload, as istiod finds them: those of the root namespace first, older ones before newer ones. */
export function policiesFor(workload: ServingWorkload, kind: AttachedKind, view: AppView): readonly AppObject[] {
  if (view.ofKind(kind).length === 0) { return []; }
  const found = view.once(`${kind} of workloads`, () => new Map<string, readonly AppObject[]>());
  const key = workloadKey(workload, view);
  let policies = found.get(key);
  if (policies === undefined) {
    const byLabel = view.once(`${kind} by label`, () => attachables(kind, view));
    const labels = ['', ...Object.entries(workload.labels).map(([label, value]) => `${label}=${value}`)];
    policies = [...new Set([view.context.rootNamespace, workload.namespace])].flatMap((namespace) =>
      labels.flatMap((label) => byLabel.get(`${namespace} ${label}`) ?? [])
        .filter((one) => isAttached(one, workload)).sort((a, b) => a.place - b.place).map(({ policy }) => policy));
    found.set(key, policies);
  }
  return policies;
}

/** The policies by their namespace and the first label that they ask for, so that not all have to be compared with each workload. */
function attachables(kind: string, view: AppView): Map<string, Attachable[]> {
  const byLabel = new Map<string, Attachable[]>();
  [...view.ofKind(kind)].sort(byAge).forEach((policy, place) => {
    const targets = policy.spec.at('targetRefs').items();
    const attachable = {
      policy,
      place,
      selector: policy.spec.at('selector', 'matchLabels').labels(),
      targets: targets.length > 0 ? targets : [policy.spec.at('targetRef')].filter(({ given }) => given),
    };
    const [first] = attachable.targets.length > 0 ? [] : Object.entries(attachable.selector);
    const key = `${policy.namespace} ${first === undefined ? '' : first.join('=')}`;
    const same = byLabel.get(key);
    if (same === undefined) { byLabel.set(key, [attachable]); } else { same.push(attachable); }
  });
  return byLabel;
}

/** Whether a policy is for a workload (`ShouldAttachPolicy`): sidecars take none that names a target, gateways of the Gateway API take both. */
function isAttached({ policy, selector, targets }: Attachable, { labels, namespace }: ServingWorkload): boolean {
  if (targets.length === 0) { return selects(selector, labels); }
  const gateway = labels[GATEWAY_LABEL];
  return gateway !== undefined && policy.namespace === namespace && targets.some((target) =>
    target.at('group').text === 'gateway.networking.k8s.io' && target.at('kind').text === 'Gateway' && target.at('name').text === gateway
    && ['', namespace].includes(target.at('namespace').text ?? ''));
}
