/**
 * The protocol of a port: it decides what Istio can see of the traffic, and so what can be said about it.
 *
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
 */
export enum Protocol {
  /** HTTP/1.1, and HTTP/2 by upgrade. */
  HTTP = 'HTTP',
  /** HTTP/2 in plain text. */
  HTTP2 = 'HTTP2',
  /** gRPC. */
  GRPC = 'GRPC',
  /** gRPC for browsers. */
  GRPC_WEB = 'GRPC-WEB',
  /** HTTP that the application itself encrypts: a TLS connection to Istio. */
  HTTPS = 'HTTPS',
  /** A TLS connection of the application itself. */
  TLS = 'TLS',
  /** A connection that Istio does not look into. */
  TCP = 'TCP',
  /** MongoDB; Istio takes it for TCP. */
  MONGO = 'MONGO',
  /** MySQL; Istio takes it for TCP. */
  MYSQL = 'MYSQL',
  /** Redis; Istio takes it for TCP. */
  REDIS = 'REDIS',
}

/** What Istio can tell apart in a port's traffic. */
export type Traffic = 'http' | 'tls' | 'tcp';

const BY_NAME: { readonly [name: string]: Protocol } = {
  'http': Protocol.HTTP,
  'http2': Protocol.HTTP2,
  'grpc': Protocol.GRPC,
  'grpc-web': Protocol.GRPC_WEB,
  'https': Protocol.HTTPS,
  'tls': Protocol.TLS,
  'tcp': Protocol.TCP,
  'mongo': Protocol.MONGO,
  'mysql': Protocol.MYSQL,
  'redis': Protocol.REDIS,
};

/** Kubernetes' own names for application protocols. They count in `appProtocol` only. */
const BY_APP_PROTOCOL: { readonly [name: string]: Protocol } = {
  'kubernetes.io/h2c': Protocol.HTTP2,
  'kubernetes.io/ws': Protocol.HTTP,
  'kubernetes.io/wss': Protocol.HTTPS,
};

/** Ports where servers speak first, which Istio therefore does not sniff. */
const NEVER_SNIFFED = new Set([25, 53, 3306, 27017]);

/**
 * The protocol that Istio takes a service's port for, by `appProtocol` if there is one, else by the name's part before the
 * first "-". `undefined` if Istio looks at the first bytes of each connection.
 */
export function portProtocol(name: string | undefined, appProtocol?: string): Protocol | undefined {
  if (appProtocol !== undefined && appProtocol in BY_APP_PROTOCOL) { return BY_APP_PROTOCOL[appProtocol]; }
  const text = (appProtocol ?? name ?? '').toLowerCase();
  return text.startsWith('grpc-web') ? Protocol.GRPC_WEB : BY_NAME[text.split('-')[0]];
}

/** What Istio can tell apart in the traffic of a port. Traffic that is sniffed may be HTTP, and is treated so if it is. */
export function trafficOf(protocol: Protocol | undefined, port: number): Traffic {
  switch (protocol) {
    case undefined: return NEVER_SNIFFED.has(port) ? 'tcp' : 'http';
    case Protocol.HTTP: case Protocol.HTTP2: case Protocol.GRPC: case Protocol.GRPC_WEB: return 'http';
    case Protocol.HTTPS: case Protocol.TLS: return 'tls';
    default: return 'tcp';
  }
}

/** Whether a port carries HTTP that is not encrypted. */
export function isPlainHttp(protocol: Protocol): boolean {
  return trafficOf(protocol, 0) === 'http';
}

/** Whether a port carries TLS. */
export function isTls(protocol: Protocol): boolean {
  return trafficOf(protocol, 0) === 'tls';
}
