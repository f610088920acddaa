import type { Field } from '../../model/field';
import { defined, given, type JsonObject } from '../../model/json';
import { requireAmong, requireInteger, requireText } from '../../model/require';

/** What becomes of the header `x-forwarded-client-cert`, which tells of clients' certificates. */
export enum ForwardedClientCert {
  /** It is taken out. */
  SANITIZE = 'SANITIZE',
  /** It is sent on, if the client has a certificate. */
  FORWARD_ONLY = 'FORWARD_ONLY',
  /** The client's certificate is added to it. */
  APPEND_FORWARD = 'APPEND_FORWARD',
  /** The client's certificate takes its place. */
  SANITIZE_SET = 'SANITIZE_SET',
  /** It is sent on, whoever the client is. */
  ALWAYS_FORWARD_ONLY = 'ALWAYS_FORWARD_ONLY',
}

/** What of a client's certificate `x-forwarded-client-cert` has, besides its hash. */
export interface ClientCertDetails {
  /**
   * Its subject.
   *
   * @default true
   */
  readonly subject?: boolean;

  /**
   * All of it.
   *
   * @default false
   */
  readonly cert?: boolean;

  /**
   * All of it, with those that it is signed by.
   *
   * @default false
   */
  readonly chain?: boolean;

  /**
   * Its names in DNS.
   *
   * @default true
   */
  readonly dns?: boolean;

  /**
   * Its URI, which is the identity in the mesh.
   *
   * @default true
   */
  readonly uri?: boolean;
}

/**
 * Headers that proxies add.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#ProxyConfig-ProxyHeaders
 */
export interface ProxyHeaders {
  /**
   * `x-forwarded-client-cert` of requests that come to sidecars.
   *
   * @default ForwardedClientCert.APPEND_FORWARD
   */
  readonly forwardedClientCert?: ForwardedClientCert;

  /**
   * What it has. For APPEND_FORWARD and SANITIZE_SET.
   *
   * @default - subject, DNS names and URI
   */
  readonly clientCertDetails?: ClientCertDetails;

  /**
   * Whether requests without an `x-request-id` get one. Traces and logs need it.
   *
   * @default true
   */
  readonly requestId?: boolean;

  /**
   * Whether responses say `server`.
   *
   * @default true
   */
  readonly server?: boolean;

  /**
   * What `server` says.
   *
   * @default istio-envoy
   */
  readonly serverName?: string;

  /**
   * Whether requests say in `x-envoy-attempt-count` how often they were tried.
   *
   * @default true
   */
  readonly attemptCount?: boolean;

  /**
   * Whether there are `x-envoy-upstream-service-time`, `x-envoy-overloaded` and the like.
   *
   * @default true
   */
  readonly envoyDebugHeaders?: boolean;

  /**
   * Whether proxies tell each other of themselves only within the mesh, so that services outside do not see it.
   *
   * @default false
   */
  readonly metadataInMeshOnly?: boolean;

  /**
   * Whether headers of HTTP/1 keep their upper case.
   *
   * @default false
   */
  readonly preserveHttp1HeaderCase?: boolean;

  /**
   * Whether `x-forwarded-host` says the host that was before it was rewritten.
   *
   * @default false
   */
  readonly forwardedHost?: boolean;

  /**
   * Whether `x-forwarded-port` says the port that the client connected to.
   *
   * @default false
   */
  readonly forwardedPort?: boolean;
}

/** What is before the gateways. */
export interface GatewayTopology {
  /**
   * Proxies that are trusted to say in `x-forwarded-for` who the client is.
   *
   * @default 0
   */
  readonly numTrustedProxies?: number;

  /**
   * `x-forwarded-client-cert` of requests that come to gateways.
   *
   * @default ForwardedClientCert.SANITIZE_SET
   */
  readonly forwardClientCertDetails?: ForwardedClientCert;

  /**
   * Whether load balancers say in the PROXY protocol who the client is. Connections without it are then refused.
   *
   * @default false
   */
  readonly proxyProtocol?: boolean;
}

/** The `proxyHeaders`. */
export function renderProxyHeaders(headers: ProxyHeaders, field: Field): JsonObject {
  const { forwardedClientCert, clientCertDetails, server, serverName } = headers;
  if (server === false && serverName !== undefined) { throw field.at('serverName').error(serverName, 'left out where server is false'); }
  const unless = (said?: boolean) => given(said, (on) => ({ disabled: !on }));
  const where = (said?: boolean) => given(said, (enabled) => ({ enabled }));
  return defined({
    forwardedClientCert: given(forwardedClientCert, (mode) => renderForwarded(mode, field.at('forwardedClientCert'))),
    setCurrentClientCertDetails: given(clientCertDetails, (details) => defined({ ...details })),
    requestId: unless(headers.requestId),
    server: server === undefined && serverName === undefined ? undefined : defined({
      disabled: given(server, (on) => !on), value: given(serverName, (name) => requireText(name, field.at('serverName'))),
    }),
    attemptCount: unless(headers.attemptCount),
    envoyDebugHeaders: unless(headers.envoyDebugHeaders),
    metadataExchangeHeaders: given(headers.metadataInMeshOnly, (only) => ({ mode: only ? 'IN_MESH' : 'UNDEFINED' })),
    preserveHttp1HeaderCase: headers.preserveHttp1HeaderCase,
    xForwardedHost: where(headers.forwardedHost),
    xForwardedPort: where(headers.forwardedPort),
  });
}

/** The `gatewayTopology`. */
export function renderTopology({ numTrustedProxies, forwardClientCertDetails, proxyProtocol }: GatewayTopology, field: Field): JsonObject {
  return defined({
    numTrustedProxies: given(numTrustedProxies, (proxies) => requireInteger(proxies, field.at('numTrustedProxies'), 0, 4294967295)),
    forwardClientCertDetails: given(forwardClientCertDetails, (mode) => renderForwarded(mode, field.at('forwardClientCertDetails'))),
    proxyProtocol: proxyProtocol === true ? {} : undefined,
  });
}

function renderForwarded(mode: ForwardedClientCert, field: Field): string {
  return requireAmong(mode, Object.values(ForwardedClientCert), field);
}
