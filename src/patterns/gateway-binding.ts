import { type ApiObject, Lazy } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { facetsContradict } from './composition-findings';
import { type Exposure, exposureFindings, listenersOf, scopeOf, servicePort, takes } from './exposure';
import type { ListenerTraffic } from './gateway-listener';
import { fixedPorts, onConnections, seenAtGateway } from './host-facets';
import { AppAnalysis } from '../analysis/app-analysis';
import { typedObject } from '../analysis/typed-object';
import type { Finding } from '../checks/finding';
import { compile, type Compiled } from '../model/compile';
import type { Facet } from '../model/facet';
import { byCodeUnit, defined, type JsonObject, some } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';
import { type PortCases, renderHttpRoutes, renderTcpRoutes, renderTlsRoutes } from '../model/route-json';
import { fieldOf } from '../resources/emit';
import type { IGatewayReference } from '../resources/gateway-reference';

/**
 * The one VirtualService for some hosts at a gateway, and the services that are exposed by it.
 *
 * Istio would append the routes of several VirtualServices in the order of their creation; here they are put in order.
 */
class GatewayBinding {
  private readonly exposures: Exposure[] = [];
  private readonly virtualService: ApiObject;

  constructor(scope: Construct, private readonly gateway: IGatewayReference, private readonly hosts: string[]) {
    const [gatewayName] = gateway.reference.split('/').reverse();
    // Services of other namespaces may follow; cdk8s resolves what is lazy here too, but its type does not say so.
    const namespace = Lazy.any({ produce: () => this.namespace() }) as unknown as string;
    this.virtualService = typedObject(scope, 'VirtualService', {
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

  /** The namespace of its services; that of the gateway, if they are in several. */
  private namespace(): string | undefined {
    const namespaces = [...new Set(this.exposures.map(({ service }) => service.namespace))];
    if (namespaces.length === 1) { return namespaces[0]; }
    const [gatewayNamespace, name] = this.gateway.reference.split('/');
    return name === undefined ? namespaces.map((one) => one ?? '').sort(byCodeUnit)[0] : gatewayNamespace;
  }

  private spec(): JsonObject {
    const seen = (traffic: ListenerTraffic) => this.compiled(traffic).routes.map((route) => ({ ...route, match: seenAtGateway(route.match) }));
    const onPorts = (traffic: ListenerTraffic): PortCases => (route) => this.ports(traffic)
      ?.map((matched) => ({ matched, destination: route.scope.port })) ?? [{ destination: route.scope.port }];
    return defined({
      hosts: this.hosts,
      gateways: [this.gateway.reference],
      http: some(renderHttpRoutes(seen('http'), (route) => [{ destination: route.scope.port }])),
      tls: some(renderTlsRoutes(seen('tls'), onPorts('tls'), this.hosts)),
      tcp: some(renderTcpRoutes(seen('tcp'), onPorts('tcp'))),
    });
  }

  /** The ports on which listeners have such traffic for a service that can take it; unknown where the listeners are. */
  private ports(traffic: ListenerTraffic): number[] | undefined {
    if (this.exposures.some(({ listeners }) => listeners === undefined)) { return undefined; }
    const taken = this.exposures.flatMap((exposure) => takes(exposure) === traffic ? listenersOf(exposure) : []);
    return [...new Set(taken.filter((listener) => listener.traffic === traffic).map(({ port }) => port))].sort((a, b) => a - b);
  }

  private compiled(traffic: ListenerTraffic): Compiled {
    const see: (facet: Facet) => Facet | undefined = traffic === 'http' ? (facet) => facet : onConnections;
    const exposures = this.exposures.filter((exposure) => takes(exposure) === traffic);
    const known = fixedPorts(new Map(exposures.map((exposure) => [exposure.owner.node.path, servicePort(exposure)?.number ?? 0])));
    return compile(exposures.map((exposure) => scopeOf(exposure, known, see)));
  }

  private findings(): Finding[] {
    const own = new Set(this.exposures.map(({ owner }) => owner.node.path));
    const kinds: ListenerTraffic[] = ['http', 'tls', 'tcp'];
    const problems = kinds.flatMap((traffic) => this.compiled(traffic).problems);
    return [
      // What contradicts within one service is reported by that service.
      ...problems.filter(({ owners }) => owners.some((owner) => own.has(owner))).map((problem) => facetsContradict(this.hosts.join(', '), problem)),
      ...this.exposures.flatMap((exposure) => exposureFindings(exposure, this.hosts, this.gateway.reference)),
    ];
  }
}

const BINDINGS = new WeakMap<IConstruct, Map<string, { readonly hosts: string[]; readonly owner: string; readonly binding: GatewayBinding }>>();

/**
 * The binding of these hosts at the gateway: the one that is there, or a new one.
 *
 * @param within the namespace that its VirtualService must be in; `undefined` if any will do
 */
export function bindingOf(owner: Construct, gateway: IGatewayReference, hosts: string[], within: string | undefined): GatewayBinding {
  const bound = BINDINGS.get(owner.node.root) ?? new Map();
  BINDINGS.set(owner.node.root, bound);
  const key = (host: string) => `${gateway.reference} ${within ?? '*'} ${host}`;
  const entry = hosts.map((host) => bound.get(key(host))).find((found) => found !== undefined);
  if (entry === undefined) {
    const binding = new GatewayBinding(owner, gateway, hosts);
    hosts.forEach((host) => bound.set(key(host), { hosts, owner: owner.node.path, binding }));
    return binding;
  }
  if (entry.hosts.join(' ') !== hosts.join(' ')) {
    throw fieldOf(owner).at('hosts').error(hosts, `as ${entry.owner} has them, with which it shares some at ${gateway.reference} (${entry.hosts.join(', ')})`,
      'expose the hosts that differ with constructs of their own');
  }
  return entry.binding;
}
