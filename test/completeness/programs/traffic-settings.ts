import { Duration } from 'cdk8s';
import {
  ClientTlsMode, type ConnectionPool, Credential, H2UpgradePolicy, HashKey, HashRing, Identity, LoadBalancing, type OutlierDetection,
  type TrafficSettings,
} from 'cdk8s-istio';

/** Every limit of connections and requests. HTTP is upgraded, or follows the client; never both. */
export const POOL: ConnectionPool = {
  tcp: {
    maxConnections: 100,
    connectTimeout: Duration.seconds(3),
    tcpKeepalive: { probes: 3, time: Duration.hours(1), interval: Duration.seconds(75) },
    maxConnectionDuration: Duration.hours(2),
    idleTimeout: Duration.minutes(30),
  },
  http: {
    http1MaxPendingRequests: 50,
    http2MaxRequests: 200,
    maxRequestsPerConnection: 10,
    maxRetries: 3,
    idleTimeout: Duration.minutes(5),
    h2UpgradePolicy: H2UpgradePolicy.DO_NOT_UPGRADE,
    useClientProtocol: true,
    maxConcurrentStreams: 100,
    http2KeepAlive: { interval: Duration.seconds(10), timeout: Duration.seconds(2) },
  },
};

/** The limits that leave the version of HTTP to the mesh, and those that raise it. */
export const OTHER_POOLS: readonly ConnectionPool[] = [
  { http: { h2UpgradePolicy: H2UpgradePolicy.DEFAULT } },
  { http: { h2UpgradePolicy: H2UpgradePolicy.UPGRADE } },
];

const OUTLIERS: OutlierDetection = {
  consecutive5xxErrors: 5,
  consecutiveGatewayErrors: 3,
  consecutiveLocalOriginFailures: 2,
  splitExternalLocalOriginErrors: true,
  interval: Duration.seconds(5),
  baseEjectionTime: Duration.seconds(30),
  maxEjectionPercent: 50,
  minHealthPercent: 20,
  httpErrorCodes: [500, 503],
};

const FAILOVER = [{ fromRegion: 'europe-west1', toRegion: 'europe-west4' }];
const LABELS = ['topology.istio.io/network', 'release=stable'];
const WARMUP = { duration: Duration.minutes(1), minimumPercent: 5, aggression: 1.5 };

/** How callers treat a destination, in all the ways that exclude each other. */
export const SETTINGS: { readonly [name: string]: TrafficSettings } = {
  'least-request': {
    loadBalancer: LoadBalancing.leastRequest({
      warmup: WARMUP,
      locality: {
        enabled: true,
        distribute: [{ fromLocality: 'europe-west1/*', toLocalities: { 'europe-west1/*': 80, 'europe-west4/*': 20 } }],
      },
    }),
    connectionPool: POOL,
    outlierDetection: OUTLIERS,
    tls: {
      mode: ClientTlsMode.SIMPLE,
      caCertificates: '/etc/certs/ca.pem',
      caCrl: '/etc/certs/crl.pem',
      subjectAltNames: [Identity.of('cart.example.com')],
      sni: 'cart.example.com',
    },
  },
  'round-robin': {
    loadBalancer: LoadBalancing.roundRobin({ warmup: WARMUP, locality: { failover: FAILOVER } }),
    connectionPool: OTHER_POOLS[0],
    outlierDetection: OUTLIERS,
    tls: { mode: ClientTlsMode.SIMPLE, insecureSkipVerify: true },
  },
  'random': {
    loadBalancer: LoadBalancing.random({ locality: { failoverPriority: LABELS } }),
    connectionPool: OTHER_POOLS[1],
    outlierDetection: OUTLIERS,
    tls: { mode: ClientTlsMode.MUTUAL, clientCertificate: '/etc/certs/client.pem', privateKey: '/etc/certs/key.pem', caCertificates: '/etc/certs/ca.pem' },
  },
  'passthrough': {
    loadBalancer: LoadBalancing.passthrough(),
    tls: { mode: ClientTlsMode.MUTUAL, credential: Credential.secret('client-credential') },
  },
  'by-header': {
    loadBalancer: LoadBalancing.consistentHash(HashKey.header('x-user'), {
      ring: HashRing.ring(2048), zoneAware: { enabled: true, minClusterSize: 4, failover: FAILOVER },
    }),
    outlierDetection: OUTLIERS,
    tls: { mode: ClientTlsMode.DISABLE },
  },
  'by-cookie': {
    loadBalancer: LoadBalancing.consistentHash(
      HashKey.cookie('session', { ttl: Duration.hours(1), path: '/', attributes: [{ name: 'SameSite', value: 'Strict' }] }),
      { ring: HashRing.maglev(1009), zoneAware: { failoverPriority: LABELS } },
    ),
    outlierDetection: OUTLIERS,
    tls: { mode: ClientTlsMode.ISTIO_MUTUAL },
  },
  'by-address': { loadBalancer: LoadBalancing.consistentHash(HashKey.sourceIp()) },
  'by-query': { loadBalancer: LoadBalancing.consistentHash(HashKey.queryParameter('user')) },
};
