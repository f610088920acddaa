/** How Istio tells the protocol of a service port (`pkg/config/kube/conversion.go`, `pkg/config/protocol/instance.go`). */

const PROTOCOLS: { readonly [name: string]: string } = {
  'tcp': 'TCP',
  'udp': 'UDP',
  'grpc': 'GRPC',
  'grpc-web': 'GRPC-Web',
  'http': 'HTTP',
  'http_proxy': 'HTTP_PROXY',
  'http2': 'HTTP2',
  'https': 'HTTPS',
  'tls': 'TLS',
  'mongo': 'Mongo',
  'redis': 'Redis',
  'mysql': 'MySQL',
};

/** The values of `appProtocol` that Kubernetes itself defines. */
const KUBERNETES_PROTOCOLS: { readonly [name: string]: string } = {
  'kubernetes.io/h2c': 'HTTP2',
  'kubernetes.io/ws': 'HTTP',
  'kubernetes.io/wss': 'HTTPS',
};

/** Ports whose servers speak first: Istio does not wait there to see what the client says. */
const NEVER_SNIFFED: ReadonlySet<number> = new Set([25, 53, 3306, 27017]);

const HTTP: ReadonlySet<string> = new Set(['HTTP', 'HTTP2', 'HTTP_PROXY', 'GRPC', 'GRPC-Web']);

/** The protocol of a name such as `http` or `GRPC`; `undefined`, if Istio does not know it. */
export function parseProtocol(name: string): string | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(PROTOCOLS, key) ? PROTOCOLS[key] : undefined;
}

/** The protocol of a port of a Kubernetes service; `undefined`, if Istio finds it out from the traffic. */
export function portProtocol(port: number, name: string, transport: string, appProtocol?: string): string | undefined {
  if (transport === 'UDP') { return 'UDP'; }
  if (appProtocol !== undefined && Object.hasOwn(KUBERNETES_PROTOCOLS, appProtocol)) { return KUBERNETES_PROTOCOLS[appProtocol]; }
  const text = appProtocol ?? name;
  if (text.toLowerCase().startsWith('grpc-web')) { return 'GRPC-Web'; }
  return parseProtocol(text.split('-')[0]) ?? (NEVER_SNIFFED.has(port) ? 'TCP' : undefined);
}

/** Whether requests of the protocol can be routed one by one. */
export function isHttp(protocol: string): boolean {
  return HTTP.has(protocol);
}
