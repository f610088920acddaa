import type { AppObject } from './app-object';
import type { AppView } from './app-view';
import type { Cursor } from './cursor';
import type { Labels } from './labels';
import type { Workload } from './workload-index';

/** The label that sends requests for something through a waypoint. */
export const USE_WAYPOINT = 'istio.io/use-waypoint';
/** The label for the data plane of pods. */
export const DATA_PLANE = 'istio.io/dataplane-mode';

/** The kind that a waypoint is of. */
export const K8S_GATEWAY = 'Gateway.gateway.networking.k8s.io';

/** The Namespace objects of the app, by name. */
export function namespaces(view: AppView): ReadonlyMap<string, AppObject> {
  return view.once('namespaces', () => new Map(view.ofKind('Namespace').map((namespace) => [namespace.name, namespace])));
}

/** Whether the app puts the pods of a namespace into the ambient mesh. Of a namespace that it does not make, that is not known. */
export function isAmbient(namespace: string, view: AppView): boolean {
  return namespaces(view).get(namespace)?.labels[DATA_PLANE] === 'ambient';
}

/** Whether the app puts any namespace into the ambient mesh. */
export function hasAmbient(view: AppView): boolean {
  return view.once('has-ambient', () => [...namespaces(view).keys()].some((namespace) => isAmbient(namespace, view)));
}

/** Whether pods are in the ambient mesh: their own label goes before that of the namespace. */
export function areAmbient({ template, namespace }: Workload, view: AppView): boolean {
  const own = template.at('metadata', 'labels', DATA_PLANE).text;
  return own === 'ambient' || (own === undefined && isAmbient(namespace, view));
}

/** Whether pods are those of a gateway or a waypoint, which the Gateway API has labels for. */
export function isGatewayPod({ labels }: Workload): boolean {
  return labels['gateway.networking.k8s.io/gateway-name'] !== undefined || labels['gateway.istio.io/managed'] !== undefined;
}

/** The waypoint that something names, or else its namespace; `undefined` for none. */
export function waypointName(labels: Labels, namespace: string, view: AppView): string | undefined {
  const name = labels[USE_WAYPOINT] ?? namespaces(view).get(namespace)?.labels[USE_WAYPOINT];
  return name === undefined || name === '' || name === 'none' ? undefined : name;
}

/** Whether requests to the service `name` go through a waypoint. */
export function isServiceEnrolled(name: string, namespace: string, view: AppView): boolean {
  return waypointName(servicesByName(view).get(`${namespace}/${name}`)?.labels ?? {}, namespace, view) !== undefined;
}

/** The Services of the app by `namespace/name`. */
export function servicesByName(view: AppView): ReadonlyMap<string, AppObject> {
  return view.once('services-by-name', () => new Map(view.ofKind('Service').map((service) => [service.id, service])));
}

/** What a policy is attached to by reference: `targetRefs`, or the older `targetRef`. */
export function targetRefs({ spec }: AppObject): readonly Cursor[] {
  return [...spec.at('targetRefs').items(), ...(spec.at('targetRef').given ? [spec.at('targetRef')] : [])];
}

/** Kinds of policies that only proxies enforce which see requests, and that may name their targets. */
export const TARGETING_KINDS: readonly string[] = ['AuthorizationPolicy', 'RequestAuthentication', 'Telemetry', 'WasmPlugin', 'TrafficExtension'];

/** Whether a policy of one of these kinds is for pods of the ambient mesh. Those of the root namespace are for all namespaces, whatever their pods have. */
export function isForAmbient(policy: AppObject, view: AppView): boolean {
  const { namespace, spec } = policy;
  if (!isAmbient(namespace, view) || namespace === view.context.rootNamespace) { return false; }
  const selector = spec.at('selector', 'matchLabels').labels();
  const picked = Object.keys(selector).length === 0 ? [] : view.workloads.selected(namespace, selector);
  return picked.length === 0 || picked.some((workload) => areAmbient(workload, view));
}
