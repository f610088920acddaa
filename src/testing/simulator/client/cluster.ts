import { type MergedRule, destinationRuleFor, markedTlsMode, trafficPolicy } from './destination-rules';
import { type Endpoint, endpointsOf } from './endpoints';
import { type MeshService, portOf } from './mesh-service';
import type { AppView } from '../../../checks/app-view';
import { type Labels, selects, showLabels } from '../../../checks/labels';
import { hasAutoMtls } from '../../../checks/mesh-configs';
import type { JsonObject } from '../../../model/json';
import { labelsAt, objectAt, textAt } from '../read';

/** A proxy that sends requests on, as far as it decides about clusters. */
export interface SendingProxy {
  readonly namespace: string;
  readonly labels: Labels;
  readonly isGateway: boolean;
  /** The services that it has clusters for, by host in lower case. */
  readonly services: ReadonlyMap<string, MeshService>;
}

/** Where a route can send requests to: a service's port, or a subset of it. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly subset?: string;
}

/** How a proxy speaks to an endpoint: mutual TLS of the mesh, TLS that the proxy originates, or as the caller speaks. */
export type Speech = 'mutual' | 'originated' | 'as-is';

/** What a proxy knows of a target. */
export interface Cluster {
  readonly target: Target;
  readonly service: MeshService;
  readonly rule?: MergedRule;
  readonly policy: JsonObject;
  readonly endpoints: readonly Endpoint[];
  /** Whether the app does not show all endpoints. */
  readonly mayBeMore: boolean;
  /** The labels of the pods: what the service and the subset ask for; none, if nothing is asked. */
  readonly labels?: Labels;
  readonly speech: (endpoint: Endpoint) => Speech;
  readonly undecided: readonly string[];
}

/** The cluster for a target, or why there is none. */
export function clusterOf(target: Target, proxy: SendingProxy, view: AppView): Cluster | string {
  const { host, port, subset } = target;
  const service = proxy.services.get(host.toLowerCase());
  if (service === undefined || service.resolution === 'alias') { return `the proxy knows no service ${host}`; }
  const said = portOf(service, port);
  if (said === undefined || said.protocol === 'UDP') { return `${host} has no port ${port}`; }
  const rule = destinationRuleFor(service, proxy.namespace, proxy.labels, view);
  const found = subset === undefined ? undefined : rule?.subsets.find((one) => textAt(one, 'name') === subset);
  if (subset !== undefined && found === undefined) {
    return rule === undefined ? `no DestinationRule of ${host} has a subset ${subset}: the proxy has none`
      : `${idsOf(rule)} has no subset ${subset} of ${host}`;
  }
  const policy = trafficPolicy(rule, port, found);
  const { known, mayBeMore } = endpointsOf(service, port, view);
  const labels = labelsAt(found, 'labels');
  const endpoints = known.filter((endpoint) => selects(labels, endpoint.labels));
  const isOriginal = textAt(objectAt(policy, 'loadBalancer'), 'simple') === 'PASSTHROUGH' || (service.resolution === 'original-destination' && !proxy.isGateway);
  return {
    target,
    service,
    rule,
    policy,
    endpoints: isOriginal && service.selector === undefined ? known : endpoints,
    mayBeMore,
    labels: service.selector === undefined ? undefined : { ...service.selector, ...labels },
    speech: speechOf(service, port, rule, found, policy, isOriginal, known, view),
    undecided: isOriginal && subset !== undefined && service.selector !== undefined && endpoints.length < known.length
      ? [`requests to ${host} go to the pod that the caller has chosen, also to one that is not of subset ${subset} (${showLabels(labels)})`] : [],
  };
}

/** The DestinationRules that were merged, as texts name them. */
export function idsOf(rule: MergedRule): string {
  return `DestinationRule ${rule.from.map(({ id }) => id).join(' with ')}`;
}

/** How the proxy speaks to endpoints (`buildUpstreamTLSSettings`, and `mtlsChecker` for what istiod marks them as). */
function speechOf(
  service: MeshService, port: number, rule: MergedRule | undefined, subset: JsonObject | undefined, policy: JsonObject, isOriginal: boolean,
  all: readonly Endpoint[], view: AppView,
): (endpoint: Endpoint) => Speech {
  const tls = objectAt(policy, 'tls');
  if (tls !== undefined) {
    const mode = textAt(tls, 'mode') ?? 'DISABLE';
    return () => (mode === 'ISTIO_MUTUAL' ? 'mutual' : mode === 'DISABLE' ? 'as-is' : 'originated');
  }
  const namespaceMode = view.peerAuthentications.ofNamespace(service.namespace)?.mode;
  if (service.isExternal || !hasAutoMtls(view) || namespaceMode === 'DISABLE') { return () => 'as-is'; }
  // Where the caller chooses the endpoint, all are spoken to alike.
  if (isOriginal) {
    const isMutual = all.length > 0 && all.every((endpoint) => endpoint.hasSidecar);
    return () => (isMutual ? 'mutual' : 'as-is');
  }
  const marked = markedTlsMode(rule, port, subset);
  return (endpoint) => {
    if (marked !== undefined) { return marked === 'ISTIO_MUTUAL' ? 'mutual' : 'as-is'; }
    return endpoint.hasSidecar && view.peerAuthentications.inForce(endpoint.namespace, endpoint.labels, endpoint.port).mode !== 'DISABLE'
      ? 'mutual' : 'as-is';
  };
}
