import { importFiles, run, sorted, statements } from './support';
import type { JsonObject } from '../../../src/model/json';

const SERVICE = `
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop }
spec: { selector: { app: reviews }, ports: [{ name: http, port: 9080 }] }
`;
const RULE = `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews
  trafficPolicy: { outlierDetection: { consecutive5xxErrors: 5 } }
  subsets:
  - { name: v1, labels: { version: v1 } }
  - { name: v2, labels: { version: v2, track: canary } }
`;
const HEAD = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: shop }
`;
const V1 = '{ destination: { host: reviews, subset: v1 } }';
const V2 = '{ destination: { host: reviews, subset: v2 } }';
const SPLIT = '[{ destination: { host: reviews, subset: v1 }, weight: 90 }, { destination: { host: reviews, subset: v2 }, weight: 10 }]';
const PICKY = 'match: [{ headers: { end-user: { exact: tester } } }]';

/** The program for a service whose VirtualService has these routes. */
function programOf(routes: string): string {
  return statements([SERVICE, RULE, `${HEAD}spec:\n  hosts: [reviews]\n  http:\n${routes}`].join('---\n'));
}

test('a canary with its host, its versions, and names for what had none', () => {
  expect(programOf(`  - route: ${SPLIT}\n    timeout: 5s\n`)).toMatchInlineSnapshot(`
"new ApiObject(this, 'service-reviews', {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'reviews' },
  spec: { selector: { app: 'reviews' }, ports: [{ name: 'http', port: 9080 }] },
});

const reviews = new MeshService(this, 'reviews', {
  name: 'reviews',
  ports: [{ name: 'http', number: 9080 }],
  trafficPolicy: { outlierDetection: { consecutive5xxErrors: 5 } },
});

const reviewsV1 = reviews.version('v1');

const reviewsV2 = reviews.version('v2', { labels: { version: 'v2', track: 'canary' } });

new CanaryRelease(this, 'reviews-canary', { service: reviews, stable: reviewsV1, canary: reviewsV2, weight: 10 });

new ResilientService(this, 'reviews-resilience', { service: reviews, timeout: Duration.seconds(5) });"
`);
});

test('a fault, a mirror and a version for some users', () => {
  expect(programOf([
    `  - name: slow\n    ${PICKY}\n    fault: { delay: { fixedDelay: 2s, percentage: { value: 100 } } }\n    route: ${SPLIT}\n    mirrors: &m [{ destination: { host: audit }, percentage: { value: 5 } }]`,
    `  - name: reviews-canary\n    route: ${SPLIT}\n    mirrors: *m`,
  ].
    join('\n'))).toMatchInlineSnapshot(`
"new ApiObject(this, 'reviews', {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'reviews' },
  spec: { selector: { app: 'reviews' }, ports: [{ name: 'http', port: 9080 }] },
});

new DestinationRule(this, 'destinationrule-reviews', {
  metadata: { name: 'reviews' },
  host: 'reviews',
  trafficPolicy: { outlierDetection: { consecutive5xxErrors: 5 } },
  subsets: [{ name: 'v1', labels: { version: 'v1' } }, { name: 'v2', labels: { version: 'v2', track: 'canary' } }],
});

