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

/** What Istio knows (`pkg/config/protocol/instance.go`), in any case. */
export const PROTOCOLS: readonly string[] = [...Object.values(Protocol), 'UDP', 'HTTP_PROXY'];
const KNOWN: ReadonlySet<string> = new Set(PROTOCOLS);

/** Kubernetes' own names for application protocols. They count in `appProtocol` only. */
const BY_APP_PROTOCOL: ReadonlyMap<string, Protocol> = new Map([
  ['kubernetes.io/h2c', Protocol.HTTP2],
  ['kubernetes.io/ws', Protocol.HTTP],
  ['kubernetes.io/wss', Protocol.HTTPS],
]);

/** Ports whose servers speak first: Istio does not wait there to see what the client says. */
const NEVER_SNIFFED: ReadonlySet<number> = new Set([25, 53, 3306, 27017]);

const HTTP: ReadonlySet<string> = new Set([Protocol.HTTP, Protocol.HTTP2, Protocol.GRPC, Protocol.GRPC_WEB, 'HTTP_PROXY']);
const TLS: ReadonlySet<string> = new Set([Protocol.HTTPS, Protocol.TLS]);

/** The protocol of a name such as `http` or `GRPC`; `undefined`, if Istio does not know it. */
export function parseProtocol(name: string): string | undefined {
  const upper = name.toUpperCase();
  return KNOWN.has(upper) ? upper : undefined;
}

/** A port of a Kubernetes Service, as far as it tells the protocol. */
export interface PortFacts {
  readonly number: number;
  readonly name?: string;
  readonly appProtocol?: string;
  /** `TCP`, `UDP` or `SCTP`; `TCP` if left out. */
  readonly transport?: string;
}

/**
 * The protocol that Istio takes a service's port for: by `appProtocol` if there is one, else by the name's part before the
 * first "-" (`pkg/config/kube/conversion.go`). `undefined`, if Istio finds it out from the traffic.
 */
export function portProtocol({ number, name, appProtocol, transport }: PortFacts): string | undefined {
  if (transport === 'UDP') { return 'UDP'; }
  const text = appProtocol ?? name ?? '';
  if (text.toLowerCase().startsWith('grpc-web')) { return Protocol.GRPC_WEB; }
  return (appProtocol === undefined ? undefined : BY_APP_PROTOCOL.get(appProtocol))
    ?? parseProtocol(text.split('-')[0])
    ?? (NEVER_SNIFFED.has(number) ? Protocol.TCP : undefined);
}

/** Whether a protocol is HTTP that is not encrypted, so that its requests can be routed one by one. */
export function isHttp(protocol: string): boolean {
  return HTTP.has(protocol);
}

/** Whether a protocol is TLS of whatever content. */
export function isTls(protocol: string): boolean {
  return TLS.has(protocol);
}

/** What Istio can tell apart in a port's traffic. */
export type Traffic = 'http' | 'tls' | 'tcp';

/** What Istio can tell apart in traffic of a protocol. What is sniffed may be HTTP, and is treated so if it is. */
export function trafficOf(protocol: string | undefined): Traffic {
  if (protocol === undefined || isHttp(protocol)) { return 'http'; }
  return isTls(protocol) ? 'tls' : 'tcp';
}
