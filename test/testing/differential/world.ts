import type { JsonObject } from '../../../src/model/json';

/** A port of a service, as Kubernetes has it. */
export interface WorldPort {
  readonly name: string;
  readonly port: number;
  readonly targetPort: number;
  /** What the name says of it. */
  readonly protocol: 'http' | 'grpc' | 'tcp' | 'unknown';
}

/** A service with its versions, each a workload of one pod. */
export interface WorldService {
  readonly name: string;
  readonly namespace: string;
  readonly host: string;
  readonly versions: readonly string[];
  readonly ports: readonly WorldPort[];
}

const port = (name: string, number: number, targetPort: number, protocol: WorldPort['protocol']): WorldPort => ({ name, port: number, targetPort, protocol });
const service = (namespace: string, name: string, versions: readonly string[], ports: readonly WorldPort[]): WorldService =>
  ({ name, namespace, host: `${name}.${namespace}.svc.cluster.local`, versions, ports });

/** The services of all apps: two namespaces with sidecars, one without. */
export const SERVICES: readonly WorldService[] = [
  service('shop', 'web', ['v1'], [port('http', 80, 8080, 'http')]),
  service('shop', 'reviews', ['v1', 'v2', 'v3'], [
    port('http', 9080, 9080, 'http'), port('http-admin', 9081, 9091, 'http'), port('tcp-db', 9000, 9000, 'tcp'), port('misc', 7000, 7000, 'unknown'),
  ]),
  service('backend', 'ratings', ['v1', 'v2'], [
    port('http', 8080, 8080, 'http'), port('http-alt', 9080, 9085, 'http'), port('grpc', 9090, 9090, 'grpc'), port('tcp', 9000, 9000, 'tcp'),
  ]),
  service('legacy', 'old', ['v1'], [port('http', 8080, 8080, 'http'), port('http-alt', 9080, 9080, 'http')]),
];

/** Those that call, as `namespace/workload`; the last one has no sidecar. */
export const CALLERS = ['shop/web-v1', 'backend/batch', 'backend/ratings-v1', 'legacy/old-v1'] as const;

export const INJECTED = ['shop', 'backend'] as const;

/** Servers outside of the cluster. The second one is in no ServiceEntry. */
export const OUTSIDE = [
  { host: 'api.example.com', ports: [{ port: 80 }, { port: 443, tls: true }] },
  { host: 'other.example.org', ports: [{ port: 80 }, { port: 443, tls: true }] },
];

/** The gateway's ports: of its Service, and of its pods. */
export const GATEWAY_PORTS: ReadonlyArray<readonly [number, number]> = [[80, 8080], [443, 8443], [7000, 7000], [9443, 9443]];

/** The address of those outside. */
export const OUTSIDE_CLIENT = '203.0.113.1';

/** Where the certificates of gateways are for. */
export const CREDENTIAL = 'world-cert';

function deployment(
  namespace: string, name: string, labels: { [label: string]: string }, serviceAccount: string, ports: readonly WorldPort[], more: JsonObject = {},
): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels, ...more },
        spec: {
          serviceAccountName: serviceAccount,
          containers: [{ name: 'app', image: 'example/app', ports: ports.map((each) => ({ name: each.name, containerPort: each.targetPort })) }],
        },
      },
    },
  };
}

const account = (namespace: string, name: string): JsonObject => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } });

/** The objects that all apps have: istiod reads the others anew, these make the pods. */
export function worldObjects(): JsonObject[] {
  const objects: JsonObject[] = ['shop', 'backend', 'legacy', 'istio-system'].map((name) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: (INJECTED as readonly string[]).includes(name) ? { 'istio-injection': 'enabled' } : { tier: name } },
  }));
  for (const { name, namespace, versions, ports } of SERVICES) {
    objects.push(account(namespace, name));
    for (const version of versions) { objects.push(deployment(namespace, `${name}-${version}`, { app: name, version }, name, ports)); }
    objects.push({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace, labels: { app: name } },
      spec: { selector: { app: name }, ports: ports.map((each) => ({ name: each.name, port: each.port, targetPort: each.targetPort })) },
    });
  }
  objects.push(account('backend', 'batch'), deployment('backend', 'batch', { app: 'batch', tier: 'jobs' }, 'batch', []));
  objects.push(
    account('istio-system', 'ingress'),
    deployment('istio-system', 'istio-ingressgateway', { istio: 'ingressgateway', app: 'ingress' }, 'ingress', [], { annotations: { 'inject.istio.io/templates': 'gateway' } }),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'istio-ingressgateway', namespace: 'istio-system', labels: { istio: 'ingressgateway' } },
      spec: {
        type: 'LoadBalancer',
        selector: { istio: 'ingressgateway' },
        ports: GATEWAY_PORTS.map(([number, targetPort]) => ({ name: number === 7000 ? 'tcp-7000' : number === 80 ? 'http2' : `https-${number}`, port: number, targetPort })),
      },
    },
    // For this Gateway, which no pod serves, the lab makes the certificate that the others use.
    gateway('certificates', { istio: 'none' }, [{ port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts: ['*.example.com', 'shop.test'], tls: { mode: 'SIMPLE', credentialName: CREDENTIAL } }]),
  );
  return objects;
}

/** A Gateway in the namespace of the gateway's pods. */
export function gateway(name: string, selector: JsonObject, servers: JsonObject[]): JsonObject {
  return { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name, namespace: 'istio-system' }, spec: { selector, servers } };
}
