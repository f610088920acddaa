import { portProtocol } from '../../model/protocol';
import type { AppObject } from '../app-object';
import { wholeApp } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { servicesOfPods } from '../services-of-pods';
import { withoutSidecar } from '../sidecar-presence';
import { containerPorts, type Workload } from '../workload-index';

/** A port of a Service, as the proxy of a pod sees it. */
interface Port {
  readonly service: AppObject;
  readonly place: Cursor;
  readonly number: number;
  readonly target: number | string;
  readonly protocol: string | undefined;
  readonly transport: string;
}

/** See its title. */
export const servicesAgreeOnPort = wholeApp({
  code: 'CI0820',
  name: 'services-agree-on-port',
  title: 'Services for the same pods say the same of a port.',
  severity: Severity.WARNING,
  kinds: ['*'],
  explanation: 'For each port of a pod its proxy listens once, with the protocol that one of the Services says: with HTTP in one and TCP in another, requests through one of them '
    + 'fail or are not seen as requests. One number for TCP and UDP, and one port of the pod under two numbers, work, and are an info.',
  fix: 'give the port one protocol in all Services of the pods, or remove one of the Services',
  equivalents: ['IST0116', 'IST0137'],
  *run(view) {
    const told = new Set<string>();
    for (const workload of view.workloads.all) {
      const services = servicesOfPods(workload, view);
      if (services.length < 2 || workload.object.labels['gateway.istio.io/managed'] !== undefined || withoutSidecar(workload, view) !== undefined) { continue; }
      const ports = services.flatMap((service) => portsOf(service, workload));
      for (const [i, port] of ports.entries()) {
        const other = ports.slice(0, i).find((one) => one.service !== port.service && conflict(one, port) !== undefined);
        if (other === undefined || told.has(`${port.service.id} ${port.place.path}`)) { continue; }
        told.add(`${port.service.id} ${port.place.path}`);
        const { what, isGrave } = conflict(other, port) ?? { what: '', isGrave: false };
        yield port.place.problem(`${what} for the pods of ${workload.object.fullId}; it must agree with ${other.service.fullId}, which has ${describe(other)}`,
          isGrave ? {} : { severity: Severity.INFO });
      }
    }
  },
});

/** How two ports disagree, and whether it breaks something. */
function conflict(a: Port, b: Port): { what: string; isGrave: boolean } | undefined {
  const isSameTarget = a.target === b.target;
  if (a.number !== b.number && !isSameTarget) { return undefined; }
  if (a.transport !== b.transport) {
    return a.number === b.number ? { what: `has ${describe(b)}`, isGrave: false } : undefined;
  }
  if (isSameTarget && a.transport !== 'UDP' && a.protocol !== b.protocol) { return { what: `has ${describe(b)}`, isGrave: true }; }
  return isSameTarget && a.number !== b.number ? { what: `is port ${b.number} for port ${b.target}`, isGrave: false } : undefined;
}

function describe({ number, target, protocol, transport }: Port): string {
  const said = transport === 'TCP' ? protocol ?? 'no protocol' : transport;
  return `${said} on port ${number}${target === number ? '' : ` for port ${target}`}`;
}

function portsOf(service: AppObject, workload: Workload): Port[] {
  return service.spec.at('ports').items().flatMap((place): Port[] => {
    const number = place.at('port').number;
    if (number === undefined) { return []; }
    const target = place.at('targetPort');
    const named = containerPorts(workload).find(({ name }) => name !== undefined && name === target.text)?.number;
    // There is no other; Kubernetes refuses those.
    const transport = ['UDP', 'SCTP'].find((one) => one === place.at('protocol').text) ?? 'TCP';
    const protocol = portProtocol({ number, name: place.at('name').text, transport, appProtocol: place.at('appProtocol').text });
    return [{ service, place, number, target: target.number ?? named ?? target.text ?? number, protocol, transport }];
  });
}
