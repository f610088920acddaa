import { isHttp, parseProtocol } from '../../model/protocol';
import type { AppObject } from '../app-object';
import type { AppView } from '../app-view';
import { type Report, wholeApp } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { showLabels } from '../labels';

interface Server {
  readonly gateway: AppObject;
  readonly place: Cursor;
  readonly port: number;
  readonly protocol: string;
  readonly bind: string;
  readonly isTls: boolean;
  readonly hosts: readonly string[];
}

/** See its title. */
export const gatewayPortsAgree = wholeApp({
  code: 'CI0402',
  name: 'gateway-ports-agree',
  title: 'Servers on one port of one gateway workload can be joined.',
  severity: Severity.ERROR,
  kinds: ['Gateway'],
  explanation: 'Of the servers on one port, Istio joins those for HTTP, and those with TLS by their hosts. A server of another protocol, and one with TLS for '
    + 'a host that an earlier one has, is left out without a word; which one is earlier depends on when the Gateways were created.',
  fix: 'use another port or another host, or join the servers',
  equivalents: ['IST0145', 'KIA0301'],
  *run(view) {
    const listeners = new Map<string, Listener>();
    for (const gateway of view.ofKind('Gateway')) {
      for (const server of serversOf(gateway)) {
        for (const workload of workloadKeys(gateway, view)) {
          const key = `${server.port} ${server.bind} ${workload}`;
          const listener = listeners.get(key) ?? { hosts: new Map() };
          listeners.set(key, listener);
          yield* join(server, listener);
        }
      }
    }
  },
});

/** What is on a port of a workload so far. */
interface Listener {
  plain?: Server;
  tls?: Server;
  readonly hosts: Map<string, Server>;
}

function* join(server: Server, listener: Listener): Iterable<Report> {
  const { plain, tls } = listener;
  const bothHttp = plain !== undefined && isHttp(plain.protocol) && isHttp(server.protocol);
  const stranger = server.isTls ? plain : (tls ?? (bothHttp ? undefined : plain));
  if (stranger !== undefined) {
    yield server.place.at('port').problem(`is ${server.port} for ${server.protocol}; `
      + `it must be a port of its own, as ${placeOf(stranger)} uses it for ${stranger.protocol}`);
    return;
  }
  const taken = server.hosts.find((host) => listener.hosts.has(host));
  const owner = taken === undefined ? undefined : listener.hosts.get(taken);
  if (owner !== undefined) {
    yield server.place.at('hosts').problem(`has ${JSON.stringify(taken)} on port ${server.port}; `
      + `it must be on one server of the port, and ${placeOf(owner)} has it as well`, {
      // HTTP servers are joined host by host, so that nothing is lost.
      severity: server.isTls ? Severity.ERROR : Severity.WARNING,
    });
  }
  for (const host of server.hosts) { if (!listener.hosts.has(host)) { listener.hosts.set(host, server); } }
  if (server.isTls) { listener.tls ??= server; } else { listener.plain ??= server; }
}

function placeOf(server: Server): string {
  return `${server.place.path} of ${server.gateway.fullId}`;
}

/** Names for the workloads of a Gateway: the labels it asks for, and each workload that is known to have them. */
function workloadKeys(gateway: AppObject, view: AppView): string[] {
  const asked = showLabels(gateway.spec.at('selector').labels());
  return view.once(`gateway-workloads ${asked}`, () => {
    const known = view.gateways.workloadsOf(gateway).map(({ labels, namespace }) => `${namespace ?? ''}/${showLabels(labels)}`);
    return [...new Set([asked, ...known])];
  });
}

function serversOf(gateway: AppObject): Server[] {
  return gateway.spec.at('servers').items().flatMap((place): Server[] => {
    const port = place.at('port', 'number').number;
    const protocol = parseProtocol(place.at('port', 'protocol').text ?? '');
    if (port === undefined || protocol === undefined) { return []; }
    const isTls = place.at('tls').given && !isHttp(protocol);
    const hosts = place.at('hosts').texts().map((host) => host.replace(/^\.\//, `${gateway.namespace}/`).replace(/^\*\//, ''));
    return [{ gateway, place, port, protocol, bind: place.at('bind').text ?? '', isTls, hosts }];
  });
}
