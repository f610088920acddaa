import type { Construct } from 'constructs';
import { compositionFinding } from './composition-findings';
import type { ListenerTraffic, ResolvedListener } from './gateway-listener';
import { atGateway } from './host-facets';
import type { MeshService } from './mesh-service';
import type { TrafficPort } from './service-port';
import { EXPOSURE_PORT, EXPOSURE_TLS, EXPOSURE_TRAFFIC } from '../checks/composition';
import type { Finding } from '../checks/finding';
import { type Conditions, intersectConditions } from '../model/conditions';
import { alternatives, type Facet, type Scope } from '../model/facet';
import type { RequestMatch } from '../model/request-match';

/** A service that is let out at a gateway. */
export interface Exposure {
  readonly owner: Construct;
  readonly service: MeshService;
  /** The listeners that take its requests, by host; unknown for a gateway that is made elsewhere. */
  readonly listeners?: ReadonlyMap<string, readonly ResolvedListener[]>;
  readonly requests: readonly RequestMatch[];
  readonly priority: number;
  readonly port?: number;
}

/** What listeners can have for a service that takes such traffic, the best first. TLS can also end at the gateway and begin anew. */
const FITTING: { readonly [traffic in TrafficPort['traffic']]: readonly ListenerTraffic[] } = {
  http: ['http'],
  tls: ['tls', 'tcp', 'http'],
  tcp: ['tcp'],
};

/** Which of the listeners' traffic an exposed service takes. A gateway that is made elsewhere is taken to have what it wants. */
export function takes(exposure: Exposure): ListenerTraffic {
  const port = servicePort(exposure);
  if (port === undefined) { return 'none'; }
  if (exposure.listeners === undefined) { return port.traffic; }
  return FITTING[port.traffic].find((traffic) => listenersOf(exposure).some((listener) => listener.traffic === traffic)) ?? 'none';
}

/** All listeners that take its requests, whichever host they are for; none that are known for a gateway that is made elsewhere. */
export function listenersOf({ listeners }: Exposure): readonly ResolvedListener[] {
  return [...listeners?.values() ?? []].flat();
}

/** The service's requests that are let in, and what is said of them. */
export function scopeOf(exposure: Exposure, known: Conditions, see: (facet: Facet) => Facet | undefined): Scope {
  const { owner, service, requests, priority } = exposure;
  return {
    owner: owner.node.path,
    name: service.serviceName,
    host: service.host,
    port: service._ports.length > 1 ? servicePort(exposure)?.number : undefined,
    priority,
    match: alternatives(requests.map((request) => request._conditions)).map((conditions) => intersectConditions(conditions, known) as Conditions),
    facets: service._facets.map(see).filter((facet) => facet !== undefined)
      .map((facet) => atGateway(facet, owner.node.path)).filter((facet) => facet !== undefined),
  };
}

/** The port of the service that its exposed requests are sent to; `undefined` if that is not clear. */
export function servicePort({ service, port }: Exposure): TrafficPort | undefined {
  const ports = service._ports;
  if (port !== undefined) { return ports.find(({ number }) => number === port); }
  if (ports.length === 1) { return ports[0]; }
  const http = ports.filter(({ traffic }) => traffic === 'http');
  return http.length === 1 ? http[0] : undefined;
}

/** What is wrong with an exposure at the listeners of a gateway. */
export function exposureFindings(exposure: Exposure, hosts: readonly string[], gateway: string): Finding[] {
  const { owner, port: asked, service, listeners } = exposure;
  const port = servicePort(exposure);
  if (port === undefined) {
    const known = service._ports.map(({ number }) => number).join(', ');
    return [compositionFinding(EXPOSURE_PORT, [owner.node.path], 'port',
      `port is ${asked ?? 'missing'}; it must be one of ${known}, the ports of ${service.host}`)];
  }
  const taken = takes(exposure);
  const missed = hosts.filter((host) => listeners?.get(host)?.every(({ traffic }) => traffic !== taken) === true);
  if (missed.length === 0) { return taken === 'http' && port.traffic === 'tls' ? tlsFindings(exposure, port) : []; }
  const offered = new Set(missed.flatMap((host) => listeners?.get(host)?.map(({ traffic }) => traffic) ?? []));
  return [compositionFinding(EXPOSURE_TRAFFIC, [owner.node.path], 'gateway',
    `the listeners of ${gateway} for ${missed.join(', ')} have ${[...offered].join(' and ')} traffic; ` +
    `it must be what port ${port.number} (${port.name}) of ${service.host} takes, ${port.traffic}`)];
}

/** TLS that ends at the gateway must begin anew where the service speaks TLS. */
function tlsFindings({ owner, service }: Exposure, port: TrafficPort): Finding[] {
  if (service._beginsTls(port.number)) { return []; }
  return [compositionFinding(EXPOSURE_TLS, [owner.node.path], 'service',
    `TLS ends at the gateway and port ${port.number} (${port.name}) of ${service.host} speaks TLS; it must begin anew on the way there`)];
}
