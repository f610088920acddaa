/**
 * What is spoken on a port.
 *
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
 */
export enum Protocol {
  /** HTTP/1.1; a client may upgrade to HTTP/2. */
  HTTP = 'HTTP',
  /** HTTP/2. */
  HTTP2 = 'HTTP2',
  /** HTTP over TLS. */
  HTTPS = 'HTTPS',
  /** gRPC. */
  GRPC = 'GRPC',
  /** gRPC-Web. */
  GRPC_WEB = 'GRPC-WEB',
  /** TLS of any content. */
  TLS = 'TLS',
  /** TCP of any content. */
  TCP = 'TCP',
  /** MongoDB. */
  MONGO = 'MONGO',
  /** Redis. */
  REDIS = 'REDIS',
  /** MySQL. */
  MYSQL = 'MYSQL',
}

const HTTP: ReadonlySet<Protocol> = new Set([Protocol.HTTP, Protocol.HTTP2, Protocol.GRPC, Protocol.GRPC_WEB]);
const TLS: ReadonlySet<Protocol> = new Set([Protocol.HTTPS, Protocol.TLS]);

/** Whether a port carries HTTP that is not encrypted. */
export function isPlainHttp(protocol: Protocol): boolean {
  return HTTP.has(protocol);
}

/** Whether a port carries TLS. */
export function isTls(protocol: Protocol): boolean {
  return TLS.has(protocol);
}
