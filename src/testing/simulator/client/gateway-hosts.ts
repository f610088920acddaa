import type { GatewayServer } from './gateway-servers';
import { hostOfAuthority, mostSpecific } from './host-names';
import { type RoutingProxy, isForProxy } from './http-match';
import { type Candidate, candidatesOf } from './http-routing';
import { type RoutingRules, rulesFor } from './virtual-services';
import type { AppView } from '../../../checks/app-view';
import { isWithinHost } from '../../../model/hosts';
import { objectAt } from '../read';

/** What a gateway routes requests of a host by: the routes of all VirtualServices for it, one after the other. */
export interface GatewayHost {
  readonly host: string;
  readonly candidates: Candidate[];
  readonly rules: RoutingRules[];
  /** Whether requests in plain text are sent to HTTPS. */
  requiresTls: boolean;
}

/** The host that takes an authority, of those of some servers whose routes are merged (`buildGatewayHTTPRouteConfig`). */
export function gatewayHostOf(
  servers: readonly GatewayServer[], authority: string, proxy: Omit<RoutingProxy, 'gateways' | 'port'>, view: AppView,
): GatewayHost | undefined {
  const hosts = new Map<string, GatewayHost>();
  const hostAt = (host: string): GatewayHost => {
    const found = hosts.get(host) ?? { host, candidates: [], rules: [], requiresTls: false };
    hosts.set(host, found);
    return found;
  };
  for (const server of servers) {
    const redirects = server.tls?.httpsRedirect === true;
    for (const rules of rulesFor(server.gateway, proxy.namespace, view)) {
      const common = intersection(hostsFor(server, rules.namespace), rules.hosts);
      if (common.length === 0) { continue; }
      const made = routesAt(rules, { ...proxy, gateways: [server.gateway], port: server.port });
      if (made.length === 0) { continue; }
      for (const host of common) {
        const found = hostAt(host.toLowerCase());
        found.candidates.push(...made);
        found.rules.push(rules);
        found.requiresTls ||= redirects;
      }
    }
    for (const host of redirects ? server.hosts : []) { hostAt(host.toLowerCase()).requiresTls = true; }
  }
  const found = mostSpecific(hostOfAuthority(authority), hosts, hosts);
  return found === undefined ? undefined : { ...found, candidates: allLast(found.candidates) };
}

/** The hosts of a server for VirtualServices of a namespace. */
export function hostsFor({ hosts }: GatewayServer, namespace: string): readonly string[] {
  return hosts.filter((host) => !host.includes('/') || host.startsWith(`${namespace}/`)).map((host) => host.slice(host.indexOf('/') + 1));
}

/** What both lists have in common: of two hosts that meet the narrower one. */
function intersection(servers: readonly string[], rules: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const server of servers) {
    for (const host of rules) {
      if (isWithinHost(server, host)) { found.add(server); } else if (isWithinHost(host, server)) { found.add(host); }
    }
  }
  return [...found];
}

/** The routes that the gateway gets: none after one that takes all. */
function routesAt(rules: RoutingRules, proxy: RoutingProxy): Candidate[] {
  const made: Candidate[] = [];
  for (const candidate of candidatesOf(rules)) {
    if (candidate.match !== undefined && isForProxy(candidate.match, proxy) !== undefined) { continue; }
    made.push(candidate);
    if (takesAll(candidate)) { break; }
  }
  return made;
}

/** Routes that take all go last, so that routes of other VirtualServices are asked first (`SortVHostRoutes`). */
function allLast(candidates: readonly Candidate[]): Candidate[] {
  return [...candidates.filter((one) => !takesAll(one)), ...candidates.filter(takesAll)];
}

function takesAll({ match }: Candidate): boolean {
  if (match === undefined) { return true; }
  const uri = objectAt(match, 'uri');
  const isOpen = uri === undefined || Object.keys(uri).length === 0 || uri.prefix === '/' || uri.regex === '.*';
  const asks = ['headers', 'withoutHeaders', 'queryParams'].some((key) => Object.keys(objectAt(match, key) ?? {}).length > 0);
  return isOpen && !asks && ['method', 'authority', 'scheme'].every((key) => objectAt(match, key) === undefined);
}
