import { hostOfAuthority, mostSpecific } from './host-names';
import { type RoutingProxy, isForProxy } from './http-match';
import { type MeshService, portOf } from './mesh-service';
import { type EgressListener, servicesOnPort } from './sidecar-scope';
import type { RoutingRules } from './virtual-services';
import { hostsMeet } from '../../../model/hosts';
import { trafficOf } from '../../../model/protocol';
import { objectsAt } from '../read';

/** What a proxy routes requests of some hosts by: a VirtualService, or the service alone. */
export interface VirtualHost {
  /** The host that it was made for. */
  readonly host: string;
  readonly rules?: RoutingRules;
  readonly service?: MeshService;
}

/** The virtual hosts of a port, and who lost their hosts to others. */
export interface VirtualHosts {
  readonly domains: ReadonlyMap<string, VirtualHost>;
  /** VirtualServices that are for the same host and come later, by the host. */
  readonly shadowed: ReadonlyMap<string, readonly RoutingRules[]>;
  readonly all: readonly VirtualHost[];
}

/** Whether Istio sees HTTP in the port, or finds out. */
export function isHttpOrSniffed(protocol: string | undefined): boolean {
  return trafficOf(protocol) === 'http';
}

/** The virtual hosts that a sidecar has for a port (`BuildSidecarOutboundVirtualHosts`). */
export function sidecarVirtualHosts(listener: EgressListener, proxy: RoutingProxy, clusterDomain: string): VirtualHosts {
  const { port } = proxy;
  const registry = servicesOnPort(listener, port);
  const wildcardIndex = mostSpecificRules(listener);
  const table = new Table(clusterDomain, proxy.namespace);
  const wrappers: Array<{ rules?: RoutingRules; hosts: readonly string[]; services: readonly MeshService[] }> = [];
  const claimed = new Set<string>();
  for (const rules of listener.rules) {
    if (port !== 80 && !isForSome(rules, registry)) { continue; }
    if (!hasRoutes(rules, proxy)) { continue; }
    const { hosts, services } = separate(rules, registry, wildcardIndex);
    const http = services.filter((service) => isHttpOrSniffed(portOf(service, port)?.protocol));
    if (http.length === 0 && port !== 80) { continue; }
    wrappers.push({ rules, hosts, services: http });
    for (const { host } of http) { claimed.add(host.toLowerCase()); }
  }
  for (const [host, service] of registry) {
    if (claimed.has(host) || service.resolution === 'alias' || !isHttpOrSniffed(portOf(service, port)?.protocol)) { continue; }
    wrappers.push({ hosts: [], services: [service] });
  }
  for (const { services } of wrappers) { services.forEach(({ host }) => table.known.add(host.toLowerCase())); }
  for (const { rules, hosts, services } of wrappers) {
    for (const host of hosts) { table.add({ host: host.toLowerCase(), rules }, undefined); }
    for (const service of services) { table.add({ host: service.host.toLowerCase(), rules, service }, service); }
  }
  return table;
}

/** The virtual host that takes an authority: one of its name, else of the longest wildcard. */
export function virtualHostOf(table: VirtualHosts, authority: string): VirtualHost | undefined {
  return mostSpecific(hostOfAuthority(authority), table.domains, table.domains);
}

/** The virtual hosts in the making: a host that is there twice counts once. */
class Table implements VirtualHosts {
  public readonly domains = new Map<string, VirtualHost>();
  public readonly shadowed = new Map<string, RoutingRules[]>();
  public readonly all: VirtualHost[] = [];
  /** The hosts of services, which short names of others never hide. */
  public readonly known = new Set<string>();
  private readonly names = new Set<string>();

  constructor(private readonly clusterDomain: string, private readonly namespace: string) {}

  public add(made: VirtualHost, service: MeshService | undefined): void {
    if (this.names.has(made.host)) {
      if (made.rules !== undefined) { this.shadow(made.host, made.rules); }
      return;
    }
    this.names.add(made.host);
    let taken = 0;
    for (const { domain, isShort } of service === undefined ? [{ domain: made.host, isShort: false }] : this.domainsOf(service)) {
      if (this.domains.has(domain)) {
        if (!isShort && made.rules !== undefined) { this.shadow(domain, made.rules); }
        continue;
      }
      if (isShort && this.known.has(domain)) { continue; }
      this.domains.set(domain, made);
      taken += 1;
    }
    if (taken > 0) { this.all.push(made); }
  }

