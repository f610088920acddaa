import { createHash } from 'node:crypto';
import { type ApiObject, Chart, Lazy } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import type { Through } from './egress-hops';
import type { TrafficPort } from './service-port';
import { AppAnalysis } from '../analysis/app-analysis';
import { Mesh } from '../analysis/mesh';
import { typedObject } from '../analysis/typed-object';
import { Field } from '../model/field';
import { serviceHost } from '../model/hosts';
import { byCodeUnit, given, type JsonObject, some } from '../model/json';
import { ISTIO_KINDS, type Kind } from '../model/kinds';
import { renderLabels } from '../model/labels';
import { requireDnsLabel } from '../model/names';
import { Protocol } from '../model/protocol';
import { requirePort } from '../model/require';
import { ClientTlsMode } from '../resources/client-tls';
import { fieldOf } from '../resources/emit';
import { renderGateway } from '../resources/gateway';
import type { Server } from '../resources/server';
import { ServerTlsMode } from '../resources/server-tls';

/** What is known of an egress gateway beside the labels of its pods. */
export interface EgressGatewayOptions {
  /**
   * The namespace of the gateway's pods and Service. The objects are written there: callers of all namespaces find the
   * DestinationRule for the way to the gateway there.
   *
   * @default 'istio-system'
   */
  readonly namespace?: string;

  /**
   * The name of the gateway's Service.
   *
   * @default - `istio-` with the label `istio` of its pods: `istio-egressgateway`
   */
  readonly serviceName?: string;

  /**
   * The port of the gateway's Service that callers' proxies send HTTP to, in mutual TLS. No other Gateway for these pods may
   * have plain text on it.
   *
   * @default 80
   */
  readonly httpPort?: number;

  /**
   * The port of the gateway's Service for all else: TLS of the callers, which is passed through, and TCP, in mutual TLS.
   *
   * @default 443
   */
  readonly tlsPort?: number;
}

/** Properties of an EgressGateway. */
export interface EgressGatewayProps extends EgressGatewayOptions {
  /**
   * Labels of the gateway's pods. Those that an installation brings are labelled `istio` with their name's part after
   * `istio-`.
   *
   * @default - `istio: egressgateway`: those of the profiles that have an egress gateway
   */
  readonly selector?: { [label: string]: string };
}

/** A port of a host that is reached through a gateway. */
interface Passage {
  readonly owner: string;
  readonly host: string;
  readonly port: TrafficPort;
  /** The name that connections to the gateway ask for. */
  readonly serverName: string;
  /** The port of the gateway. */
  readonly number: number;
  /** The subset of the gateway that callers' proxies send to. */
  readonly subset: string;
}

/**
 * The door out of the mesh: pods through which requests to some external services go. Which ones is said by
 * `ExternalService`; any number of them share one.
 *
 * Callers' proxies speak mutual TLS with it, so that it knows who calls; only TLS of the callers is passed on as it is. A
 * Gateway and a DestinationRule are written in the namespace of its pods, and nothing as long as no service uses it.
 */
export class EgressGateway extends Construct {
  /** The gateway whose pods have these labels. */
  public static fromSelector(scope: Construct, id: string, selector: { [label: string]: string }, options: EgressGatewayOptions = {}): EgressGateway {
    return new EgressGateway(scope, id, { ...options, selector });
  }

  /** The Gateway as VirtualServices name it: `namespace/name`. */
  public readonly reference: string;

  /** The namespace of the gateway's pods. */
  public readonly namespace: string;

  /** The name of the Gateway. Others have theirs in the same namespace, so it begins with the namespace of the chart. */
  public readonly name: string;

  private readonly serviceName: string;
  private readonly selector: { [label: string]: string };
  private readonly ports: { readonly http: number; readonly other: number };
  private readonly passages: Passage[] = [];
  private gateway?: ApiObject;
  private destinationRule?: ApiObject;

  constructor(scope: Construct, id: string, props: EgressGatewayProps = {}) {
    super(scope, id);
    const field = fieldOf(this);
    this.selector = renderLabels(props.selector ?? { istio: 'egressgateway' }, field.at('selector'));
    this.namespace = requireDnsLabel(props.namespace ?? 'istio-system', field.at('namespace'));
    this.serviceName = requireDnsLabel(props.serviceName ?? this.usualService(field), field.at('serviceName'));
    this.ports = {
      http: requirePort(props.httpPort ?? 80, field.at('httpPort')),
      other: requirePort(props.tlsPort ?? 443, field.at('tlsPort')),
    };
    const { namespace } = Chart.of(this);
    this.name = requireDnsLabel(namespace === undefined || namespace === this.namespace ? id : `${namespace}-${id}`, field.at('id'));
    this.reference = `${this.namespace}/${this.name}`;
    AppAnalysis.attach(this).addKnownService(() => ({
      host: this.host,
      labels: this.selector,
      ports: [{ number: this.ports.http, protocol: Protocol.HTTP2 }, { number: this.ports.other, protocol: Protocol.TLS }],
    }));
  }

  /** The host of the gateway's Service. */
  public get host(): string {
    return serviceHost(this.serviceName, this.namespace, Mesh.of(this).clusterDomain);
  }

