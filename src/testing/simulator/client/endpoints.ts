import type { MeshService } from './mesh-service';
import { portOf } from './mesh-service';
import type { AppObject } from '../../../checks/app-object';
import type { AppView } from '../../../checks/app-view';
import { type Labels, selects } from '../../../checks/labels';
import { withoutSidecar } from '../../../checks/sidecar-presence';
import { type Workload, containerPorts } from '../../../checks/workload-index';
import { labelsAt, objectAt, objectsAt, textAt } from '../read';

/** What stands behind a port of a service. */
export interface Endpoint {
  /** `namespace/name` of a workload; the address of what is none. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly port: number;
  readonly serviceAccount?: string;
  /** Whether a proxy of the mesh stands before it. */
  readonly hasSidecar: boolean;
  /** Whether it is the proxy of a gateway, whose servers take the requests. */
  readonly isGateway?: boolean;
  /** Whether the app shows it as a workload, whose policies are known. */
  readonly isWorkload: boolean;
  readonly address?: string;
}

/** The endpoints of a port of a service. */
export interface Endpoints {
  readonly known: readonly Endpoint[];
  /** Whether there may be others that the app does not show. */
  readonly mayBeMore: boolean;
}

/** What stands behind a port of a service, all of its subsets. */
export function endpointsOf(service: MeshService, port: number, view: AppView): Endpoints {
  const cache = view.once('simulator-endpoints', () => new Map<MeshService, Map<number, Endpoints>>());
  const ports = cache.get(service) ?? new Map<number, Endpoints>();
  cache.set(service, ports);
  let found = ports.get(port);
  if (found === undefined) {
    found = find(service, port, view);
    ports.set(port, found);
  }
  return found;
}

/** Whether the pods of the workload have a sidecar, as far as the app shows it; if it does not, they have. */
export function hasSidecar(workload: Workload, view: AppView): boolean {
  return withoutSidecar(workload, view) === undefined;
}

/** Pods that the app does not show, as far as the service and the subset tell. */
export function assumedEndpoint(service: MeshService, port: number, labels: Labels = service.selector ?? {}): Endpoint {
  const target = portOf(service, port)?.target;
  return {
    name: `${service.namespace}/${service.host.split('.')[0]}`,
    namespace: service.namespace,
    labels,
    port: typeof target === 'number' ? target : port,
    hasSidecar: true,
    isWorkload: true,
  };
}

function find(service: MeshService, port: number, view: AppView): Endpoints {
  const inline = service.isKubernetes ? [] : objectsAt(service.object?.spec.fields, 'endpoints');
  if (inline.length > 0) {
    return { known: inline.map((endpoint) => inlineEndpoint(endpoint, service, port)), mayBeMore: false };
  }
  if (service.selector === undefined) {
    const isByName = service.resolution === 'dns' && !service.host.startsWith('*');
    // Without a selector, somebody else names the endpoints of a Service.
    return { known: isByName ? [byName(service, port)] : [], mayBeMore: service.isKubernetes };
  }
  const target = portOf(service, port)?.target ?? port;
  const selected = view.workloads.selected(service.namespace, service.selector).filter(isRunning);
  const pods = selected.flatMap((workload) => podEndpoint(workload, target, view));
  const machines = view.ofKind('WorkloadEntry').filter((entry) => entry.namespace === service.namespace && selects(service.selector ?? {}, labelsOf(entry)))
    .flatMap((entry) => machineEndpoint(entry, service, port));
  const groups = view.ofKind('WorkloadGroup').some((group) => group.namespace === service.namespace
    && selects(service.selector ?? {}, { ...group.spec.at('template', 'labels').labels(), ...group.spec.at('metadata', 'labels').labels() }));
  return { known: [...pods, ...machines], mayBeMore: groups || !view.workloads.isKnown(service.namespace) };
}

/** Whether the pods are a gateway's: those that a Gateway selects, or that are made by Istio's template for them. */
function runsGateway({ labels, template }: Workload, view: AppView): boolean {
  const selectors = view.once('simulator-gateway-selectors', () => view.ofKind('Gateway').map(({ spec }) => spec.at('selector').labels())
    .filter((selector) => Object.keys(selector).length > 0));
  return template.at('metadata', 'annotations', 'inject.istio.io/templates').text?.split(',').includes('gateway') === true
    || selectors.some((selector) => selects(selector, labels));
}

function isRunning({ object }: Workload): boolean {
  return object.spec.at('replicas').number !== 0;
}

function podEndpoint(workload: Workload, target: number | string, view: AppView): Endpoint[] {
  const port = typeof target === 'number' ? target : containerPorts(workload).find(({ name }) => name === target)?.number;
  if (port === undefined) { return []; }
  const isGateway = runsGateway(workload, view);
  return [{
    name: workload.object.id,
    namespace: workload.namespace,
    labels: workload.labels,
    port,
    serviceAccount: workload.template.at('spec', 'serviceAccountName').text ?? 'default',
    hasSidecar: !isGateway && hasSidecar(workload, view),
    isGateway,
    isWorkload: true,
  }];
}

function labelsOf({ spec, labels }: AppObject): Labels {
  return { ...spec.at('labels').labels(), ...labels };
}

/** Whether Istio takes a machine to have a proxy (`getTLSModeFromWorkloadEntry`). */
function speaksMutualTls(labels: Labels, serviceAccount: string | undefined): boolean {
  const said = labels['security.istio.io/tlsMode'];
  return said === undefined ? (serviceAccount ?? '') !== '' : said === 'istio';
}

/** A machine of a WorkloadEntry. */
function machineEndpoint(entry: AppObject, service: MeshService, port: number): Endpoint[] {
  const { spec } = entry;
  const labels = labelsOf(entry);
  const said = portOf(service, port);
  return [{
    name: entry.id,
    namespace: entry.namespace,
    labels,
    port: spec.at('ports', said?.name ?? '').number ?? (typeof said?.target === 'number' ? said.target : port),
    serviceAccount: spec.at('serviceAccount').text,
    hasSidecar: speaksMutualTls(labels, spec.at('serviceAccount').text),
    isWorkload: true,
    address: spec.at('address').text,
  }];
}

function inlineEndpoint(endpoint: Parameters<typeof textAt>[0], service: MeshService, port: number): Endpoint {
  const said = portOf(service, port);
  const ports = objectAt(endpoint, 'ports');
  const own = ports?.[said?.name ?? ''];
  const labels = labelsAt(endpoint, 'labels');
  const address = textAt(endpoint, 'address') ?? '';
  return {
    name: address,
    namespace: service.namespace,
    labels,
    port: typeof own === 'number' ? own : typeof said?.target === 'number' ? said.target : port,
    serviceAccount: textAt(endpoint, 'serviceAccount'),
    hasSidecar: speaksMutualTls(labels, textAt(endpoint, 'serviceAccount')),
    isWorkload: false,
    address,
  };
}

function byName(service: MeshService, port: number): Endpoint {
  const target = portOf(service, port)?.target;
  return {
    name: service.host,
    namespace: service.namespace,
    labels: {},
    port: typeof target === 'number' ? target : port,
    hasSidecar: false,
    isWorkload: false,
  };
}
