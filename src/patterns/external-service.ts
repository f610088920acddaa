import { isIP } from 'node:net';
import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { EgressGateway } from './egress-gateway';
import { ExternalHost } from './external-host';
import { entryPorts, type ExternalPort, externalPorts } from './external-port';
import type { FacetSource } from './host-facets';
import { MeshHost, requireSameApp } from './mesh-host';
import { originatingPorts, renderOrigination, requireReader, requireServerName, type TlsOrigination } from './tls-origination';
import type { PolicyContribution } from '../model/destination-policy';
import type { Field } from '../model/field';
import { defined, given } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';
import { renderLabels } from '../model/labels';
import { requireDnsLabel } from '../model/names';
import { requireSome } from '../model/require';
import type { ICallee } from '../resources/callee';
import { emit, fieldOf } from '../resources/emit';
import { renderExportTo } from '../resources/export-to';
import { requireDestinationHost } from '../resources/hosts';
import { renderServiceEntry } from '../resources/service-entry';
import { ServiceLocation } from '../resources/service-location';
import { ServiceResolution } from '../resources/service-resolution';
import type { TrafficPolicy } from '../resources/traffic-policy';
import type { WorkloadEndpoint } from '../resources/workload-endpoint';

/** Properties of an ExternalService. */
export interface ExternalServiceProps {
  /** Its fully qualified DNS names (`api.example.com`), possibly with a wildcard (`*.example.com`). */
  readonly hosts: string[];

  /** Its ports. */
  readonly ports: ExternalPort[];

  /**
   * TLS that proxies begin for callers that speak plain text: the egress gateway, if there is one, else the callers' own.
   *
   * @default - what callers say is sent as it is
   */
  readonly tlsOrigination?: TlsOrigination;

  /**
   * The gateway that requests go through.
   *
   * @default - callers' proxies send them straight to the service
   */
  readonly egressGateway?: EgressGateway;

  /**
   * How all of its destinations are treated: load balancing, connection pool, outlier detection. By the egress gateway, if there
   * is one.
   *
   * @default - as Istio does by itself: least requests, no limits
   */
  readonly trafficPolicy?: TrafficPolicy;

  /**
   * How proxies find its addresses.
   *
   * @default - STATIC if all endpoints are IP addresses; NONE for hosts with a wildcard; else DNS
   */
  readonly resolution?: ServiceResolution;

  /**
   * Where it runs.
   *
   * @default - where DNS says
   */
  readonly endpoints?: WorkloadEndpoint[];

  /**
   * The IP addresses that callers connect to. Ports whose traffic does not tell the host (TCP) need them, as connections are
   * told by address there.
   *
   * @default - any
   */
  readonly addresses?: string[];

  /**
   * Whether the callers' proxies answer DNS (`ISTIO_META_DNS_CAPTURE`), so that Istio gives each host an address of its own.
   *
   * @default false
   */
  readonly dnsProxy?: boolean;

  /**
   * Whether it is part of the mesh after all: virtual machines, for example.
   *
   * @default ServiceLocation.MESH_EXTERNAL
   */
  readonly location?: ServiceLocation;

  /**
   * Namespaces that see it; `.` for its own, `*` for all. The egress gateway has to.
   *
   * @default - as the mesh says: all namespaces
   */
  readonly exportTo?: string[];

  /**
   * The namespace of the objects.
   *
   * @default - the chart's namespace
   */
  readonly namespace?: string;
}

/**
 * A service outside the mesh, which patterns treat as they do one of the mesh: timeouts, retries, circuit breakers, faults and
 * mirrors. It has no versions.
 *
 * It writes a ServiceEntry; for TLS that proxies begin a DestinationRule, for the way through an egress gateway VirtualServices.
 *
 * Through an egress gateway, the gateway retries, changes requests, and keeps what the DestinationRule says (TLS, circuit
 * breaker); all else is done by the callers' proxies.
 */
export class ExternalService extends MeshHost implements ICallee {
  /** The first of its hosts. */
  public readonly host: string;

  /** The namespace of its objects, if it is known. */
  public readonly namespace?: string;

  private readonly names: string[];
  private readonly hosts: ExternalHost[];
  private readonly gateway?: EgressGateway;

