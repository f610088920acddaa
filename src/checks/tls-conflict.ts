import type { AppObject } from './app-object';
import type { AppView } from './app-view';
import type { Report } from './check';
import { type TlsPlace, hostOfRule, tlsPlaces } from './destination-rule-index';
import { type Labels, selects } from './labels';
import { DataPlaneMode } from './mesh-context';
import type { EffectiveMtls } from './peer-authentication-index';
import type { MeshHost, ServicePort } from './service-index';
import { type Workload, containerPorts, refusesSidecar } from './workload-index';
import { parseServiceHost } from '../model/hosts';

/** What servers say, and where: `port 80`, or nothing if it is for all ports. */
interface Served extends EffectiveMtls {
  readonly where: string;
}

/**
 * The `tls` blocks of a DestinationRule whose mode is `client`, while the servers behind the host are in mode `server`. What
 * holds there is computed for each workload and port, as far as the app shows it; what is not certain is not reported.
 */
export function* tlsConflicts(rule: AppObject, view: AppView, client: string, server: string): Iterable<Report> {
  const host = hostOfRule(rule, view);
  // The node proxies of the ambient mesh do not read DestinationRules.
  if (host === undefined || view.context.dataPlane === DataPlaneMode.AMBIENT) { return; }
  for (const place of tlsPlaces(rule)) {
    if (place.tls.at('mode').text !== client) { continue; }
    const found = [...serverModes(host, place, view)].find(({ mode }) => mode === server);
    if (found?.policy === undefined) { continue; }
    yield place.tls.at('mode').problem(
      `is ${JSON.stringify(client)}, while ${found.policy.fullId} says ${server} for ${host}${found.where}; they must agree`);
  }
}

function* serverModes(host: string, place: TlsPlace, view: AppView): Iterable<Served> {
  const service = view.services.exact(host).find(({ selector }) => selector !== undefined);
  if (service?.selector !== undefined) {
    if (isGateway(service.selector, view)) { return; }
    yield* modesOfService(service, service.selector, place, view);
    return;
  }
  const { clusterDomain } = view.context;
  const wildcard = host.startsWith('*.') ? parseServiceHost(`any${host.slice(1)}`, clusterDomain) : undefined;
  // A subset may be that of the pods which have no sidecar.
  if (place.subset !== undefined) { return; }
  // A wildcard over all services meets what holds for the mesh.
  const isForMesh = host.startsWith('*') && `.svc.${clusterDomain}`.endsWith(host.slice(1));
  const namespace = isForMesh ? view.context.rootNamespace : wildcard?.namespace ?? parseServiceHost(host, clusterDomain)?.namespace;
  // A service that the app does not show may have a policy of its own.
  if (namespace === undefined || (!host.startsWith('*') && view.peerAuthentications.hasSelecting(namespace))) { return; }
  const mode = view.peerAuthentications.ofNamespace(namespace);
  if (mode !== undefined) { yield { ...mode, where: '' }; }
}

/** What the pods of a gateway take is said by Gateways; PeerAuthentications are for sidecars. */
function isGateway(labels: Labels, view: AppView): boolean {
  return view.ofKind('Gateway').map((gateway) => gateway.spec.at('selector').labels())
    .some((selector) => Object.keys(selector).length > 0 && selects(selector, labels));
}

function* modesOfService(service: MeshHost, selector: Labels, place: TlsPlace, view: AppView): Iterable<Served> {
  const subset = place.subset?.at('labels').labels() ?? {};
  const workloads = view.workloads.selected(service.namespace, { ...selector, ...subset });
  if (workloads.length > 0 && workloads.every(refusesSidecar)) { return; }
  for (const port of service.ports ?? []) {
    if (place.port === undefined ? place.otherPorts.includes(port.number) : port.number !== place.port) { continue; }
    const where = ` port ${port.number}`;
    if (workloads.length === 0) {
      const target = typeof port.target === 'number' ? port.target : undefined;
      const mode = view.peerAuthentications.ofPods(service.namespace, { ...selector, ...subset }, false, target);
      if (mode !== undefined) { yield { ...mode, where }; }
    }
    for (const workload of workloads) {
      if (refusesSidecar(workload)) { continue; }
      const mode = view.peerAuthentications.ofPods(workload.namespace, workload.labels, true, targetOf(port, workload));
      if (mode !== undefined) { yield { ...mode, where }; }
    }
  }
}

function targetOf(port: ServicePort, workload: Workload): number | undefined {
  if (typeof port.target === 'number') { return port.target; }
  return containerPorts(workload).find(({ name }) => name === port.target)?.number;
}
