import { Testing } from 'cdk8s';
import { morePatterns } from './more-patterns';
import { MeshAnalysis } from 'cdk8s-istio';

interface Rendered {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: { readonly [key: string]: unknown };
}

function synthesized(): Rendered[] {
  const app = Testing.app();
  morePatterns(app);
  return app.charts.flatMap((chart) => chart.toJson()) as Rendered[];
}

const specOf = (kind: string, name: string) => synthesized().find((one) => one.kind === kind && one.metadata.name === name)?.spec;

/** Which subsets the routes of a VirtualService lead to, first match first. */
const subsets = (name: string) => (specOf('VirtualService', name)?.http as Array<{ match?: unknown; route: Array<{ destination: { subset?: string } }> }>)
  .map(({ match, route }) => [match, route.map(({ destination }) => destination.subset)]);

// The YAML as a whole is test/golden/more-patterns.yaml, which Istio judges.

test('each pattern writes the objects that it is for', () => {
  expect(synthesized().map(({ kind, metadata: { name, namespace } }) => `${kind} ${namespace ?? '-'}/${name}`).sort()).toEqual([
    'AuthorizationPolicy shop/orders-jwt', 'AuthorizationPolicy shop/ratings-access',
    'DestinationRule istio-system/shop-egress', 'DestinationRule shop/cart', 'DestinationRule shop/details', 'DestinationRule shop/payments',
    'DestinationRule shop/ratings',
    'EnvoyFilter shop/reviews-limit',
    'Gateway istio-system/shop-egress',
    'Namespace -/shop',
    'PeerAuthentication shop/default',
    'RequestAuthentication shop/orders-jwt',
    'ServiceEntry shop/payments',
    'Telemetry istio-system/telemetry',
    'VirtualService shop/cart', 'VirtualService shop/details', 'VirtualService shop/payments', 'VirtualService shop/ratings',
    'VirtualService shop/shop-egress-payments',
  ]);
});

test('the preview reaches the colour that is not live', () => {
  expect(subsets('ratings')).toEqual([[[{ headers: { 'x-preview': { exact: 'green' } } }], ['v2']], [undefined, ['v1']]]);
});

test('each variant has its requests, and the control the rest', () => {
  expect(subsets('details')).toEqual([
    [[{ headers: { 'x-group': { exact: 'b' } } }], ['v2']],
    [[{ queryParams: { beta: { exact: '1' } }, uri: { prefix: '/details' } }], ['v3']],
    [undefined, ['v1']],
  ]);
});

test('marked requests reach the dark version', () => {
  expect(subsets('cart')).toEqual([[[{ headers: { 'x-dark': {} } }], ['v2']], [undefined, ['v1']]]);
});

test('plain HTTP inside, TLS to the outside, by the gateway', () => {
  expect(specOf('ServiceEntry', 'payments')).toMatchObject({ hosts: ['api.payments.example.com'], ports: [{ number: 80, protocol: 'HTTP', targetPort: 443 }] });
  expect(specOf('DestinationRule', 'payments')).toMatchObject({ trafficPolicy: { tls: { mode: 'SIMPLE', sni: 'api.payments.example.com' } } });
  expect(specOf('VirtualService', 'payments')).toMatchObject({ http: [{ route: [{ destination: { host: 'istio-egressgateway.istio-system.svc.cluster.local' } }] }] });
  expect(specOf('VirtualService', 'shop-egress-payments')).toMatchObject({
    gateways: ['istio-system/shop-egress'], http: [{ route: [{ destination: { host: 'api.payments.example.com' } }] }],
  });
});

test('all but what is allowed is denied', () => {
  expect(specOf('AuthorizationPolicy', 'ratings-access')).toEqual({
    action: 'ALLOW',
    rules: [{
      from: [{ source: { principals: ['cluster.local/ns/shop/sa/bookinfo-reviews'] } }],
      to: [{ operation: { methods: ['GET'], paths: ['/ratings/*'] } }],
    }],
    selector: { matchLabels: { app: 'ratings' } },
  });
});

test('no token, no entry, but for the probe', () => {
  expect(specOf('AuthorizationPolicy', 'orders-jwt')).toEqual({
    action: 'DENY',
    rules: [{ from: [{ source: { notRequestPrincipals: ['https://issuer.example.com/*'] } }], to: [{ operation: { notPaths: ['/healthz'] } }] }],
    selector: { matchLabels: { app: 'orders' } },
  });
});

test('a hundred requests a minute, twenty at once', () => {
  expect(specOf('EnvoyFilter', 'reviews-limit')).toMatchObject({
    workloadSelector: { labels: { app: 'reviews' } },
    configPatches: [{ patch: { value: { typed_config: { token_bucket: { max_tokens: 20, tokens_per_fill: 100, fill_interval: '60s' } } } } }],
  });
});

test('few traces, and failures only', () => {
  expect(specOf('Telemetry', 'telemetry')).toMatchObject({
    tracing: [{ randomSamplingPercentage: 5 }],
    accessLogging: [{ filter: { expression: expect.stringContaining('response.code >= 400') } }],
  });
});

test('the app synthesizes without an error or a warning', () => {
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const app = Testing.app();
  morePatterns(app);
  app.synth();
  expect(stderr.mock.calls).toEqual([]);
  stderr.mockRestore();
  expect(MeshAnalysis.findings(app).filter(({ severity }) => severity !== 'info')).toEqual([]);
});
