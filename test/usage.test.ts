import { App, Chart, Duration, Testing } from 'cdk8s';
import { parse } from 'yaml';
import {
  CanaryRelease, ExposedService, FaultInjection, IngressGateway, Injection, MeshAnalysis, MeshService, MirroredService,
  RequestMatch, ResilientService, RetryOn, StrictMtlsNamespace, StringMatch,
} from 'cdk8s-istio';

/** The program that the project promises, as a person would write it; only the app is one for tests. */
function program(app: App): void {
  const shop = new Chart(app, 'shop', { namespace: 'shop' });

  new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });

  const reviews = new MeshService(shop, 'reviews', {
    name: 'reviews',
    ports: [{ name: 'http', number: 9080 }],
  });
  const v1 = reviews.version('v1');
  const v2 = reviews.version('v2');
  const v3 = reviews.version('v3');

  new CanaryRelease(shop, 'reviews-canary', { service: reviews, stable: v1, canary: v2, weight: 10 });

  new MirroredService(shop, 'reviews-shadow', { service: reviews, mirrors: [{ to: v3, percentage: 50 }] });

  new ResilientService(shop, 'reviews-resilience', {
    service: reviews,
    timeout: Duration.seconds(5),
    retries: { attempts: 3, perTryTimeout: Duration.seconds(1), on: [RetryOn.FIVE_XX, RetryOn.RESET] },
    circuitBreaker: {
      maxConnections: 100,
      maxPendingRequests: 50,
      outlierDetection: {
        consecutive5xxErrors: 5,
        interval: Duration.seconds(10),
        baseEjectionTime: Duration.seconds(30),
        maxEjectionPercent: 50,
      },
    },
  });

  new FaultInjection(shop, 'slow-for-tester', {
    service: reviews,
    requests: [RequestMatch.header('end-user', StringMatch.exact('tester'))],
    delay: { duration: Duration.seconds(2), percentage: 100 },
  });

  const edge = new IngressGateway(shop, 'edge', {
    listeners: [{ hosts: ['shop.example.com'], tls: { credentialName: 'shop-cert' }, redirectHttp: true }],
  });
  new ExposedService(shop, 'public', { service: reviews, gateway: edge, hosts: ['shop.example.com'] });
}

interface Rendered { kind: string; metadata: { name: string; namespace?: string; labels?: object }; spec: { [key: string]: unknown } }

function synthesized(): Rendered[] {
  const app = Testing.app();
  program(app);
  return app.charts.flatMap((chart) => chart.toJson()) as Rendered[];
}

/** What is promised, word for word. */
const ROUTES: unknown = parse(`
- name: slow-for-tester
  match: [{ headers: { end-user: { exact: tester } } }]
  fault: { delay: { fixedDelay: 2s, percentage: { value: 100 } } }
  route:
    - { destination: { host: reviews.shop.svc.cluster.local, subset: v1 }, weight: 90 }
    - { destination: { host: reviews.shop.svc.cluster.local, subset: v2 }, weight: 10 }
  mirrors: [{ destination: { host: reviews.shop.svc.cluster.local, subset: v3 }, percentage: { value: 50 } }]
  timeout: 5s
  retries: { attempts: 3, perTryTimeout: 1s, retryOn: "5xx,reset" }
- name: reviews-canary
  route:
    - { destination: { host: reviews.shop.svc.cluster.local, subset: v1 }, weight: 90 }
    - { destination: { host: reviews.shop.svc.cluster.local, subset: v2 }, weight: 10 }
  mirrors: [{ destination: { host: reviews.shop.svc.cluster.local, subset: v3 }, percentage: { value: 50 } }]
  timeout: 5s
  retries: { attempts: 3, perTryTimeout: 1s, retryOn: "5xx,reset" }
`);

test('five patterns on one host yield one object of each kind, and one VirtualService each for mesh and gateway', () => {
  expect(synthesized().map(({ kind, metadata: { name, namespace } }) => `${kind} ${namespace ?? '-'}/${name}`)).toEqual([
    'Namespace -/shop',
    'PeerAuthentication shop/default',
    'DestinationRule shop/reviews',
    'VirtualService shop/reviews',
    'Gateway shop/edge',
    'VirtualService shop/edge-shop-example-com',
  ]);
});

test('both VirtualServices hold the same two routes, in this order', () => {
  const [mesh, edge] = synthesized().filter(({ kind }) => kind === 'VirtualService').map(({ spec }) => spec);
  expect(mesh).toEqual({ hosts: ['reviews.shop.svc.cluster.local'], http: ROUTES });
  expect(edge).toEqual({ hosts: ['shop.example.com'], gateways: ['shop/edge'], http: ROUTES });
});

test('the DestinationRule has the subsets and the circuit breaker', () => {
  expect(synthesized().find(({ kind }) => kind === 'DestinationRule')?.spec).toEqual({
    host: 'reviews.shop.svc.cluster.local',
    subsets: ['v1', 'v2', 'v3'].map((version) => ({ name: version, labels: { version } })),
    trafficPolicy: {
      connectionPool: { tcp: { maxConnections: 100 }, http: { http1MaxPendingRequests: 50 } },
      outlierDetection: { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s', maxEjectionPercent: 50 },
    },
  });
});

test('the Gateway ends TLS and sends plain HTTP there', () => {
  expect(synthesized().find(({ kind }) => kind === 'Gateway')?.spec).toEqual({
    selector: { istio: 'ingressgateway' },
    servers: [
      { port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts: ['shop.example.com'], tls: { mode: 'SIMPLE', credentialName: 'shop-cert' } },
      { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['shop.example.com'], tls: { httpsRedirect: true } },
    ],
  });
});

test('the namespace is injected and strict', () => {
  const [namespace, policy] = synthesized();
  expect(namespace.metadata.labels).toEqual({ 'istio-injection': 'enabled' });
  expect(policy.spec).toEqual({ mtls: { mode: 'STRICT' } });
});

test('the app synthesizes without an error or a warning; what faults and retries ask of people is said as infos', () => {
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const app = Testing.app();
  program(app);
  app.synth();
  expect(stderr.mock.calls).toEqual([]);
  stderr.mockRestore();
  expect(MeshAnalysis.findings(app).map(({ severity, message }) => `${severity} ${message}`)).toEqual(['mesh', 'gateway'].flatMap(() => [
    'info spec.http[0].fault.delay delays requests before they are routed; the timeout of 5s must not be expected to cut it',
    ...[0, 1].map((i) => `info spec.http[${i}].retries.retryOn is "5xx,reset" for all methods; ` +
      'for 5xx, reset the requests must be such as may be sent twice'),
  ]));
});
