import { ApiObject, Lazy } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { compositionFinding, facetsContradict } from './composition-findings';
import type { ListenerTraffic, ResolvedListener } from './gateway-listener';
import { atGateway, fixedPorts, onConnections, seenAtGateway } from './host-facets';
import type { IIngressGateway } from './ingress-gateway';
import type { MeshService } from './mesh-service';
import type { TrafficPort } from './service-port';
import { AppAnalysis } from '../analysis/app-analysis';
import { EXPOSURE_PORT, EXPOSURE_TRAFFIC } from '../checks/composition';
import type { Finding } from '../checks/finding';
import { compile, type Compiled } from '../model/compile';
import { type Conditions, intersectConditions } from '../model/conditions';
import { alternatives, type Facet, type Scope } from '../model/facet';
import { defined, type JsonObject } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';
import type { RequestMatch } from '../model/request-match';
import { type PortCases, renderHttpRoutes, renderTcpRoutes, renderTlsRoutes } from '../model/route-json';
import { fieldOf } from '../resources/emit';

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

/**
 * The one VirtualService for some hosts at a gateway, and the services that are exposed by it.
 *
 * Istio would append the routes of several VirtualServices in the order of their creation; here they are put in order.
 */
class GatewayBinding {
  private readonly exposures: Exposure[] = [];
  private readonly virtualService: ApiObject;

  constructor(scope: Construct, private readonly gateway: IIngressGateway, private readonly hosts: string[], namespace: string | undefined) {
    const [gatewayName] = gateway.reference.split('/').reverse();
    this.virtualService = new ApiObject(scope, 'VirtualService', {
      ...ISTIO_KINDS.VirtualService,
      metadata: { name: `${gatewayName}-${hosts[0].replace('*', 'any').replace(/\./g, '-')}`.toLowerCase(), namespace },
      spec: Lazy.any({ produce: () => this.spec() }),
    });
    AppAnalysis.attach(scope).addSource(() => this.findings());
  }

  public add(exposure: Exposure): void {
    this.exposures.push(exposure);
    exposure.service._orderAfterDestinationRule(this.virtualService);
  }

  private spec(): JsonObject {
    const seen = (see: (facet: Facet) => Facet | undefined, traffic: ListenerTraffic) => this.compiled(see, traffic).routes
      .map((route) => ({ ...route, match: seenAtGateway(route.match) }));
    const onPorts = (traffic: ListenerTraffic): PortCases => (route) => this.ports(traffic)
      ?.map((matched) => ({ matched, destination: route.scope.port })) ?? [{ destination: route.scope.port }];
    return defined({
      hosts: this.hosts,
      gateways: [this.gateway.reference],
      http: some(renderHttpRoutes(seen((facet) => facet, 'http'), (route) => [{ destination: route.scope.port }])),
      tls: some(renderTlsRoutes(seen(onConnections, 'tls'), onPorts('tls'), this.hosts)),
      tcp: some(renderTcpRoutes(seen(onConnections, 'tcp'), onPorts('tcp'))),
    });
  }

  /** The ports on which listeners have such traffic for a service that can take it; unknown where the listeners are. */
  private ports(traffic: ListenerTraffic): number[] | undefined {
    if (this.exposures.some(({ listeners }) => listeners === undefined)) { return undefined; }
    const taken = this.exposures.flatMap((exposure) => takes(exposure) === traffic ? listenersOf(exposure) : []);
    return [...new Set(taken.filter((listener) => listener.traffic === traffic).map(({ port }) => port))].sort((a, b) => a - b);
  }

  private compiled(see: (facet: Facet) => Facet | undefined, traffic: ListenerTraffic): Compiled {
    const exposures = this.exposures.filter((exposure) => takes(exposure) === traffic);
    const known = fixedPorts(new Map(exposures.map((exposure) => [exposure.owner.node.path, servicePort(exposure)?.number ?? 0])));
    return compile(exposures.map((exposure) => scopeOf(exposure, known, see)));
  }

