import type { ServingWorkload } from './arrival';
import { workloadKey } from './workload-key';
import { byAge } from '../../../checks/age';
import type { AppObject } from '../../../checks/app-object';
import type { AppView } from '../../../checks/app-view';
import { type Labels, selects } from '../../../checks/labels';
import { servicesSelecting } from '../../../checks/services-of-pods';
import { type Workload, containerPorts } from '../../../checks/workload-index';
import { isHttp, parseProtocol, portProtocol } from '../../../model/protocol';

/** What the proxy of a workload takes a port of it for. `auto`: it finds out from the first bytes. */
export interface InboundPort {
  readonly kind: 'http' | 'tcp' | 'auto';
  /** Who says so; none, if nothing says anything of the port: then what comes is passed through, and policies hold for it too. */
  readonly object?: AppObject;
}

/** What a port of a workload is taken for. */
export function inboundPort(workload: ServingWorkload, port: number, view: AppView): InboundPort {
  const known = view.once('inbound ports', () => new Map<string, ReadonlyMap<number, InboundPort>>());
  const key = `${workload.name} ${workloadKey(workload, view)}`;
  let ports = known.get(key);
  if (ports === undefined) {
    const sidecar = sidecarOf(workload.namespace, workload.labels, view);
    ports = sidecar !== undefined && sidecar.spec.at('ingress').items().length > 0 ? portsOfSidecar(sidecar) : portsOfServices(workload, view);
    known.set(key, ports);
  }
  return ports.get(port) ?? { kind: 'auto' };
}

/** The workload itself, where it is the app's. */
export function podsOf({ namespace, name, labels }: ServingWorkload, view: AppView): Workload | undefined {
  return view.workloads.selected(namespace, labels).find(({ object }) => object.name === name);
}

/** The Sidecar of a workload: one that selects it, else one for all of its namespace, else one for all of the mesh. */
function sidecarOf(namespace: string, labels: Labels, view: AppView): AppObject | undefined {
  const byNamespace = view.once('sidecars by age', () => {
    const sidecars = new Map<string, AppObject[]>();
    for (const sidecar of [...view.ofKind('Sidecar')].sort(byAge)) { sidecars.set(sidecar.namespace, [...sidecars.get(sidecar.namespace) ?? [], sidecar]); }
    return sidecars;
  });
  const general = (of: string): AppObject | undefined => byNamespace.get(of)?.find(({ spec }) => !spec.at('workloadSelector').given);
  return byNamespace.get(namespace)?.find(({ spec }) => spec.at('workloadSelector').given && selects(spec.at('workloadSelector', 'labels').labels(), labels))
    ?? general(namespace) ?? general(view.context.rootNamespace);
}

function portsOfSidecar(object: AppObject): ReadonlyMap<number, InboundPort> {
  const ports = new Map<number, InboundPort>();
  for (const port of object.spec.at('ingress').items().map((listener) => listener.at('port'))) {
    const number = port.at('number').number;
    if (number === undefined || ports.has(number)) { continue; }
    ports.set(number, { kind: kindOf(parseProtocol(port.at('protocol').text ?? '')), object });
  }
  return ports;
}

/** The ports by what stands in front of them; of several Services that say something of one port, the oldest counts. */
function portsOfServices(workload: ServingWorkload, view: AppView): ReadonlyMap<number, InboundPort> {
  const ports = new Map<number, InboundPort>();
  const { namespace, labels } = workload;
  const entries = view.ofKind('ServiceEntry').filter(({ namespace: own, spec }) => own === namespace && spec.at('workloadSelector').given
    && selects(spec.at('workloadSelector', 'labels').labels(), labels));
  for (const object of [...servicesSelecting(namespace, labels, view), ...entries].sort(byAge)) {
    for (const place of object.spec.at('ports').items()) {
      const number = place.at(object.kind === 'Service' ? 'port' : 'number').number;
      if (number === undefined) { continue; }
      const [transport, name] = [place.at('protocol').text, place.at('name').text];
      const protocol = object.kind === 'Service' ? portProtocol({ number, name, transport, appProtocol: place.at('appProtocol').text })
        : parseProtocol(transport ?? 'TCP');
      const target = place.at('targetPort').text === undefined ? place.at('targetPort').number ?? number : namedPort(workload, place.at('targetPort').text, view);
      if (target === undefined || protocol === 'UDP' || ports.has(target)) { continue; }
      ports.set(target, { kind: kindOf(protocol), object });
    }
  }
  return ports;
}

function namedPort(workload: ServingWorkload, name: string | undefined, view: AppView): number | undefined {
  const pods = podsOf(workload, view);
  return pods === undefined ? undefined : containerPorts(pods).find((port) => port.name === name)?.number;
}

function kindOf(protocol: string | undefined): InboundPort['kind'] {
  return protocol === undefined ? 'auto' : isHttp(protocol) ? 'http' : 'tcp';
}
