import { App, Chart, Duration } from 'cdk8s';
import { versionedWorkload } from '../workloads';
import {
  Injection, JwtAuthentication, MeshService, MtlsMode, RateLimit, RateLimitKey, RequestMatch, StrictMtlsNamespace, StringMatch,
} from 'cdk8s-istio';

const app = new App();
const shop = new Chart(app, 'rate-limit-requests', { namespace: 'shop' });
new StrictMtlsNamespace(shop, 'namespace', {
  name: 'shop',
  injection: Injection.enabled(),
  exceptions: [{ name: 'old', selector: { app: 'old' }, mode: MtlsMode.PERMISSIVE }],
});

/** A part of the shop, which runs as a service account of its own. */
function part(name: string): MeshService {
  const serviceAccount = `shop-${name}`;
  const workload = { name, port: 8080, serviceAccount, versions: { v1: `example/${name}:v1` } };
  return MeshService.fromService(shop, name, versionedWorkload(shop, workload), { serviceAccount });
}

part('frontend');
const per = Duration.hours(1);

// Whoever a token is about, for each method. Those without a token share one limit.
const orders = part('orders');
new JwtAuthentication(shop, 'orders-jwt', {
  service: orders, issuer: 'https://issuer.example.com', jwksUri: 'https://issuer.example.com/jwks.json', required: false,
});
new RateLimit(shop, 'orders-limit', { service: orders, requests: 3, per, each: [RateLimitKey.claim('sub'), RateLimitKey.method()] });

// Each search of each network at each name of the service.
const search = part('search');
new RateLimit(shop, 'search-limit', {
  service: search, requests: 3, per, each: [RateLimitKey.query('for'), RateLimitKey.clientAddress({ ipv4Bits: 8 }), RateLimitKey.authority()],
});

// Requests that fulfil several of the matches count once.
const catalog = part('catalog');
new RateLimit(shop, 'catalog-limit', {
  service: catalog,
  requests: 4,
  per,
  matching: [
    RequestMatch.header('x-batch', StringMatch.exact('1')).and(RequestMatch.query('all', StringMatch.exact('1'))),
    RequestMatch.path(StringMatch.exact('/Export'), { ignoreCase: true }),
    RequestMatch.withoutHeader('x-client', StringMatch.prefix('shop')).and(RequestMatch.method('PUT')),
  ],
});

// It takes plain text as well, which has a bucket of its own.
const old = part('old');
new RateLimit(shop, 'old-limit', { service: old, requests: 3, per });

// About a third of what is too much is refused.
const details = part('details');
new RateLimit(shop, 'details-limit', {
  service: details,
  requests: 1,
  per,
  enforcedPercentage: 33.3333,
  response: { status: 503, headers: { 'x-limited-from': '%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%' }, limitHeaders: true },
});

app.synth();
