import { type ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { EgressGateway } from './egress-gateway';
import { gatewayFindings, gatewayRoutes, type HostBehind, type Through } from './egress-hops';
import { HostComposition } from './host-composition';
import type { FacetSource } from './host-facets';
import { orderAfter } from './mesh-host';
import type { TrafficPort } from './service-port';
import { AppAnalysis } from '../analysis/app-analysis';
import { typedObject } from '../analysis/typed-object';
import type { PolicyContribution } from '../model/destination-policy';
import { defined, given, type JsonObject, some } from '../model/json';
import { ISTIO_KINDS, type Kind } from '../model/kinds';
import { renderHttpRoutes } from '../model/route-json';

/** What the hosts of an external service have in common, and the name of one's objects. */
export interface ExternalHostFacts {
  readonly name: string;
  readonly host: string;
  readonly namespace?: string;
  readonly ports: readonly TrafficPort[];
  readonly exportTo?: readonly string[];
  readonly callers?: { readonly [label: string]: string };
  readonly gateway?: EgressGateway;
}

/**
 * One host of an external service: its VirtualService for the mesh, its DestinationRule, and, where requests go through an
 * egress gateway, the VirtualServices that take them from there.
 */
export class ExternalHost {
  private readonly composition: HostComposition;
  private readonly through?: Through;
  private readonly virtualServices: ApiObject[] = [];
  private destinationRule?: ApiObject;

  constructor(private readonly owner: Construct, private readonly facts: ExternalHostFacts) {
    const { name, host, ports, exportTo, callers, gateway } = facts;
    this.through = gateway?._open(owner, host, ports);
    const analysis = AppAnalysis.attach(owner);
    this.composition = new HostComposition(analysis, () => ({
      owner: owner.node.path, name, host, aliases: [], ports, subsets: [], exportTo, callers, through: this.through,
    }));
    analysis.addSource(() => [...this.composition.findings(), ...given(this.behind, gatewayFindings) ?? []]);
    if (gateway !== undefined) {
      this.needVirtualService();
      this.addGatewayVirtualServices(gateway);
    }
  }

  public addFacet(source: FacetSource): void {
    this.composition.addFacet(source);
    this.needVirtualService();
  }

  public addPolicy(contribution: PolicyContribution): void {
    this.composition.addPolicy(contribution);
    if (this.destinationRule !== undefined) { return; }
    const rule = this.own(ISTIO_KINDS.DestinationRule, this.facts.name, () => this.composition.destinationRule());
    this.destinationRule = rule;
    this.virtualServices.forEach((virtualService) => { orderAfter(virtualService, rule); });
  }

  private needVirtualService(): void {
    if (this.virtualServices.length === 0) { this.addVirtualService(this.facts.name, () => this.composition.virtualService()); }
  }

  /** Requests and TLS tell the host that they are for. Connections of TCP do not, so each port has names of its own. */
  private addGatewayVirtualServices(gateway: EgressGateway): void {
    const { name, host, ports } = this.facts;
    const bound = (hosts: string[], routes: JsonObject) =>
      defined({ hosts, gateways: [gateway.reference], exportTo: given(this.facts.exportTo, (namespaces) => [...namespaces]), ...routes });
    if (ports.some(({ traffic }) => traffic !== 'tcp')) {
      this.addVirtualService(`${gateway.name}-${name}`, () => bound([host], this.gatewayRoutes(gateway)));
    }
    for (const port of ports.filter(({ traffic }) => traffic === 'tcp')) {
      this.addVirtualService(`${gateway.name}-${name}-${port.number}`, () => bound([gateway._serverName(host, port)], {
        tcp: [{ match: [{ port: gateway._portFor(port) }], route: [this.destination(port)] }],
      }));
    }
  }

  private gatewayRoutes(gateway: EgressGateway): JsonObject {
    const { host, ports } = this.facts;
    const tls = ports.filter(({ traffic }) => traffic === 'tls').map((port): JsonObject => ({
      match: [{ port: gateway._portFor(port), sniHosts: [host] }], route: [this.destination(port)],
    }));
    const http = given(this.behind, (behind) => renderHttpRoutes(gatewayRoutes(behind), () => [{
      destination: ports.length > 1 ? behind.port.number : undefined,
    }]));
    return defined({ http, tls: some(tls) });
  }

  private destination({ number }: TrafficPort): JsonObject {
    const { host, ports } = this.facts;
    return { destination: defined({ host, port: ports.length > 1 ? { number } : undefined }) };
  }

  /** What the gateway has to route by request, if there is such. It takes one such port for a host. */
  private get behind(): HostBehind | undefined {
    const { name, host, ports } = this.facts;
    const port = ports.find(({ traffic }) => traffic === 'http');
    if (this.through === undefined || port === undefined) { return undefined; }
    return { owner: this.owner.node.path, name, host, port, facets: this.composition.facets() };
  }

  private addVirtualService(name: string, produce: () => JsonObject): void {
    const virtualService = this.own(ISTIO_KINDS.VirtualService, name, produce);
    this.virtualServices.push(virtualService);
    if (this.destinationRule !== undefined) { orderAfter(virtualService, this.destinationRule); }
  }

  private own(kind: Kind, name: string, produce: () => JsonObject): ApiObject {
    return typedObject(this.owner, `${kind.kind}-${name}`, { ...kind, metadata: { name, namespace: this.facts.namespace }, spec: Lazy.any({ produce }) });
  }
}
