import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { emit, fieldOf } from './emit';
import { renderExportTo } from './export-to';
import { type IGatewayReference, isMesh, renderGateways } from './gateway-reference';
import { requireHostOrAddress } from './hosts';
import { type HttpRoute, renderHttpRoute } from './http-route';
import { renderTcpRoute, renderTlsRoute, type TcpRoute, type TlsRoute } from './l4-route';
import { type IVirtualServiceReference, NamedVirtualService } from './virtual-service-reference';
import type { Field } from '../model/field';
import { hostsMeet } from '../model/hosts';
import { defined, given, type JsonObject } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';
import { requireSome } from '../model/require';

/** Properties of a VirtualService. At least one of `http`, `tls` and `tcp` is given. */
export interface VirtualServiceProps {
  /**
   * Name, namespace, labels and annotations of the object.
   *
   * @default - named like the construct's id, in the chart's namespace
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Hosts that the routes are for: services' names, DNS names with or without a wildcard, or addresses.
   *
   * @default - none: the VirtualService is a delegate, whose HTTP routes stand in another
   */
  readonly hosts?: string[];

  /**
   * Gateways that apply the routes: constructs of them, `Gateway.named` for others, and `Gateway.mesh()` for all sidecars.
   *
   * @default - all sidecars of the mesh, and no gateway
   */
  readonly gateways?: IGatewayReference[];

  /**
   * Routes of HTTP requests. The first that fits takes the request.
   *
   * @default - none
   */
  readonly http?: HttpRoute[];

  /**
   * Routes of TLS connections that the proxy does not terminate. The first that fits takes the connection.
   *
   * @default - none
   */
  readonly tls?: TlsRoute[];

  /**
   * Routes of other TCP connections. The first that fits takes the connection.
   *
   * @default - none
   */
  readonly tcp?: TcpRoute[];

  /**
   * Namespaces whose proxies see the routes; `.` for the object's own, `*` for all.
   *
   * @default - as the mesh says: all namespaces
   */
  readonly exportTo?: string[];
}

/**
 * Says where the traffic for some hosts goes.
 *
 * Sidecars honour one VirtualService for a host: patterns that share a host are better told to a `MeshService`.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/
 */
export class VirtualService extends Construct implements IVirtualServiceReference {
  /**
   * A VirtualService that is made elsewhere, for routes to delegate to.
   *
   * @param namespace its namespace; left out, it is looked for in the one of the object that names it
   */
  public static named(name: string, namespace?: string): IVirtualServiceReference {
    return new NamedVirtualService(name, namespace);
  }

  /** The object that is rendered. */
  public readonly apiObject: ApiObject;

  private readonly hosts?: string[];

  constructor(scope: Construct, id: string, props: VirtualServiceProps) {
    super(scope, id);
    const spec = renderVirtualService(props, fieldOf(this));
    this.hosts = props.hosts;
    this.apiObject = emit(this, ISTIO_KINDS.VirtualService, props.metadata, { spec });
  }

  /** The name of the object. */
  public get name(): string {
    return this.apiObject.name;
  }

  /** The name of the object, as routes that delegate to it have it. */
  public get virtualServiceName(): string {
    return this.name;
  }

  /** The namespace of the object, if it is known. */
  public get virtualServiceNamespace(): string | undefined {
    return this.apiObject.metadata.namespace;
  }

  /** @internal */
  public get _isDelegate(): boolean {
    return this.hosts === undefined;
  }
}

/** The `spec` of a VirtualService. */
export function renderVirtualService(props: VirtualServiceProps, field: Field): JsonObject {
  if ([props.http, props.tls, props.tcp].every((routes) => routes === undefined || routes.length === 0)) {
    throw field.problem('no route is given; at least one of http, tls and tcp must have one');
  }
  if (props.hosts === undefined) { requireDelegate(props, field); } else { requireHosts(props.hosts, inMesh(props), field.at('hosts')); }
  const spec = defined({
    hosts: props.hosts,
    gateways: given(props.gateways, (gateways) => renderGateways(gateways, field.at('gateways'), 'leave it out for the sidecars of the mesh')),
    http: given(props.http, (routes) => routes.map((route, i) => renderHttpRoute(route, field.at('http').at(i)))),
    tls: given(props.tls, (routes) => routes.map((route, i) => renderTlsRoute(route, props.hosts ?? [], field.at('tls').at(i)))),
    tcp: given(props.tcp, (routes) => routes.map((route, i) => renderTcpRoute(route, field.at('tcp').at(i)))),
    exportTo: given(props.exportTo, (exportTo) => renderExportTo(exportTo, field.at('exportTo'))),
  });
  if (inMesh(props)) { requireNoClaims(props.http ?? [], spec.http ?? [], field.at('http')); }
  requireDelegates(props.http ?? [], field.at('http'));
  return spec;
}

function inMesh(props: VirtualServiceProps): boolean {
  return props.gateways === undefined || props.gateways.some(isMesh);
}

function requireHosts(hosts: string[], mesh: boolean, field: Field): void {
  requireSome(hosts, field, 'leave it out for a delegate');
  hosts.forEach((host, i) => {
    requireHostOrAddress(host, field.at(i));
    if (host === '*' && mesh) { throw field.at(i).error(host, 'a host of its own in the mesh', 'only a gateway can route every host'); }
    const before = hosts.findIndex((other, j) => j < i && hostsMeet(host, other));
    if (before >= 0) {
      throw field.problem(`${field.at(before).path} (${hosts[before]}) and ${field.at(i).path} (${host}) overlap; they must be apart`,
        'leave out the narrower one');
    }
  });
}

/** Without hosts, the object only holds HTTP routes for another one. */
function requireDelegate(props: VirtualServiceProps, field: Field): void {
  const extra = (['gateways', 'tls', 'tcp'] as const).find((name) => props[name] !== undefined);
  if (extra !== undefined) {
    throw field.problem(`${extra} is given without hosts; a delegate must have http routes only`, 'give hosts, or leave it out');
  }
  const nested = (props.http ?? []).findIndex((route) => route.delegate !== undefined);
  if (nested >= 0) {
    throw field.problem(`${field.at('http').at(nested).at('delegate').path} is given without hosts; a delegate must not delegate further`);
  }
}

/** Istio takes no notice of a delegate that has hosts. */
function requireDelegates(routes: HttpRoute[], field: Field): void {
  routes.forEach(({ delegate }, i) => {
    if (!(delegate instanceof VirtualService) || delegate._isDelegate) { return; }
    throw field.at(i).at('delegate').error(delegate.node.path, 'a VirtualService without hosts', 'leave its hosts out');
  });
}

/** Claims of a token are known at gateways only. */
function requireNoClaims(props: HttpRoute[], routes: JsonObject[], field: Field): void {
  routes.forEach((route, i) => ((route.match ?? []) as JsonObject[]).forEach((match, j) => {
    const headers = { ...(match.headers as JsonObject | undefined), ...(match.withoutHeaders as JsonObject | undefined) };
    const claim = Object.keys(headers).find((name) => name.startsWith('@request.auth.claims'));
    if (claim === undefined) { return; }
    throw field.problem(`${field.at(i).at(props[i].matches === undefined ? 'requests' : 'matches').at(j).path} matches ${claim} in the mesh; claims are known at gateways only`,
      'give gateways, without Gateway.mesh()');
  }));
}
