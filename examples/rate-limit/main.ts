import { App, Chart, Duration, Size } from 'cdk8s';
import { ConfigMap, Cpu, Deployment, EnvValue, LabelSelector, Protocol, Service, Volume } from 'cdk8s-plus-27';
import { versionedWorkload } from '../workloads';
import {
  ExposedService, IngressGateway, Injection, MeshService, RateLimit, RateLimitKey, RateLimitService, RequestMatch, StrictMtlsNamespace, StringMatch,
} from 'cdk8s-istio';

const app = new App();
const shop = new Chart(app, 'rate-limit', { namespace: 'shop' });
new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });

/** A part of the shop, which runs as a service account of its own. */
function part(name: string, versions: { readonly [version: string]: string } = { v1: `example/${name}:v1` }): MeshService {
  const serviceAccount = `shop-${name}`;
  return MeshService.fromService(shop, name, versionedWorkload(shop, { name, port: 8080, serviceAccount, versions }), { serviceAccount });
}

const frontend = part('frontend');
const reviews = part('reviews');
const orders = part('orders');
const catalog = part('catalog');
const search = part('search', { v1: 'example/search:v1', v2: 'example/search:v2' });

// Each pod of reviews takes 100 requests a minute in the long run, and 20 at once.
new RateLimit(shop, 'reviews-limit', { service: reviews, requests: 100, per: Duration.minutes(1), burst: 20 });

// Whoever calls may place or export few orders; reading them is not limited.
new RateLimit(shop, 'orders-limit', {
  service: orders,
  requests: 5,
  per: Duration.hours(1),
  matching: [RequestMatch.method('POST'), RequestMatch.path(StringMatch.prefix('/export'))],
  each: [RateLimitKey.header('x-user')],
  response: { headers: { 'x-limit': 'orders' }, retryAfter: true },
});
// A second limit, which only counts: nothing is refused yet.
new RateLimit(shop, 'orders-trial', { service: orders, requests: 1, per: Duration.hours(1), enforcedPercentage: 0 });

// Each workload that calls may ask for each page of the catalog a few times.
new RateLimit(shop, 'catalog-limit', {
  service: catalog, requests: 5, per: Duration.hours(1), each: [RateLimitKey.caller(), RateLimitKey.path()], ports: [8080],
});

// All pods of search together let a user search ten times an hour. The counting service is told by the ConfigMap.
const counter = new Service(shop, 'ratelimit-service', {
  metadata: { name: 'ratelimit', labels: { app: 'ratelimit' } },
  ports: [{ name: 'grpc', port: 8081, targetPort: 8081, protocol: Protocol.TCP }],
});
counter.selectLabel('app', 'ratelimit');
const limits = new RateLimitService(shop, 'limits', {
  service: MeshService.fromService(shop, 'ratelimit', counter),
  timeout: Duration.millis(200),
});
new RateLimit(shop, 'search-limit', {
  service: search,
  requests: 10,
  per: Duration.hours(1),
  each: [RateLimitKey.header('x-user')],
  countedBy: limits,
});

const labels = { app: 'ratelimit' };
const pods = new Deployment(shop, 'ratelimit-pods', {
  metadata: { name: 'ratelimit', labels },
  podMetadata: { labels },
  replicas: 1,
  select: false,
  automountServiceAccountToken: false,
  containers: [{
    name: 'ratelimit',
    image: 'envoyproxy/ratelimit:30a4ce1a',
    command: ['/bin/ratelimit'],
    ports: [{ number: 8081, name: 'grpc' }],
    envVariables: {
      REDIS_SOCKET_TYPE: EnvValue.fromValue('tcp'),
      REDIS_URL: EnvValue.fromValue('redis.shop:6379'),
      RUNTIME_ROOT: EnvValue.fromValue('/data'),
      RUNTIME_SUBDIRECTORY: EnvValue.fromValue('ratelimit'),
      RUNTIME_WATCH_ROOT: EnvValue.fromValue('false'),
      RUNTIME_IGNOREDOTFILES: EnvValue.fromValue('true'),
      USE_STATSD: EnvValue.fromValue('false'),
    },
    volumeMounts: [{
      path: '/data/ratelimit/config',
      volume: Volume.fromConfigMap(shop, 'limits-volume', ConfigMap.fromConfigMapName(shop, 'limits-config', limits.configMapName), { name: 'limits' }),
    }],
    securityContext: { user: 1000, ensureNonRoot: true },
    resources: { cpu: { request: Cpu.millis(100), limit: Cpu.millis(500) }, memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) } },
  }],
});
pods.select(LabelSelector.of({ labels }));

// At the door, no address may send more than ten requests at once.
const edge = new IngressGateway(shop, 'edge', { listeners: [{ hosts: ['shop.example.com'] }] });
new ExposedService(shop, 'public', { service: frontend, gateway: edge, hosts: ['shop.example.com'] });
new RateLimit(shop, 'edge-limit', {
  gateway: edge,
  requests: 60,
  per: Duration.minutes(1),
  burst: 10,
  each: [RateLimitKey.clientAddress()],
  response: { status: 503, limitHeaders: true },
});

app.synth();
