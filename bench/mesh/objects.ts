import { SERVICES_OF_A_GATEWAY } from './work';

/** An object of mesh-N, as it is to be written. */
export interface MeshObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly [key: string]: unknown };
}

/** The objects of a service; of the first of fifty, with the Gateway. */
export function objectsOf(i: number): MeshObject[] {
  const name = `service-${i}`;
  const host = `${name}.shop.svc.cluster.local`;
  const metadata = { name, namespace: 'shop' };
  const treated = { retries: { attempts: 2, perTryTimeout: '1s', retryOn: '5xx' }, timeout: '3s' };
  const objects: MeshObject[] = [
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata,
      spec: {
        host,
        subsets: ['v1', 'v2'].map((version) => ({ labels: { version }, name: version })),
        trafficPolicy: { connectionPool: { tcp: { maxConnections: 100 } }, outlierDetection: { consecutive5xxErrors: 5, interval: '10s' } },
      },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata,
      spec: {
        hosts: [host],
        http: [
          {
            match: [{ headers: { 'x-user': { exact: 'tester' } } }],
            name: `${name}-canary-always`,
            route: [{ destination: { host, subset: 'v2' } }],
            ...treated,
          },
          {
            name: `${name}-canary`,
            route: [{ destination: { host, subset: 'v1' }, weight: 90 }, { destination: { host, subset: 'v2' }, weight: 10 }],
            ...treated,
          },
        ],
      },
    },
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata,
      spec: { mtls: { mode: 'STRICT' }, selector: { matchLabels: { app: name } } },
    },
  ];
  return i % SERVICES_OF_A_GATEWAY === 0 ? [...objects, gateway(i / SERVICES_OF_A_GATEWAY)] : objects;
}

function gateway(i: number): MeshObject {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name: `gateway-${i}`, namespace: 'shop' },
    spec: {
      selector: { istio: 'ingressgateway' },
      servers: [{ hosts: [`part-${i}.example.com`], port: { name: 'http', number: 80, protocol: 'HTTP' } }],
    },
  };
}
