import { Chart, Duration, Testing } from 'cdk8s';
import {
  CanaryRelease, ExposedService, FaultInjection, IngressGateway, MeshService, MirroredService, RequestMatch, ResilientService, StringMatch,
} from 'cdk8s-istio';

/** Each pattern, as something to do to the service; names as in the snapshot of the routes below. */
const PATTERNS: { [name: string]: (chart: Chart, service: MeshService) => void } = {
  canary: (chart, service) => {
    new CanaryRelease(chart, 'canary', { service, stable: service.version('v1'), canary: service.version('v2'), weight: 10 });
  },
  mirror: (chart, service) => { new MirroredService(chart, 'mirror', { service, mirrors: [{ to: service.version('v3') }] }); },
  resilience: (chart, service) => {
    new ResilientService(chart, 'resilience', { service, timeout: Duration.seconds(5), circuitBreaker: { maxConnections: 10 } });
  },
  fault: (chart, service) => {
    new FaultInjection(chart, 'fault', {
      service,
      requests: [RequestMatch.header('end-user', StringMatch.exact('tester'))],
      delay: { duration: Duration.seconds(2), percentage: 100 },
    });
  },
  exposure: (chart, service) => {
    const gateway = new IngressGateway(chart, 'edge', { listeners: [{ hosts: ['shop.example.com'] }] });
    new ExposedService(chart, 'public', { service, gateway, hosts: ['shop.example.com'] });
  },
};

interface Rendered { kind: string; metadata: { name: string }; spec: { http?: { name: string }[] } }

function synthesize(names: readonly string[]): Rendered[] {
  const chart = new Chart(Testing.app(), 'shop', { namespace: 'shop' });
  const service = new MeshService(chart, 'reviews', { name: 'reviews', ports: [{ name: 'http', number: 9080 }] });
  names.forEach((name) => PATTERNS[name](chart, service));
  return Testing.synth(chart) as Rendered[];
}

const byIdentity = (objects: Rendered[]) => [...objects].sort((a, b) => `${a.kind} ${a.metadata.name}` < `${b.kind} ${b.metadata.name}` ? -1 : 1);

function subsets<T>(list: readonly T[]): T[][] {
  return list.reduce<T[][]>((found, one) => [...found, ...found.map((some) => [...some, one])], [[]]);
}

function orders<T>(list: readonly T[]): T[][] {
  return list.length === 0 ? [[]] : list.flatMap((one, i) => orders([...list.slice(0, i), ...list.slice(i + 1)]).map((rest) => [one, ...rest]));
}

const NAMES = Object.keys(PATTERNS);

test.each(subsets(NAMES).map((some) => [some.join(' + ') || 'nothing', some] as const))('%s: every order of declaration gives the same objects', (_, some) => {
  const expected = byIdentity(synthesize(some));
  for (const order of orders(some)) { expect(byIdentity(synthesize(order))).toEqual(expected); }

  const count = (kind: string) => expected.filter((object) => object.kind === kind).length;
  const inMesh = some.some((name) => name !== 'exposure');
  expect(count('VirtualService')).toBe((inMesh ? 1 : 0) + (some.includes('exposure') ? 1 : 0));
  expect(count('DestinationRule')).toBe(['canary', 'mirror', 'resilience'].some((name) => some.includes(name)) ? 1 : 0);
});

test('the routes of all at once are the same for the mesh and the gateway', () => {
  const [edge, mesh] = byIdentity(synthesize(NAMES)).filter(({ kind }) => kind === 'VirtualService');
  expect(mesh.spec.http?.map(({ name }) => name)).toEqual(['fault', 'canary']);
  expect(edge.spec.http).toEqual(mesh.spec.http);
});

test('the DestinationRule comes before the VirtualServices that name its subsets, in the same file', () => {
  for (const order of orders(NAMES)) {
    const kinds = synthesize(order).map(({ kind }) => kind);
    expect(kinds.indexOf('DestinationRule')).toBeLessThan(kinds.indexOf('VirtualService'));
  }
});

test('what contradicts is refused, with both constructs and an example', () => {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const service = new MeshService(chart, 'reviews', { name: 'reviews', ports: [{ name: 'http', number: 9080 }] });
  const timeout = (id: string, seconds: number, request: RequestMatch, priority?: number) =>
    new ResilientService(chart, id, { service, timeout: Duration.seconds(seconds), requests: [request], priority });
  timeout('slow-upload', 60, RequestMatch.path(StringMatch.prefix('/upload')));
  timeout('tester', 5, RequestMatch.header('end-user', StringMatch.exact('tester')));
  expect(() => app.synth()).toThrow(
    'shop/slow-upload and shop/tester: for reviews.shop.svc.cluster.local, timeout is "60s" and "5s" for the same requests, for example those with ' +
    'header end-user "tester" and path beginning with "/upload"; one of them must be more specific; make one match contain the other, or give one ' +
    'of them a higher priority [CI0011]');
});

test('a priority decides what would contradict', () => {
  const chart = new Chart(Testing.app(), 'shop', { namespace: 'shop' });
  const service = new MeshService(chart, 'reviews', { name: 'reviews', ports: [{ name: 'http', number: 9080 }] });
  new ResilientService(chart, 'a', { service, timeout: Duration.seconds(1) });
  new ResilientService(chart, 'b', { service, timeout: Duration.seconds(2), priority: 1 });
  const [virtualService] = Testing.synth(chart) as { spec: { http: { timeout: string }[] } }[];
  expect(virtualService.spec.http.map((route) => route.timeout)).toEqual(['2s']);
});

test('one field with two values is refused, with both constructs', () => {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const service = new MeshService(chart, 'reviews', { name: 'reviews', ports: [{ name: 'http', number: 9080 }] });
  new ResilientService(chart, 'a', { service, circuitBreaker: { maxConnections: 10 } });
  new ResilientService(chart, 'b', { service, circuitBreaker: { maxConnections: 20 } });
  expect(() => app.synth()).toThrow(
    'shop/a and shop/b: connectionPool.tcp.maxConnections for reviews.shop.svc.cluster.local is 10 and 20; it must be one value; ' +
    'set the field in one of them only [CI0012]');
});
