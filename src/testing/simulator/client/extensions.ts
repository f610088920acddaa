import type { AppObject } from '../../../checks/app-object';
import type { AppView } from '../../../checks/app-view';
import { envoyPatches } from '../../../checks/envoy-patches';
import { ROUTE_KINDS, parentsOf } from '../../../checks/k8s-routes';
import { type Labels, selects } from '../../../checks/labels';
import { DataPlaneMode } from '../../../checks/mesh-context';
import type { Call } from '../call';
import type { Draft } from '../draft';
import { policiesFor } from '../server/policy-attachment';

/** A proxy that sends requests on. */
interface Sender {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
}

/** Says what changes the proxy that routes a request in ways that are not simulated. */
export function announceExtensions(call: Call, view: AppView, draft: Draft): void {
  if (call.gateway !== undefined) {
    announce(call.gateway, 'GATEWAY', call, view, draft);
  } else if (call.caller.hasSidecar) {
    const { namespace, labels, name } = call.caller;
    announce({ namespace, labels, name: name.slice(name.indexOf('/') + 1) }, 'SIDECAR_OUTBOUND', call, view, draft);
  }
  draft.undecided.push(...routesOfService(call, view).map(({ fullId }) => `${fullId} is for ${call.host}; routes of the Gateway API are not simulated`));
}

function announce(sender: Sender, context: 'GATEWAY' | 'SIDECAR_OUTBOUND', call: Call, view: AppView, draft: Draft): void {
  const { namespace, labels, name } = sender;
  const filters = filtersOf(sender, view).filter((filter) => isRead(filter, context, call, draft));
  const workload = { namespace, name, labels, hasSidecar: true, isGateway: context === 'GATEWAY' };
  // What enters at a gateway is judged with its extensions already.
  const plugins = context === 'GATEWAY' ? [] : (['WasmPlugin', 'TrafficExtension'] as const).flatMap((kind) => policiesFor(workload, kind, view))
    .filter(({ spec }) => spec.at('match').items().length === 0 || spec.at('match').items().some((match) => match.at('mode').text !== 'SERVER'));
  draft.undecided.push(...[...filters, ...plugins].map(({ fullId }) => `${fullId} changes the proxy that routes the request; what it does is not simulated`));
}

/** The EnvoyFilters that are for the pods of a proxy. */
function filtersOf({ namespace, labels }: Sender, view: AppView): readonly AppObject[] {
  const known = view.once('simulator-envoy-filters', () => new WeakMap<Labels, readonly AppObject[]>());
  let found = known.get(labels);
  if (found === undefined) {
    found = view.ofKind('EnvoyFilter').filter((filter) => [namespace, view.context.rootNamespace].includes(filter.namespace)
      && filter.spec.at('targetRefs').items().length === 0 && selects(filter.spec.at('workloadSelector', 'labels').labels(), labels));
    known.set(labels, found);
  }
  return found;
}

/** Whether a patch is for what the request meets: the listener of its port, a route of it, a cluster that it goes to. */
function isRead(filter: AppObject, context: string, { port }: Call, { destinations }: Draft): boolean {
  return envoyPatches(filter).some(({ applyTo, match }) => {
    if (['BOOTSTRAP', 'INVALID'].includes(applyTo) || !['ANY', context].includes(match.at('context').text ?? 'ANY')) { return false; }
    const ports = ['listener', 'routeConfiguration'].flatMap((part) => match.at(part, 'portNumber').number ?? []).filter((number) => number !== 0);
    const service = match.at('cluster', 'service').text;
    return ports.every((number) => number === port)
      && (applyTo !== 'CLUSTER' || service === undefined || destinations.some(({ host }) => host === service));
  });
}

/** Routes of the Gateway API that are for the service itself. */
function routesOfService({ service }: Call, view: AppView): readonly AppObject[] {
  if (service?.object === undefined) { return []; }
  const { name, namespace } = service.object;
  return ROUTE_KINDS.flatMap((kind) => view.ofKind(kind))
    .filter((route) => parentsOf(route).some((parent) => parent.kind === 'Service' && parent.name === name && parent.namespace === namespace));
}

/** Why nothing of the mesh is simulated; `undefined`, if it is. */
export function notSimulated(view: AppView): string | undefined {
  return view.context.dataPlane === DataPlaneMode.AMBIENT ? 'the mesh has proxies on nodes instead of sidecars: that is not simulated' : undefined;
}
