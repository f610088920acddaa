import type { JsonObject } from '../../../src/model/json';
import { type Schema, istioKind, resolved } from '../../../src/model/structure/schema';

/** Something that Istio takes, and the schema by which it is changed. */
export interface Seed {
  readonly notion: 'mesh-config' | 'mesh-networks' | 'proxy-config' | 'installation';
  readonly schema: Schema;
  readonly value: JsonObject;
}

const SPEC = whole(istioKind('IstioOperator')?.schema.properties?.spec ?? {}, 0);
const MESH = SPEC.properties?.meshConfig ?? {};
const PROXY = MESH.properties?.defaultConfig ?? {};

/** A schema with its definitions in place. */
function whole(given: Schema, depth: number): Schema {
  const schema = resolved(given);
  if (depth > 12) { return {}; }
  const { properties, items, additionalProperties: values } = schema;
  return {
    ...schema,
    ...properties === undefined ? {} : {
      properties: Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, whole(each, depth + 1)])),
    },
    ...items === undefined ? {} : { items: whole(items, depth + 1) },
    ...typeof values === 'object' ? { additionalProperties: whole(values, depth + 1) } : {},
  };
}

const PROXIES: JsonObject[] = [
  {
    discoveryAddress: 'istiod.istio-system.svc:15012',
    drainDuration: '45s',
    statusPort: 15020,
    proxyAdminPort: 15000,
    statsdUdpAddress: 'a:1',
    configPath: '/a',
    controlPlaneAuthPolicy: 'NONE',
    serviceCluster: 'web',
    concurrency: 2,
    privateKeyProvider: { cryptomb: { pollDelay: '2ms' } },
  },
  { connectionSettings: { httpIdleTimeout: '1s', httpMaxConcurrentStreams: 5, http2InitialStreamWindowSize: 65535, listenerPerConnectionBufferLimitBytes: 0 } },
  { tracing: { lightstep: { address: 'a:1', accessToken: 'x' }, tlsSettings: { mode: 'SIMPLE', caCertificates: '/a' }, sampling: 1 }, envoyMetricsService: { address: 'a:1' } },
  { tracing: { zipkin: { address: '$(HOST_IP):9411' }, tlsSettings: { mode: 'MUTUAL', clientCertificate: '/a', privateKey: '/b' } }, binaryPath: '/a', terminationDrainDuration: '5s' },
];

const MESHES: JsonObject[] = [
  {
    localityLbSetting: { distribute: [{ from: 'eu/*', to: { 'eu/a': 60, 'us': 40 } }] },
    trustDomain: 'a.b',
    trustDomainAliases: ['c'],
    serviceSettings: [{ hosts: ['*.a'] }],
    connectTimeout: '5s',
    protocolDetectionTimeout: '1s',
    proxyListenPort: 15001,
    dnsRefreshRate: '5s',
  },
  {
    defaultTrafficPolicy: {
      connectionPool: {
        tcp: { maxConnections: 1, connectTimeout: '1s', idleTimeout: '1s', tcpKeepalive: { time: '1s', interval: '1s' } },
        http: { http1MaxPendingRequests: 1, idleTimeout: '1s', h2UpgradePolicy: 'UPGRADE', useClientProtocol: false },
      },
      outlierDetection: { interval: '1s', baseEjectionTime: '1s', maxEjectionPercent: 10, splitExternalLocalOriginErrors: true, consecutiveLocalOriginFailures: 1 },
    },
  },
  { meshMTLS: { minProtocolVersion: 'TLSV1_3' }, tlsDefaults: { ecdhCurves: ['P-256'] }, zoneAwareLbSetting: { failover: [{ from: 'a', to: 'b' }], failoverPriority: ['a'] } },
  { localityLbSetting: { failover: [{ from: 'a', to: 'b' }], failoverPriority: ['x'] }, extensionProviders: [{ name: 'a', zipkin: { service: 'a.b', port: 9411 } }], accessLogEncoding: 'JSON' },
  ...PROXIES.map((defaultConfig) => ({ defaultConfig })),
];

const NETWORKS: Schema = { type: 'object', properties: { networks: { type: 'object' } } };

/** What Istio takes as it is. */
export const SEEDS: readonly Seed[] = [
  ...PROXIES.map((value) => ({ notion: 'proxy-config' as const, schema: PROXY, value })),
  ...MESHES.map((value) => ({ notion: 'mesh-config' as const, schema: MESH, value })),
  ...MESHES.map((meshConfig) => ({ notion: 'installation' as const, schema: SPEC, value: { meshConfig } })),
  {
    notion: 'mesh-networks',
    schema: NETWORKS,
    value: { networks: { east: { endpoints: [{ fromCidr: '10.0.0.0/8' }, { fromRegistry: 'east' }], gateways: [{ address: '1.1.1.1', port: 443 }, { registryServiceName: 'a.b', port: 443 }] } } },
  },
  {
    notion: 'installation',
    schema: SPEC,
    value: {
      hub: 'a.b/c',
      tag: '1.31.0',
      revision: 'a',
      profile: 'default',
      values: { global: { proxy: { includeIPRanges: '10.0.0.0/8', excludeInboundPorts: '80' } }, pilot: { autoscaleEnabled: true } },
      components: { pilot: { k8s: { replicaCount: 1, resources: { requests: { cpu: '1' } } } } },
    },
  },
  {
    notion: 'installation',
    schema: SPEC,
    value: { components: { ingressGateways: [{ name: 'edge', enabled: true, k8s: { service: { ports: [{ name: 'http', port: 80, targetPort: 8080 }] } } }] } },
  },
];
