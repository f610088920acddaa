import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import * as kplus27 from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { canary, findings, host, HTTP, objects, objectsOf, port, refuses, reports, service, shop, spec, specOf, split, TCP, yaml } from './support';
import { rendered, without } from '../resources/support';
import * as settings from '../resources/traffic-settings';
import { DestinationRule, Mesh, MeshAnalysis, MeshService, type MeshServiceProps, Protocol, type ServicePort, type TrafficPolicy } from 'cdk8s-istio';

const made = (chart: Chart, props: Partial<MeshServiceProps> = {}) => new MeshService(chart, 'reviews', { name: 'reviews', ports: [HTTP], ...props });

test('smallest: it says nothing, and so writes nothing', () => {
  expect(objects((chart) => made(chart))).toEqual([]);
});

test('a version alone is a subset', () => {
  expect(yaml((chart) => made(chart).version('v1'))).toMatchInlineSnapshot(`
"
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: reviews
  namespace: shop
spec:
  host: reviews.shop.svc.cluster.local
  subsets:
    - labels:
        version: v1
      name: v1
"
`);
});

const policy: Required<TrafficPolicy> = {
  ...settings.everySetting,
  portLevelSettings: [{ port: 9090, ...settings.everySetting }],
  tunnel: settings.tunnel,
  proxyProtocol: settings.proxyProtocol,
  retryBudget: settings.retryBudget,
};

const grpc: Required<ServicePort> = { name: 'grpc-api', number: 9090, protocol: Protocol.GRPC };

test.each(['tunnel', 'proxyProtocol'] as const)('every property, without %s, which excludes another', (excluded) => {
  const everything: Required<Omit<MeshServiceProps, 'workload'>> = {
    name: 'ratings',
    namespace: 'bookinfo',
    ports: [grpc],
    labels: { app: 'rating' },
    serviceAccount: 'bookinfo-ratings',
    trafficPolicy: without(policy, excluded),
  };
  let ratings: MeshService | undefined;
  const all = objects((chart) => { ratings = made(chart, everything); });
  expect(all.map(({ metadata }) => metadata)).toEqual([{ name: 'ratings', namespace: 'bookinfo' }]);
  // The policy is the one that a DestinationRule has if it is written by hand.
  const { spec: byHand } = rendered((scope) => new DestinationRule(scope, 'x', { host: host('ratings').replace('shop', 'bookinfo'), ...everything }));
  expect(all[0].spec).toEqual(byHand);
  expect(ratings).toMatchObject({
    serviceName: 'ratings', namespace: 'bookinfo', serviceAccount: 'bookinfo-ratings', labels: { app: 'rating' }, host: 'ratings.bookinfo.svc.cluster.local',
  });
});

test('labels are those of the app of that name, unless they are given', () => {
  objects((chart) => {
    const reviews = made(chart);
    expect(reviews.labels).toEqual({ app: 'reviews' });
    reviews.labels.more = 'x';
    expect(reviews.labels).toEqual({ app: 'reviews' });
  });
});

test('without a namespace the host is short', () => {
  const all = objects((chart) => canary(made(chart)), null);
  expect(all.map(({ metadata }) => metadata)).toEqual([{ name: 'reviews' }, { name: 'reviews' }]);
  expect(specOf(all, 'DestinationRule').host).toBe('reviews');
  expect(specOf(all, 'VirtualService')).toEqual({ hosts: ['reviews'], http: [{ name: 'canary', route: split({ v1: 90, v2: 10 }, { host: 'reviews' }) }] });
});

test.each(['before', 'after'])('hosts are of the domain of a Mesh that is declared %s the service', (when) => {
  const all = objects((chart) => {
    const mesh = () => new Mesh(chart, 'mesh', { clusterDomain: 'acme.local' });
    if (when === 'before') { mesh(); }
    canary(made(chart));
    if (when === 'after') { mesh(); }
  });
  const acme = 'reviews.shop.svc.acme.local';
  expect(specOf(all, 'DestinationRule').host).toBe(acme);
  expect(specOf(all, 'VirtualService')).toEqual({ hosts: [acme], http: [{ name: 'canary', route: split({ v1: 90, v2: 10 }, { host: acme }) }] });
});