  private findings(): Finding[] {
    const own = new Set(this.exposures.map(({ owner }) => owner.node.path));
    // What contradicts within one service is reported by that service.
    const kinds: ListenerTraffic[] = ['http', 'tls', 'tcp'];
    const problems = kinds.flatMap((traffic) => this.compiled(traffic === 'http' ? (facet) => facet : onConnections, traffic).problems);
    return [
      // What contradicts within one service is reported by that service.
      ...problems.filter(({ owners }) => owners.some((owner) => own.has(owner))).map((problem) => facetsContradict(this.hosts.join(', '), problem)),
      ...this.exposures.flatMap((exposure) => {
        const { owner, port, service } = exposure;
        if (servicePort(exposure) === undefined) {
          return [compositionFinding(EXPOSURE_PORT, [owner.node.path], 'port',
            `port is ${port ?? 'missing'}; it must be one of ${service._ports.map(({ number }) => number).join(', ')}, the ports of ${service.host}`)];
        }
        const missed = this.hosts.filter((host) => exposure.listeners?.get(host)?.every(({ traffic }) => traffic !== takes(exposure)) === true);
        if (missed.length > 0) {
          const offered = missed.flatMap((host) => exposure.listeners?.get(host)?.map(({ traffic }) => traffic) ?? []);
          return [compositionFinding(EXPOSURE_TRAFFIC, [owner.node.path], 'gateway',
            `the listeners of ${this.gateway.reference} for ${missed.join(', ')} have ${[...new Set(offered)].join(' and ')} ` +
            `traffic; it must be what port ${servicePort(exposure)?.number} (${servicePort(exposure)?.name}) of ${service.host} takes, ${servicePort(exposure)?.traffic}`)];
        }
        return [];
      }),
    ];
  }
}

/** What listeners can have for a service that takes such traffic, the best first. TLS can also end at the gateway and begin anew. */
const FITTING: { readonly [traffic in TrafficPort['traffic']]: readonly ListenerTraffic[] } = {
  http: ['http'],
  tls: ['tls', 'tcp', 'http'],
  tcp: ['tcp'],
};

/** Which of the listeners' traffic an exposed service takes. A gateway that is made elsewhere is taken to speak HTTP. */
function takes(exposure: Exposure): ListenerTraffic {
  const port = servicePort(exposure);
  if (port === undefined) { return 'none'; }
  if (exposure.listeners === undefined) { return port.traffic; }
  return FITTING[port.traffic].find((traffic) => listenersOf(exposure).some((listener) => listener.traffic === traffic)) ?? 'none';
}

function listenersOf({ listeners }: Exposure): readonly ResolvedListener[] {
  return [...listeners?.values() ?? []].flat();
}

function some<T>(list: T[]): T[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** The service's requests that are let in, and what is said of them. */
function scopeOf(exposure: Exposure, known: Conditions, see: (facet: Facet) => Facet | undefined): Scope {
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
function servicePort({ service, port }: Exposure): TrafficPort | undefined {
  const ports = service._ports;
  if (port !== undefined) { return ports.find(({ number }) => number === port); }
  if (ports.length === 1) { return ports[0]; }
  const http = ports.filter(({ traffic }) => traffic === 'http');
  return http.length === 1 ? http[0] : undefined;
}

const BINDINGS = new WeakMap<IConstruct, Map<string, { readonly hosts: string[]; readonly owner: string; readonly binding: GatewayBinding }>>();

/** The binding of these hosts at the gateway: the one that is there, or a new one. */
export function bindingOf(owner: Construct, gateway: IIngressGateway, hosts: string[], namespace: string | undefined): GatewayBinding {
  const bound = BINDINGS.get(owner.node.root) ?? new Map();
  BINDINGS.set(owner.node.root, bound);
  const key = (host: string) => `${gateway.reference} ${namespace ?? ''} ${host}`;
  const entry = hosts.map((host) => bound.get(key(host))).find((found) => found !== undefined);
  if (entry === undefined) {
    const binding = new GatewayBinding(owner, gateway, hosts, namespace);
    hosts.forEach((host) => bound.set(key(host), { hosts, owner: owner.node.path, binding }));
    return binding;
  }
  if (entry.hosts.join(' ') !== hosts.join(' ')) {
    throw fieldOf(owner).at('hosts').error(hosts, `as ${entry.owner} has them, with which it shares some at ${gateway.reference} (${entry.hosts.join(', ')})`,
      'expose the hosts that differ with constructs of their own');
  }
  return entry.binding;
}
