import { Duration } from 'cdk8s';
import { without } from './support';
import {
  type ClientTls, ClientTlsMode, type ConnectionPool, Credential, H2UpgradePolicy, HashKey, HashRing, type Http2Keepalive, type HttpPool,
  Identity, LoadBalancing, type LocalityLoadBalancing, type OutlierDetection, ProxyProtocolVersion, type RetryBudget, type TcpKeepalive,
  type TcpPool, type TrafficSettings, type Tunnel, TunnelProtocol, type Warmup, type ZoneAwareLoadBalancing,
} from 'cdk8s-istio';

const tcpKeepalive: Required<TcpKeepalive> = { probes: 3, time: Duration.minutes(5), interval: Duration.seconds(15) };

const tcp: Required<TcpPool> = {
  maxConnections: 100,
  connectTimeout: Duration.millis(500),
  tcpKeepalive,
  maxConnectionDuration: Duration.hours(1),
  idleTimeout: Duration.minutes(10),
};

const http2KeepAlive: Required<Http2Keepalive> = { interval: Duration.seconds(30), timeout: Duration.seconds(5) };

const http: Required<HttpPool> = {
  http1MaxPendingRequests: 50,
  http2MaxRequests: 200,
  maxRequestsPerConnection: 10,
  maxRetries: 3,
  idleTimeout: Duration.seconds(90),
  h2UpgradePolicy: H2UpgradePolicy.UPGRADE,
  useClientProtocol: false,
  maxConcurrentStreams: 128,
  http2KeepAlive,
};

export const connectionPool: Required<ConnectionPool> = { tcp, http };

export const outlierDetection: Required<OutlierDetection> = {
  consecutive5xxErrors: 5,
  consecutiveGatewayErrors: 3,
  consecutiveLocalOriginFailures: 4,
  splitExternalLocalOriginErrors: true,
  interval: Duration.seconds(10),
  baseEjectionTime: Duration.seconds(30),
  maxEjectionPercent: 50,
  minHealthPercent: 20,
  httpErrorCodes: [500, 503],
};

/** Every property of TLS, which no mode takes all at once. */
export const tls: Required<ClientTls> = {
  mode: ClientTlsMode.MUTUAL,
  clientCertificate: '/etc/certs/client.pem',
  privateKey: '/etc/certs/client.key',
  caCertificates: '/etc/certs/ca.pem',
  credential: Credential.secret('client-cert'),
  subjectAltNames: [Identity.of('reviews.example.com')],
  sni: 'reviews.example.com',
  insecureSkipVerify: false,
  caCrl: '/etc/certs/crl.pem',
};

export const warmup: Required<Warmup> = { duration: Duration.minutes(2), minimumPercent: 5, aggression: 1.5 };

/** Every property of locality load balancing, which exclude each other in part. */
export const locality: Required<LocalityLoadBalancing> = {
  enabled: true,
  distribute: [{ fromLocality: 'us-west/zone1/*', toLocalities: { 'us-west/zone1/*': 80, 'us-west/zone2/*': 20 } }],
  failover: [{ fromRegion: 'us-west', toRegion: 'us-east' }],
  failoverPriority: ['topology.istio.io/network', 'version=v1'],
};

export const zoneAware: Required<ZoneAwareLoadBalancing> = {
  enabled: true,
  failover: [{ fromRegion: 'us-west', toRegion: 'us-east' }],
  failoverPriority: ['topology.istio.io/network'],
  minClusterSize: 4,
};

export const everySetting: Required<TrafficSettings> = {
  loadBalancer: LoadBalancing.consistentHash(
    HashKey.cookie('user', { ttl: Duration.seconds(0), path: '/', attributes: [{ name: 'SameSite', value: 'Strict' }, { name: 'Secure' }] }),
    { ring: HashRing.maglev(65537), locality: without(locality, 'distribute') },
  ),
  connectionPool,
  outlierDetection,
  tls: without(tls, 'credential'),
};

export const tunnel: Required<Tunnel> = { protocol: TunnelProtocol.POST, targetHost: 'db.example.com', targetPort: 5432 };

export const proxyProtocol = ProxyProtocolVersion.V2;

export const retryBudget: Required<RetryBudget> = { percent: 25, minRetryConcurrency: 5, budgetInterval: Duration.seconds(1) };