describe('of a Service of cdk8s-plus', () => {
  const kubernetes = (chart: Chart, props: kplus27.ServiceProps = {}) => {
    const object = new kplus27.Service(chart, 'service', { metadata: { name: 'reviews' }, ports: [{ name: 'http', port: 9080 }], ...props });
    object.selectLabel('app.kubernetes.io/name', 'reviews');
    return object;
  };

  test('name, namespace, ports and labels are its own', () => {
    objects((chart) => {
      const reviews = MeshService.fromService(chart, 'reviews', kubernetes(chart));
      expect(reviews).toMatchObject({ serviceName: 'reviews', namespace: 'shop', host: host(), labels: { 'app.kubernetes.io/name': 'reviews' } });
    });
  });

  test('options go before what it says', () => {
    objects((chart) => {
      const reviews = MeshService.fromService(chart, 'reviews', kubernetes(chart), { labels: { app: 'own' }, serviceAccount: 'own' });
      expect(reviews).toMatchObject({ labels: { app: 'own' }, serviceAccount: 'own' });
    });
  });

  test('ports and selectors that are added later count', () => {
    const all = objects((chart) => {
      const object = kubernetes(chart);
      const reviews = MeshService.fromService(chart, 'reviews', object);
      canary(reviews);
      object.bind(5432, { name: 'tcp-db' });
      object.bind(53, { name: 'dns', protocol: kplus27.Protocol.UDP });
      object.selectLabel('tier', 'backend');
      expect(reviews.labels).toEqual({ 'app.kubernetes.io/name': 'reviews', 'tier': 'backend' });
    });
    expect(specOf(all, 'VirtualService')).toEqual({
      hosts: [host()],
      http: [{ name: 'canary', match: [{ port: 9080 }], route: split({ v1: 90, v2: 10 }, { port: 9080 }) }],
      tcp: [{ match: [{ port: 5432 }], route: split({ v1: 90, v2: 10 }, { port: 5432 }) }],
    });
  });

  test('a Service of another chart keeps its namespace', () => {
    const all = objects((chart, app) => {
      const other = new Chart(app, 'other', { namespace: 'other' });
      canary(MeshService.fromService(chart, 'reviews', kubernetes(other)));
    });
    expect(all.filter(({ kind }) => kind !== 'Service').map(({ metadata }) => metadata)).toEqual([1, 2].map(() => ({ name: 'reviews', namespace: 'other' })));
    expect(specOf(all, 'DestinationRule').host).toBe('reviews.other.svc.cluster.local');
  });

  test('a name that cdk8s makes up is read, not repeated', () => {
    const all = objects((chart) => {
      const object = new kplus27.Service(chart, 'service', { ports: [{ port: 80 }] });
      const reviews = MeshService.fromService(chart, 'reviews', object);
      canary(reviews);
      expect(reviews.serviceName).toBe(object.name);
    });
    expect(specOf(all, 'VirtualService').hosts).toEqual([host(all[0].metadata.name)]);
  });

  test('a Service without ports is reported as cdk8s-plus says it', () => {
    expect(findings((chart) => canary(MeshService.fromService(chart, 'reviews', kubernetes(chart, { ports: [] })))))
      .toContain('error shop/service: spec of Service reviews must be rendered, and is not: A service must be configured with a port; ' +
        'correct the values that the object was given [CI0002]');
  });

  /** A Service as a library of a later version makes it: a construct of its own, with the object as its default child. */
  class LaterService extends Construct {
    constructor(scope: Construct, id: string, ports: object[], apiVersion: string = 'v1') {
      super(scope, id);
      new ApiObject(this, 'Resource', { apiVersion, kind: 'Service', metadata: { name: 'reviews' }, spec: { selector: { app: 'r' }, ports } });
    }
  }

  test.each([
    ['Service of another library', (chart: Chart, ports: object[]) => new LaterService(chart, 'service', ports)],
    ['plain object', (chart: Chart, ports: object[]) => new ApiObject(chart, 'service', {
      apiVersion: 'v1', kind: 'Service', metadata: { name: 'reviews' }, spec: { selector: { app: 'r' }, ports },
    })],
  ])('a %s is taken as well', (_what, object) => {
    const all = objects((chart) => {
      const reviews = MeshService.fromService(chart, 'reviews', object(chart, [{ port: 80, appProtocol: 'http' }, { name: 'any', port: 443, appProtocol: 'https' }]));
      expect(reviews.labels).toEqual({ app: 'r' });
      canary(reviews);
    });
    expect(Object.keys(specOf(all, 'VirtualService'))).toEqual(['hosts', 'http', 'tls']);
  });

  refuses({
    'an object that is no Service': [
      (chart) => MeshService.fromService(chart, 'reviews', new kplus27.ConfigMap(chart, 'map')),
      'shop: service is "v1 ConfigMap"; it must be a Service (v1); pass the Service, not the workload behind it',
    ],
    'a Service of Knative': [
      (chart) => MeshService.fromService(chart, 'reviews', new LaterService(chart, 'service', [], 'serving.knative.dev/v1')),
      'shop: service is "serving.knative.dev/v1 Service"; it must be a Service (v1); pass the Service, not the workload behind it',
    ],
    'a construct without an object': [
      (chart) => MeshService.fromService(chart, 'reviews', new Construct(chart, 'nothing')),
      'shop: service is "shop/nothing"; it must be a construct of a Service (v1), which has one ApiObject',
    ],
    'one Service twice': [
      (chart) => { const object = kubernetes(chart); MeshService.fromService(chart, 'a', object); MeshService.fromService(chart, 'b', object); },
      'shop/b: the service reviews of namespace shop is already shop/a; each host must have one MeshService; pass that one to the patterns',
    ],
  });

  reports({
    'a port that requests are matched by and that it never gets': [
      (chart) => canary(MeshService.fromService(chart, 'reviews', new LaterService(chart, 'service', [])), {}),
      'error shop/canary: the destination needs a port that takes TCP; reviews.shop.svc.cluster.local has none; ' +
      'add the port, or remove what needs it [CI0014]',
      'info shop/reviews/DestinationRule: spec.subsets are for pods of Service shop/reviews, of which the app has none; '
      + 'they must have the labels of the subsets; correct the labels, or add the workload [CI0302]',
    ],
  });
});