new VirtualService(this, 'virtualservice-reviews', {
  metadata: { name: 'reviews' },
  hosts: ['reviews'],
  http: [
    {
      name: 'slow',
      requests: [RequestMatch.header('end-user', StringMatch.exact('tester'))],
      destinations: [
        { destination: Destination.of('reviews', { subset: 'v1' }), weight: 90 },
        { destination: Destination.of('reviews', { subset: 'v2' }), weight: 10 },
      ],
      fault: { delay: { duration: Duration.seconds(2), percentage: 100 } },
      mirrors: [{ destination: Destination.of('audit'), percentage: 5 }],
    },
    {
      name: 'reviews-canary',
      destinations: [
        { destination: Destination.of('reviews', { subset: 'v1' }), weight: 90 },
        { destination: Destination.of('reviews', { subset: 'v2' }), weight: 10 },
      ],
      mirrors: [{ destination: Destination.of('audit'), percentage: 5 }],
    },
  ],
});"
`);
});

test('an experiment', () => {
  const program = programOf(`  - name: trial-v2\n    ${PICKY}\n    route: [${V2}]\n  - name: trial\n    route: [${V1}]\n`);

  expect(program).toContain('new AbTest(this, \'trial\', {');
});

describe('is no pattern', () => {
  test.each([
    ['a rewrite and a header at once in a route of its own', `  - route: [${V1}]\n    rewrite: { uri: / }\n`],
    ['a subset that nothing defines', '  - route: [{ destination: { host: reviews, subset: v9 } }]\n'],
    ['shares that are not of a hundred', '  - route: [{ destination: { host: reviews, subset: v1 }, weight: 1 }, { destination: { host: reviews, subset: v2 }, weight: 2 }]\n'],
    ['another service', '  - route: [{ destination: { host: ratings } }]\n'],
    ['a match before everything, and nothing for everything', `  - ${PICKY}\n    route: [${V1}]\n`],
  ])('%s', (_, routes) => {
    const program = programOf(routes);

    expect(program).toContain('new VirtualService(');
    expect(program).not.toContain('MeshService');
  });

  test('what belongs to a service whose ports are not known', () => {
    expect(statements(`${HEAD}spec: { hosts: [reviews], http: [{ route: [{ destination: { host: reviews } }], timeout: 5s }] }`)).not.toContain('MeshService');
  });

  test('what has labels of its own', () => {
    const labelled = HEAD.replace('namespace: shop', 'namespace: shop, labels: { team: a }');
    expect(statements(`${SERVICE}---${labelled}spec: { hosts: [reviews], http: [{ route: [{ destination: { host: reviews } }], timeout: 5s }] }`)).not.toContain('MeshService');
  });
});

test('a host of two files is a MeshService in one of them', () => {
  const virtualService = `${HEAD}spec: { hosts: [reviews], http: [{ route: [{ destination: { host: reviews } }], timeout: 5s }] }`;
  const imported = importFiles({ 'service.yaml': SERVICE, 'a.yaml': virtualService, 'b.yaml': virtualService });

  expect(imported.charts.map(({ code }) => code.count)).toEqual([
    { patterns: 0, resources: 0, plain: 1 }, { patterns: 1, resources: 0, plain: 0 }, { patterns: 0, resources: 1, plain: 0 },
  ]);
  expect(imported.errors).toEqual([expect.stringContaining('[CI0020]'), expect.stringContaining('[CI0105]')]);
  // The program is written so that its synth tells of the mistakes and goes on.
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(run(imported)).toHaveLength(3);
  expect(write.mock.calls.flat().join('')).toContain('[error]');
  write.mockRestore();
});

test('strict mutual TLS, for a namespace with what it is, for one that is made elsewhere, and for the mesh', () => {
  const policy = (namespace: string) => `apiVersion: security.istio.io/v1beta1\nkind: PeerAuthentication\nmetadata: { name: default, namespace: ${namespace} }\nspec: { mtls: { mode: STRICT } }\n`;
  const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { istio-injection: enabled, team: a } }\n';

  expect(statements(`${namespace}---\n${policy('shop')}`))
    .toBe('new StrictMtlsNamespace(this, \'strict-mtls\', {\n  name: \'shop\',\n  injection: Injection.enabled(),\n  labels: { team: \'a\' },\n});');
  expect(statements(policy('shop'))).toBe('new StrictMtlsNamespace(this, \'strict-mtls\', { name: \'shop\', createNamespace: false });');
  expect(statements(policy('istio-system'))).toBe('new StrictMtlsMesh(this, \'strict-mtls\');');
});

test('objects are the same whether patterns or resources make them', () => {
  const yaml = [SERVICE, RULE, `${HEAD}spec: { hosts: [reviews], http: [{ route: ${SPLIT} }] }`].join('---\n');
  const qualified = (objects: JsonObject[]) => sorted(objects.map((object) =>
    JSON.parse(JSON.stringify(object).replaceAll('"reviews.shop.svc.cluster.local"', '"reviews"').replace('"name":"reviews-canary",', '')) as JsonObject));

  const withService = run(importFiles({ 'shop.yaml': yaml }));
  const without = run(importFiles({ 'shop.yaml': yaml.replace('name: http, port', 'name: HTTP_, port') }));

  expect(qualified(withService.slice(1))).not.toEqual([]);
  expect(qualified(withService.filter(({ kind }) => kind !== 'Service'))).toEqual(qualified(without.filter(({ kind }) => kind !== 'Service')));
});
