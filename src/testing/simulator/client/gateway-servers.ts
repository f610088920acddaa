import { byAge } from '../../../checks/age';
import type { AppObject } from '../../../checks/app-object';
import type { AppView } from '../../../checks/app-view';
import { type Labels, selects } from '../../../checks/labels';
import type { JsonObject } from '../../../model/json';
import { isHttp, parseProtocol } from '../../../model/protocol';
import { numberAt, objectAt, objectsAt, textAt, textsAt } from '../read';

/** A server of a Gateway. */
export interface GatewayServer {
  /** The Gateway, as `namespace/name`. */
  readonly gateway: string;
  readonly port: number;
  readonly protocol: string;
  readonly portName: string;
  /** Its hosts; one that is for a namespace only is `namespace/host`. */
  readonly hosts: readonly string[];
  readonly tls?: JsonObject;
  /** The mode of its TLS; none, if it has no TLS. */
  readonly mode?: string;
}

/** The servers that a gateway has on a port, as Istio merges them (`mergeGateways`). */
export interface ServersOfPort {
  /** Servers of HTTP in plain text: their routes are merged. */
  readonly http: readonly GatewayServer[];
  /** A server of connections in plain text. */
  readonly tcp?: GatewayServer;
  /** Servers of TLS, which are told apart by the server name. */
  readonly tls: readonly GatewayServer[];
  /** Servers that others leave no room for, as sentences. */
  readonly skipped: readonly string[];
}

/** All servers of the Gateways that pods with these labels have. */
export function serversOf(labels: Labels, view: AppView): readonly GatewayServer[] {
  return [...view.ofKind('Gateway')].sort(byAge)
    .filter((gateway) => selects(gateway.spec.at('selector').labels(), labels))
    .flatMap((gateway) => objectsAt(gateway.spec.fields, 'servers').flatMap((json) => readServer(json, gateway)));
}

/** The servers on a port. */
export function mergedServers(all: readonly GatewayServer[], port: number): ServersOfPort {
  const http: GatewayServer[] = [];
  const tls: GatewayServer[] = [];
  const skipped: string[] = [];
  const tlsHosts = new Set<string>();
  const routeNames = new Set<string>();
  let tcp: GatewayServer | undefined;
  const skip = ({ gateway, hosts }: GatewayServer, why: string) => {
    skipped.push(`the server of Gateway ${gateway} for ${hosts.join(', ')} has no effect: ${why}`);
  };
  for (const server of all.filter((one) => one.port === port)) {
    if (server.tls !== undefined) {
      const twice = server.hosts.filter((host) => tlsHosts.has(host));
      if (twice.length > 0) {
        skip(server, `another one of port ${port} is for ${twice.join(', ')}`);
        continue;
      }
      server.hosts.forEach((host) => tlsHosts.add(host));
    }
    const isPlainHttp = isHttp(server.protocol);
    const isPlain = isPlainHttp || server.tls === undefined;
    if (http.length > 0 || tcp !== undefined) {
      if (isPlainHttp && http.length > 0) { http.push(server); } else { skip(server, `port ${port} is ${http.length > 0 ? 'HTTP' : 'TCP'} by another one`); }
    } else if (isPlain) {
      if (isPlainHttp) { http.push(server); } else { tcp = server; }
    } else {
      const name = isTerminating(server) && server.protocol === 'HTTPS' ? `${server.gateway} ${server.portName}` : undefined;
      if (name !== undefined && routeNames.has(name)) {
        skip(server, `another one of the Gateway has the port name ${server.portName}`);
        continue;
      }
      if (name !== undefined) { routeNames.add(name); }
      tls.push(server);
    }
  }
  return { http, tcp, tls, skipped };
}

/** Whether the gateway ends the TLS itself. */
export function isTerminating({ mode }: GatewayServer): boolean {
  return mode !== undefined && mode !== 'PASSTHROUGH' && mode !== 'AUTO_PASSTHROUGH';
}

/** The server names that a server is for. */
export function sniHostsOf({ hosts }: GatewayServer): readonly string[] | undefined {
  const names = hosts.map((host) => host.slice(host.indexOf('/') + 1));
  return names.includes('*') ? undefined : names;
}

function readServer(json: JsonObject, { id, namespace }: AppObject): GatewayServer[] {
  const port = objectAt(json, 'port');
  const number = numberAt(port, 'number');
  if (number === undefined) { return []; }
  const tls = objectAt(json, 'tls');
  const hosts = textsAt(json, 'hosts').map((host) => host.replace(/^\.\//, `${namespace}/`));
  return [{
    gateway: id,
    port: number,
    protocol: parseProtocol(textAt(port, 'protocol') ?? '') ?? '',
    portName: textAt(port, 'name') ?? '',
    hosts: hosts.includes('*/*') ? ['*'] : hosts.map((host) => host.replace(/^\*\//, '')),
    tls,
    mode: tls === undefined ? undefined : textAt(tls, 'mode') ?? 'PASSTHROUGH',
  }];
}