test('the same name in another namespace, chart or app is another host', () => {
  objects((chart, app) => {
    made(chart);
    new MeshService(chart, 'elsewhere', { name: 'reviews', namespace: 'elsewhere', ports: [HTTP] });
    new MeshService(new Chart(app, 'a'), 'reviews', { name: 'reviews', ports: [HTTP] });
    new MeshService(new Chart(app, 'b'), 'reviews', { name: 'reviews', ports: [HTTP] });
  });
  objects((chart) => made(chart));
});

test('the objects can be patched', () => {
  const { app, chart } = shop();
  const reviews = made(chart);
  canary(reviews);
  const object = (kind: string) => ApiObject.of(reviews.node.findChild(kind));
  object('VirtualService').addJsonPatch(JsonPatch.add('/spec/exportTo', ['.']), JsonPatch.replace('/spec/http/0/name', 'patched'));
  object('DestinationRule').addJsonPatch(JsonPatch.remove('/spec/subsets/1'));
  object('DestinationRule').metadata.addAnnotation('a', 'b');
  const all = objectsOf(app);
  expect(specOf(all, 'VirtualService')).toMatchObject({ exportTo: ['.'], http: [{ name: 'patched' }] });
  expect(specOf(all, 'DestinationRule').subsets).toEqual([{ name: 'v1', labels: { version: 'v1' } }]);
  // What is patched is checked as well.
  expect(MeshAnalysis.findings(app).map(({ code }) => code)).toEqual(['CI0103']);
});

test('the VirtualService depends on the DestinationRule, and on nothing else', () => {
  const { chart } = shop();
  const reviews = made(chart);
  canary(reviews);
  const [virtualService] = reviews.node.children.filter(({ node }) => node.id === 'VirtualService');
  expect(virtualService.node.dependencies.map(({ node }) => node.path)).toEqual(['shop/reviews/DestinationRule']);
});

const LABEL = 'it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters';

