import { type App, Chart, Duration } from 'cdk8s';
import {
  AbTest, BlueGreenRelease, Caller, DarkLaunch, EgressGateway, ExternalService, Injection, JwtAuthentication, LiveColor, MeshService, MeshTelemetry,
  Protocol, RateLimit, RequestMatch, ServiceAccess, StrictMtlsNamespace, StringMatch,
} from 'cdk8s-istio';

/**
 * More of what the project promises, as a person would write it: a pattern for each service.
 *
 * @param tokenPorts the ports on which tokens are required, without which Istio warns of ports with TCP
 */
export function morePatterns(app: App, tokenPorts?: number[]): void {
  const shop = new Chart(app, 'shop', { namespace: 'shop' });
  new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });
  const service = (name: string) => new MeshService(shop, name, {
    name, ports: [{ name: 'http', number: 9080 }], serviceAccount: `bookinfo-${name}`,
  });
  const reviews = service('reviews');
  const details = service('details');
  const cart = service('cart');
  const orders = service('orders');

  const ratings = new MeshService(shop, 'ratings', {
    name: 'ratings',
    ports: [{ name: 'http', number: 9080 }],
    labels: { app: 'ratings' },
    serviceAccount: 'bookinfo-ratings',
  });

  new BlueGreenRelease(shop, 'ratings-switch', {
    service: ratings,
    blue: ratings.version('v1'),
    green: ratings.version('v2'),
    live: LiveColor.BLUE,
    preview: [RequestMatch.header('x-preview', StringMatch.exact('green'))],
  });

  new AbTest(shop, 'details-experiment', {
    service: details,
    control: details.version('v1'),
    variants: [
      { version: details.version('v2'), requests: [RequestMatch.header('x-group', StringMatch.exact('b'))] },
      {
        version: details.version('v3'),
        requests: [RequestMatch.query('beta', StringMatch.exact('1')).and(RequestMatch.path(StringMatch.prefix('/details')))],
      },
    ],
  });

  new DarkLaunch(shop, 'cart-dark', {
    service: cart, live: cart.version('v1'), dark: cart.version('v2'), requests: [RequestMatch.header('x-dark', StringMatch.present())],
  });

  new ExternalService(shop, 'payments', {
    hosts: ['api.payments.example.com'],
    ports: [{ name: 'http', number: 80, protocol: Protocol.HTTP }],
    tlsOrigination: { sni: 'api.payments.example.com' },
    egressGateway: EgressGateway.fromSelector(shop, 'egress', { istio: 'egressgateway' }),
  });

  new ServiceAccess(shop, 'ratings-access', {
    service: ratings,
    allow: [{ callers: [Caller.service(reviews)], methods: ['GET'], paths: ['/ratings/*'] }],
  });

  new JwtAuthentication(shop, 'orders-jwt', {
    service: orders,
    issuer: 'https://issuer.example.com',
    jwksUri: 'https://issuer.example.com/jwks.json',
    required: true,
    exempt: [RequestMatch.path(StringMatch.exact('/healthz'))],
    ports: tokenPorts,
  });

  new RateLimit(shop, 'reviews-limit', { service: reviews, requests: 100, per: Duration.minutes(1), burst: 20 });

  new MeshTelemetry(shop, 'telemetry', { tracing: { samplingPercentage: 5 }, accessLog: { onlyErrors: true } });
}