  private shadow(host: string, rules: RoutingRules): void {
    if (this.domains.get(host)?.rules === rules) { return; }
    this.shadowed.set(host, [...(this.shadowed.get(host) ?? []), rules]);
  }

  /** The names that a service is called by in the proxies of a namespace (`generateVirtualHostDomains`). */
  private domainsOf(service: MeshService): Array<{ domain: string; isShort: boolean }> {
    const host = service.host.toLowerCase();
    const names = [{ domain: host, isShort: false }, ...this.shortNames(host).map((domain) => ({ domain, isShort: true }))];
    const headless = service.isKubernetes && service.resolution === 'original-destination' ? names.map((name) => ({ ...name, domain: `*.${name.domain}` })) : [];
    return [...names, ...headless, ...service.addresses.map((domain) => ({ domain, isShort: false }))];
  }

  private shortNames(host: string): string[] {
    const suffix = `.svc.${this.clusterDomain}`;
    const absolute = /^[\d.]+$/.test(host) || host.includes(':') ? [] : [`${host}.`];
    if (!host.endsWith(suffix)) { return absolute; }
    const inCluster = host.slice(0, -suffix.length);
    const dot = inCluster.indexOf('.');
    if (dot === -1) { return absolute; }
    const own = inCluster.slice(dot + 1) === this.namespace ? [inCluster.slice(0, dot)] : [];
    return [...absolute, ...own, `${inCluster}.svc`, inCluster];
  }
}

/** Whether the VirtualService is for one of the services (`selectVirtualServices`). */
function isForSome({ hosts }: RoutingRules, registry: ReadonlyMap<string, MeshService>): boolean {
  const wildcardServices = [...registry.keys()].filter((host) => host.startsWith('*'));
  return hosts.some((said) => {
    const host = said.toLowerCase();
    if (registry.has(host)) { return true; }
    const others = host.startsWith('*') ? [...registry.keys()] : wildcardServices;
    return others.some((other) => hostsMeet(host, other));
  });
}

/** Whether the proxy gets any route of the VirtualService. */
function hasRoutes({ http }: RoutingRules, proxy: RoutingProxy): boolean {
  return http.some(({ json }) => {
    const matches = objectsAt(json, 'match');
    return matches.length === 0 || matches.some((match) => isForProxy(match, proxy) === undefined);
  });
}

/** The services that a VirtualService is for, and those of its hosts that are none (`separateVSHostsAndServices`). */
function separate(
  rules: RoutingRules, registry: ReadonlyMap<string, MeshService>, index: ReadonlyMap<string, RoutingRules>,
): { hosts: string[]; services: MeshService[] } {
  const hosts: string[] = [];
  const services: MeshService[] = [];
  for (const said of rules.hosts.filter((host) => !host.startsWith('*'))) {
    const service = registry.get(said.toLowerCase());
    if (service === undefined) { hosts.push(said); } else { services.push(service); }
  }
  for (const said of rules.hosts.filter((host) => host.startsWith('*'))) {
    const matching = [...registry].filter(([host]) => hostsMeet(host, said.toLowerCase()));
    services.push(...matching.filter(([host]) => index.get(host) === rules).map(([, service]) => service));
    if (matching.length === 0) { hosts.push(said); }
  }
  return { hosts, services };
}

const INDEXES = new WeakMap<EgressListener, ReadonlyMap<string, RoutingRules>>();

/** The VirtualService that is for each service most specifically, of those that the listener has. */
function mostSpecificRules(listener: EgressListener): ReadonlyMap<string, RoutingRules> {
  let index = INDEXES.get(listener);
  if (index === undefined) {
    const exact = new Map<string, RoutingRules>();
    const wildcards = new Map<string, RoutingRules>();
    for (const rules of listener.rules) {
      for (const host of rules.hosts) {
        const of = host.startsWith('*') ? wildcards : exact;
        if (!of.has(host)) { of.set(host, rules); }
      }
    }
    index = new Map(listener.services.flatMap(({ host }): Array<[string, RoutingRules]> => {
      const found = mostSpecific(host, exact, wildcards);
      return found === undefined ? [] : [[host.toLowerCase(), found]];
    }));
    INDEXES.set(listener, index);
  }
  return index;
}