refuses({
  'a name that is none': [(chart) => made(chart, { name: 'Reviews' }), `shop/reviews: name is "Reviews"; ${LABEL}`],
  'a host for a name': [(chart) => made(chart, { name: host() }), `shop/reviews: name is "reviews.shop.svc.cluster.local"; ${LABEL}`],
  'a namespace that is none': [(chart) => made(chart, { namespace: 'a/b' }), `shop/reviews: namespace is "a/b"; ${LABEL}`],
  'no ports': [
    (chart) => made(chart, { ports: [] }),
    'shop/reviews: ports is []; it must be a list of at least one element; give the ports of the Kubernetes Service',
  ],
  'a port without a name': [(chart) => made(chart, { ports: [port('', 80)] }), `shop/reviews: ports[0].name is ""; ${LABEL}`],
  'a port that is none': [(chart) => made(chart, { ports: [HTTP, port('tcp', 65536)] }), 'shop/reviews: ports[1].number is 65536; it must be between 1 and 65535'],
  'a port given twice': [(chart) => made(chart, { ports: [HTTP, port('tcp', 9080)] }), 'shop/reviews: ports[1].number is 9080; it must be given once'],
  'labels that no pod can have': [
    (chart) => made(chart, { labels: { 'a b': 'c' } }),
    'shop/reviews: labels has the label "a b"; its name must be letters, digits, "-", "_" and ".", at most 63 characters, optionally after a DNS name and "/"',
  ],
  'a policy that says nothing': [
    (chart) => made(chart, { trafficPolicy: {} }),
    'shop/reviews: trafficPolicy says nothing; it must have at least one setting; leave it out where there is nothing to say',
  ],
  'a second MeshService for its host': [
    (chart) => { made(chart); service(chart, 'other', [HTTP]); new MeshService(chart, 'again', { name: 'reviews', ports: [TCP] }); },
    'shop/again: the service reviews of namespace shop is already shop/reviews; each host must have one MeshService; pass that one to the patterns',
  ],
  'a second one, in another chart': [
    (chart, app) => { made(chart); new MeshService(new Chart(app, 'other'), 'x', { name: 'reviews', namespace: 'shop', ports: [HTTP] }); },
    'other/x: the service reviews of namespace shop is already shop/reviews; each host must have one MeshService; pass that one to the patterns',
  ],
});

test('a second MeshService for its host is refused without a namespace too', () => {
  const { chart } = shop(null);
  made(chart);
  expect(() => new MeshService(chart, 'again', { name: 'reviews', ports: [HTTP] })).toThrow(new Error(
    'shop/again: the service reviews is already shop/reviews; each host must have one MeshService; pass that one to the patterns'));
});

test('policies of ports are kept apart', () => {
  expect(spec('DestinationRule', (chart) => made(chart, {
    ports: [HTTP, TCP],
    trafficPolicy: {
      connectionPool: { tcp: { maxConnections: 10 } },
      portLevelSettings: [{ port: 5432, connectionPool: { tcp: { maxConnections: 5 } } }, { port: 9080, outlierDetection: {} }],
    },
  })).trafficPolicy).toEqual({
    connectionPool: { tcp: { maxConnections: 10 } },
    // Istio would take a port's settings alone, so what holds for the host is repeated.
    portLevelSettings: [
      { port: { number: 5432 }, connectionPool: { tcp: { maxConnections: 5 } } },
      { port: { number: 9080 }, connectionPool: { tcp: { maxConnections: 10 } }, outlierDetection: {} },
    ],
  });
});

describe('a workload', () => {
  const account = (chart: Chart, pod: object, serviceAccount?: string) => new MeshService(chart, 'ratings', {
    name: 'ratings',
    ports: [{ name: 'http', number: 80 }],
    serviceAccount,
    workload: new ApiObject(chart, 'pods', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'pods' },
      spec: { selector: { matchLabels: { app: 'stars' } }, template: { metadata: { labels: { app: 'stars', extra: 'x' } }, spec: pod } },
    }),
  });

  test('tells the labels and the service account', () => {
    const { chart } = shop();
    expect(account(chart, { serviceAccountName: 'shop-ratings' })).toMatchObject({ labels: { app: 'stars' }, serviceAccount: 'shop-ratings' });
  });

  test('without a service account of its own tells none', () => {
    const { chart } = shop();
    expect(account(chart, {}).serviceAccount).toBeUndefined();
  });

  test('is not contradicted', () => {
    const { chart } = shop();
    expect(() => account(chart, { serviceAccountName: 'a' }, 'b'))
      .toThrow(new Error('shop/ratings: serviceAccount is "b"; it must be a, as the workload has it; leave it out'));
  });
});