  /**
   * Lets a host be reached through the gateway.
   *
   * @internal
   */
  public _open(owner: IConstruct, host: string, ports: readonly TrafficPort[]): Through {
    const opened = new Map(ports.map((port) => [port.number, this.passage(owner.node.path, host, port)]));
    return ({ number }) => {
      const { number: port, subset } = opened.get(number) as Passage;
      return { host: this.host, subset, port };
    };
  }

  /**
   * The port of the gateway for what comes to a port of a host.
   *
   * @internal
   */
  public _portFor({ traffic }: TrafficPort): number {
    return traffic === 'http' ? this.ports.http : this.ports.other;
  }

  /**
   * The name by which the gateway tells a port of a host. Of TLS it is what callers ask for; connections of TCP ask for nothing.
   *
   * @internal
   */
  public _serverName(host: string, { traffic, number }: TrafficPort): string {
    return traffic === 'tcp' ? `tcp-${number}.${host}` : host;
  }

  private passage(owner: string, host: string, port: TrafficPort): Passage {
    const name = this._serverName(host, port);
    const subset = port.traffic === 'tls' ? PASSTHROUGH : subsetName(name);
    const passage: Passage = { owner, host, port, serverName: name, number: this._portFor(port), subset };
    this.requireApart(passage);
    this.passages.push(passage);
    this.gateway ??= this.own(ISTIO_KINDS.Gateway, () => this.gatewaySpec());
    this.destinationRule ??= this.own(ISTIO_KINDS.DestinationRule, () => this.destinationRuleSpec());
    return passage;
  }

  /** What comes to one port of the gateway is told by the server name that it asks for. */
  private requireApart({ owner, host, port, serverName: name, number, subset }: Passage): void {
    const field = new Field(owner);
    const same = this.passages.find((other) => other.number === number && other.serverName === name);
    if (same !== undefined) {
      throw field.problem(
        `ports ${same.port.number} and ${port.number} of ${host} would both come to port ${number} of ${this.node.path} under that name; it must be one of them`,
        same.port.traffic === port.traffic ? 'leave one out' : 'give the gateway different numbers for httpPort and tlsPort');
    }
    const alike = this.passages.find((other) => subset !== PASSTHROUGH && other.subset === subset);
    if (alike !== undefined) {
      throw field.problem(`${name} and ${alike.serverName} (${alike.owner}) would both be the subset ${subset} of ${this.host}; it must be one of them`,
        'use another egress gateway for one');
    }
  }

  private gatewaySpec(): JsonObject {
    const all = [...this.passages].sort((a, b) => byCodeUnit(a.serverName, b.serverName));
    const of = (traffic: TrafficPort['traffic']) => all.filter(({ port }) => port.traffic === traffic);
    const hosts = (passages: Passage[]) => passages.map(({ serverName: name }) => name);
    const servers: Server[] = [
      ...given(some(of('http')), (http) => [{
        port: { number: this.ports.http, protocol: Protocol.HTTPS, name: 'https' }, hosts: hosts(http), tls: { mode: ServerTlsMode.ISTIO_MUTUAL },
      }]) ?? [],
      ...given(some(of('tls')), (tls) => [{
        port: { number: this.ports.other, protocol: Protocol.TLS, name: 'tls' }, hosts: hosts(tls), tls: { mode: ServerTlsMode.PASSTHROUGH },
      }]) ?? [],
      // A server that ends TLS sends all its connections to one place, so each port has its own.
      ...of('tcp').map((passage) => ({
        port: { number: this.ports.other, protocol: Protocol.TLS, name: passage.subset },
        hosts: [passage.serverName],
        tls: { mode: ServerTlsMode.ISTIO_MUTUAL },
      })),
    ];
    return renderGateway({ selector: this.selector, servers }, fieldOf(this));
  }

  /** Gateways of others may have a rule for the same host in this namespace: Istio puts the subsets of all together. */
  private destinationRuleSpec(): JsonObject {
    const policies = new Map(this.passages.map(({ subset, serverName: sni }) =>
      // TLS of the callers must not get into mutual TLS, which the gateway would not take off.
      [subset, subset === PASSTHROUGH ? { mode: ClientTlsMode.DISABLE } : { mode: ClientTlsMode.ISTIO_MUTUAL, sni }]));
    const subsets = [...policies].sort(([a], [b]) => byCodeUnit(a, b)).map(([name, tls]) => ({ name, trafficPolicy: { tls } }));
    return { host: this.host, subsets };
  }

  private own(kind: Kind, produce: () => JsonObject): ApiObject {
    return typedObject(this, kind.kind, { ...kind, metadata: { name: this.name, namespace: this.namespace }, spec: Lazy.any({ produce }) });
  }

  private usualService(field: Field): string {
    const { istio } = this.selector;
    if (istio === undefined) { throw field.at('serviceName').error(undefined, 'given for pods without the label istio'); }
    return `istio-${istio}`;
  }
}

/** The subset for TLS of the callers. A host has a dot, so that its subset has another name. */
const PASSTHROUGH = 'passthrough';

const MAX_LABEL = 63;

/** The name of a server name's subset: without dots, and as short as Istio wants it. */
function subsetName(name: string): string {
  const label = name.replace(/\./g, '-');
  if (label.length <= MAX_LABEL) { return label; }
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${label.slice(0, MAX_LABEL - 9).replace(/-+$/, '')}-${digest}`;
}