  constructor(scope: Construct, id: string, props: ExternalServiceProps) {
    super(scope, id);
    const field = fieldOf(this);
    const { tlsOrigination, egressGateway, trafficPolicy } = props;
    const names = requireSome(props.hosts, field.at('hosts')).map((host, i) => requireExternalHost(host, field.at('hosts').at(i)));
    const namespace = given(props.namespace, (name) => requireDnsLabel(name, field.at('namespace'))) ?? Chart.of(this).namespace;
    const exportTo = given(props.exportTo, (namespaces) => renderExportTo(namespaces, field.at('exportTo')));
    const ports = externalPorts(props.ports, props, field.at('ports'));
    const originating = given(tlsOrigination, (origination) => originatingPorts(origination, ports, field.at('tlsOrigination'))) ?? [];
    const { location = ServiceLocation.MESH_EXTERNAL, addresses, endpoints } = props;
    const resolution = props.resolution ?? usualResolution(names, endpoints);
    const spec = renderServiceEntry(defined({
      hosts: names,
      addresses,
      ports: entryPorts(props.ports, new Set(originating.map(({ number }) => number))),
      location,
      resolution,
      endpoints,
      exportTo,
    }), field);
    if (egressGateway !== undefined) { requirePassable(egressGateway, { names, resolution, exportTo, namespace }, field); }
    if (tlsOrigination !== undefined) {
      requireReader(tlsOrigination, egressGateway !== undefined, field.at('tlsOrigination'));
      requireServerName(tlsOrigination, names, originating, field.at('tlsOrigination'));
    }
    names.forEach((host, i) => { claimHost(this, host, field.at('hosts').at(i)); });
    emit(this, ISTIO_KINDS.ServiceEntry, { name: id, namespace }, { spec });

    [this.host] = names;
    this.names = names;
    this.namespace = namespace;
    this.gateway = egressGateway;
    this.hosts = names.map((host) => new ExternalHost(this, {
      name: names.length === 1 ? id : `${id}-${host.replace('*', 'any').replace(/\./g, '-')}`.toLowerCase(),
      host,
      namespace,
      ports,
      exportTo,
      callers: given(tlsOrigination?.callers, (labels) => renderLabels(labels, field.at('tlsOrigination').at('callers'))),
      gateway: egressGateway,
    }));
    if (tlsOrigination !== undefined) {
      const at = field.at('tlsOrigination');
      const own = originating.length === ports.length ? [undefined] : originating.map(({ number }) => number);
      this.hosts.forEach((host, i) => {
        const policy = { tls: renderOrigination(tlsOrigination, names[i], at) };
        own.forEach((port) => { host.addPolicy({ owner: this.node.path, port, policy }); });
      });
    }
    if (trafficPolicy !== undefined) { this._addTrafficPolicy(trafficPolicy, undefined, field.at('trafficPolicy')); }
  }

  /** @internal */
  public _addFacet(source: FacetSource): void {
    requireSameApp(this, source.owner);
    this.hosts.forEach((host) => { host.addFacet(source); });
  }

  /** @internal */
  public _addPolicy(contribution: PolicyContribution): void {
    this.hosts.forEach((host) => { host.addPolicy(contribution); });
  }

  /** Its hosts as a Sidecar lets them be reached. */
  public get egressHosts(): string[] {
    if (this.namespace !== undefined) { return this.names.map((host) => `${this.namespace}/${host}`); }
    throw fieldOf(this).at('namespace').error(undefined, 'known where a Sidecar names the service', 'give it, or give the chart one');
  }

  /**
   * Why copies of requests cannot be sent there; `undefined` if they can. They go straight from the caller's proxy to one host,
   * whatever is said of its own requests.
   *
   * @internal
   */
  public get _refusesCopies(): string | undefined {
    if (this.gateway !== undefined) { return 'is behind an egress gateway; it must be reached without one, as copies would go past the gateway'; }
    if (this.names.length > 1) { return `has ${this.names.length} hosts; it must have one, as copies go to one host`; }
    return this.host.startsWith('*') ? 'has a host with a wildcard; it must have one without, as copies go to one host' : undefined;
  }
}

/** The external service of an app that has the host. */
export function externalServiceOf(scope: IConstruct, host: string): ExternalService | undefined {
  return CLAIMED.get(scope.node.root)?.get(host.toLowerCase());
}

/** A name that means the same in every namespace. */
function requireExternalHost(host: string, field: Field): string {
  if (host.includes('.')) { return requireDestinationHost(host, field); }
  throw field.error(host, 'a fully qualified DNS name (api.example.com): a short name is one of a namespace');
}

function usualResolution(hosts: readonly string[], endpoints: readonly WorkloadEndpoint[] | undefined): ServiceResolution {
  if (endpoints !== undefined && endpoints.every(({ address }) => address !== undefined && isIP(address) !== 0)) { return ServiceResolution.STATIC; }
  return endpoints === undefined && hosts.some((host) => host.startsWith('*')) ? ServiceResolution.NONE : ServiceResolution.DNS;
}

interface Passing {
  readonly names: readonly string[];
  readonly resolution: ServiceResolution;
  readonly exportTo?: readonly string[];
  readonly namespace?: string;
}

/** The gateway has to find the service by itself. */
function requirePassable(gateway: EgressGateway, { names, resolution, exportTo, namespace }: Passing, field: Field): void {
  const wildcard = names.findIndex((host) => host.startsWith('*'));
  if (wildcard >= 0) {
    throw field.at('hosts').at(wildcard).error(names[wildcard], 'a host without a wildcard with egressGateway: the gateway would not know where to connect to');
  }
  if (resolution === ServiceResolution.NONE) {
    throw field.at('resolution').error(resolution, 'DNS, DNS_ROUND_ROBIN or STATIC with egressGateway: connections come to the address of the gateway');
  }
  const seen = exportTo === undefined || exportTo.includes('*') || exportTo.includes(gateway.namespace)
    || (exportTo.includes('.') && namespace === gateway.namespace);
  if (!seen) {
    throw field.at('exportTo').error(exportTo, `a list with ${gateway.namespace}, the namespace of ${gateway.node.path}`,
      'the gateway does not know a service that it does not see');
  }
}

/** Which construct stands for an external host, for each app. */
const CLAIMED = new WeakMap<IConstruct, Map<string, ExternalService>>();

/** Istio joins the ports of two services with one host, and takes one of two VirtualServices. */
function claimHost(service: ExternalService, host: string, field: Field): void {
  const claimed = CLAIMED.get(service.node.root) ?? new Map<string, ExternalService>();
  CLAIMED.set(service.node.root, claimed);
  const earlier = claimed.get(host.toLowerCase());
  if (earlier === service) { throw field.error(host, 'given once'); }
  if (earlier !== undefined) {
    throw field.error(host, `a host of its own: it is one of ${earlier.node.path}`, 'pass that one to the patterns, with all ports');
  }
  claimed.set(host.toLowerCase(), service);
}
