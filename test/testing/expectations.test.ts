import { Duration } from 'cdk8s';
import { trafficMatchers, type TrafficMatchers } from '../../src/testing/matchers';
import { HopSecurity, RequestAssertions, RequestOutcome, type TreatedDestination, type Treatment } from 'cdk8s-istio';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    interface Matchers<R> extends TrafficMatchers<R> {}
  }
}

expect.extend(trafficMatchers);

const destination = (subset: string, weight: number, rest: Partial<TreatedDestination> = {}): TreatedDestination => ({
  host: 'reviews.shop.svc.cluster.local',
  port: 9080,
  subset,
  weight,
  outcome: RequestOutcome.FORWARDED,
  workloads: [`shop/reviews-${subset}`],
  mutualTls: HopSecurity.MUTUAL_TLS,
  ...rest,
});

const split: Treatment = {
  outcome: RequestOutcome.FORWARDED,
  virtualService: 'shop/reviews',
  route: 'everyone',
  routeIndex: 1,
  destinations: [destination('v1', 90), destination('v2', 10)],
  mirrors: [{ host: 'reviews.shop.svc.cluster.local', subset: 'v3', percentage: 50 }],
  path: '/api?a=b',
  authority: 'reviews.shop',
  timeout: Duration.millis(1500),
  retries: { attempts: 1, on: ['5xx'] },
  delay: { percentage: 100, duration: Duration.seconds(7) },
  abort: { percentage: 5, status: 503 },
  mutualTls: HopSecurity.MUTUAL_TLS,
  explanation: ['route "tester" did not take it: it wants header end-user "tester", and there is none', 'route "everyone" took it'],
  undecided: [],
};

const of = (outcome: RequestOutcome, rest: Partial<Treatment> = {}): Treatment => ({
  outcome, destinations: [], mirrors: [], explanation: [], undecided: [], ...rest,
});
const redirected = of(RequestOutcome.REDIRECTED, { status: 301, redirect: { status: 301, location: 'https://shop.example/' } });
const denied = of(RequestOutcome.DENIED, { status: 403, authorization: { allowed: false, policy: 'shop/readers', action: 'DENY', rule: 0, reason: 'rule 0 matched' } });
const answered = of(RequestOutcome.ANSWERED, { status: 418 });
const plain = of(RequestOutcome.FORWARDED, { destinations: [destination('v1', 100)], mutualTls: HopSecurity.PLAIN_TEXT });
const undecided = of(RequestOutcome.UNDECIDED, { undecided: ['an EnvoyFilter changes the route'] });

const asserted = (treatment: Treatment) => new RequestAssertions(treatment);

/** What is so, in both forms, and the problem when the opposite is expected. */
const MET: Array<[string, Treatment, (assertions: RequestAssertions) => RequestAssertions, (found: jest.JestMatchers<Treatment>) => void, string]> = [
  ['a share of a subset', split, (a) => a.routesTo('reviews', { subset: 'v1', weight: 90, port: 9080 }), (m) => m.toRouteTo('reviews', { subset: 'v1', weight: 90, port: 9080 }),
    'goes to reviews:9080 subset v1 (90 %)'],
  ['a host, whatever the subset', split, (a) => a.routesTo('reviews.shop'), (m) => m.toRouteTo('reviews.shop'), 'goes to reviews.shop'],
  ['a host in full', split, (a) => a.routesTo('reviews.shop.svc.cluster.local'), (m) => m.toRouteTo('reviews.shop.svc.cluster.local'), 'goes to reviews.shop.svc.cluster.local'],
  ['no request to a host', split, (a) => a.routesTo('ratings', { weight: 0 }), (m) => m.toRouteTo('ratings', { weight: 0 }), 'goes to ratings (0 %)'],
  ['a route', split, (a) => a.takesRoute('everyone'), (m) => m.toTakeRoute('everyone'), 'takes the route "everyone"'],
  ['a mirror', split, (a) => a.isMirroredTo('reviews', { subset: 'v3', percentage: 50 }), (m) => m.toBeMirroredTo('reviews', { subset: 'v3', percentage: 50 }),
    'is mirrored to reviews subset v3 (50 %)'],
  ['no mirror', plain, (a) => a.isMirroredTo('reviews', { percentage: 0 }), (m) => m.toBeMirroredTo('reviews', { percentage: 0 }), 'is mirrored to reviews (0 %)'],
  ['a path', split, (a) => a.hasPath('/api?a=b'), (m) => m.toHavePath('/api?a=b'), 'comes to its destination with the path /api?a=b'],
  ['an authority', split, (a) => a.hasAuthority('reviews.shop'), (m) => m.toHaveAuthority('reviews.shop'), 'comes to its destination with the host reviews.shop'],
  ['mutual TLS', split, (a) => a.isMutualTls(), (m) => m.toBeMutualTls(), 'goes over mutual TLS'],
  ['plain text', plain, (a) => a.isPlainText(), (m) => m.toBePlainText(), 'goes in plain text'],
  ['a timeout', split, (a) => a.hasTimeout(Duration.millis(1500)), (m) => m.toHaveTimeout(Duration.millis(1500)), 'has a timeout of 1500ms'],
  ['no timeout', plain, (a) => a.hasTimeout(), (m) => m.toHaveTimeout(), 'has no timeout'],
  ['retries', split, (a) => a.isRetried(1), (m) => m.toBeRetried(1), 'is tried again 1 time'],
  ['no retries', plain, (a) => a.isRetried(0), (m) => m.toBeRetried(0), 'is not tried again'],
  ['a delay', split, (a) => a.isDelayed(Duration.seconds(7)), (m) => m.toBeDelayed(Duration.seconds(7)), 'is delayed by 7s (100 %)'],
  ['an abort', split, (a) => a.isAborted(503, 5), (m) => m.toBeAborted(503, 5), 'is aborted with 503 (5 %)'],
  ['that it arrives', split, (a) => a.isAllowed(), (m) => m.toBeAllowed(), 'reaches its destination'],
  ['a redirect', redirected, (a) => a.isRedirectedTo('https://shop.example/', 301), (m) => m.toBeRedirectedTo('https://shop.example/'), 'is redirected to https://shop.example/'],
  ['an answer', answered, (a) => a.isAnsweredWith(418), (m) => m.toBeAnsweredWith(418), 'is answered by a proxy (418)'],
  ['a denial', denied, (a) => a.isDenied().isDenied('shop/readers'), (m) => m.toBeDenied('shop/readers'), 'is denied by shop/readers'],
  ['a refused token', of(RequestOutcome.UNAUTHENTICATED), (a) => a.isUnauthenticated(), (m) => m.toBeUnauthenticated(), 'is refused for its token'],
  ['an outcome', of(RequestOutcome.MIXED), (a) => a.hasOutcome(RequestOutcome.MIXED), (m) => m.toHaveOutcome(RequestOutcome.MIXED), 'has the outcome mixed'],
];

test.each(MET)('met: %s', (_, treatment, assertion, matcher, opposite) => {
  expect(assertion(asserted(treatment)).treatment).toBe(treatment);
  matcher(expect(treatment));
  expect(() => matcher(expect(treatment).not as unknown as jest.JestMatchers<Treatment>)).toThrow(`expected: not that the request ${opposite}\n`);
});

const UNMET: Array<[Treatment, (assertions: RequestAssertions) => unknown, (found: jest.JestMatchers<Treatment>) => void, string]> = [
  [split, (a) => a.routesTo('reviews', { subset: 'v2' }), (m) => m.toRouteTo('reviews', { subset: 'v2' }), [
    'expected: the request goes to reviews subset v2',
    'found: it goes to reviews.shop.svc.cluster.local:9080 subset v1 (90 %), reviews.shop.svc.cluster.local:9080 subset v2 (10 %)',
    'because:',
    '  - route "tester" did not take it: it wants header end-user "tester", and there is none',
    '  - route "everyone" took it',
  ].join('\n')],
  [split, (a) => a.routesTo('rev'), (m) => m.toRouteTo('rev'), 'goes to rev\nfound: it goes to reviews.shop'],
  [split, (a) => a.routesTo('reviews.shop.sv'), (m) => m.toRouteTo('reviews.shop.sv'), 'goes to reviews.shop.sv\n'],
  [redirected, (a) => a.routesTo('reviews'), (m) => m.toRouteTo('reviews'), 'found: it is redirected to https://shop.example/ (301)'],
  [redirected, (a) => a.isRedirectedTo('https://shop.example/', 302), (m) => m.toBeRedirectedTo('https://shop.example/', 302), 'is redirected to https://shop.example/ (302)\nfound: it'],
  [split, (a) => a.takesRoute('tester'), (m) => m.toTakeRoute('tester'), 'takes the route "tester"\nfound: it takes the route "everyone" of shop/reviews'],
  [answered, (a) => a.takesRoute('tester'), (m) => m.toTakeRoute('tester'), 'found: it takes no route that has a name: it is answered by a proxy (418)'],
  [plain, (a) => a.isMirroredTo('reviews'), (m) => m.toBeMirroredTo('reviews'), 'is mirrored to reviews (100 %)\nfound: it is mirrored to nobody'],
  [split, (a) => a.isMirroredTo('reviews', { percentage: 0 }), (m) => m.toBeMirroredTo('reviews', { percentage: 0 }),
    'found: it is mirrored to reviews.shop.svc.cluster.local subset v3 (50 %)'],
  [split, (a) => a.hasPath('/'), (m) => m.toHavePath('/'), 'found: it comes with the path /api?a=b'],
  [denied, (a) => a.hasPath('/'), (m) => m.toHavePath('/'), 'found: it is denied by shop/readers (403)'],
  [split, (a) => a.hasAuthority('a'), (m) => m.toHaveAuthority('a'), 'found: it comes with the host reviews.shop'],
  [denied, (a) => a.hasAuthority('a'), (m) => m.toHaveAuthority('a'), 'found: it is denied by shop/readers (403)'],
  [plain, (a) => a.isMutualTls(), (m) => m.toBeMutualTls(), 'goes over mutual TLS\nfound: it goes in plain text'],
  [denied, (a) => a.isMutualTls(), (m) => m.toBeMutualTls(), 'found: it is denied by shop/readers (403)'],
  [split, (a) => a.hasTimeout(), (m) => m.toHaveTimeout(), 'has no timeout\nfound: it has a timeout of 1500ms'],
  [split, (a) => a.isRetried(2), (m) => m.toBeRetried(2), 'is tried again 2 times\nfound: it is tried again 1 time'],
  [plain, (a) => a.isDelayed(Duration.seconds(1)), (m) => m.toBeDelayed(Duration.seconds(1)), 'is delayed by 1s (100 %)\nfound: it is not delayed'],
  [split, (a) => a.isDelayed(Duration.seconds(7), 50), (m) => m.toBeDelayed(Duration.seconds(7), 50), 'found: it is delayed by 7s (100 %)'],
  [split, (a) => a.isAborted(503), (m) => m.toBeAborted(503), 'is aborted with 503 (100 %)\nfound: it is aborted with 503 (5 %)'],
  [plain, (a) => a.isAborted(503), (m) => m.toBeAborted(503), 'found: it is not aborted'],
  [denied, (a) => a.isAllowed(), (m) => m.toBeAllowed(), 'reaches its destination\nfound: it is denied by shop/readers (403)'],
  [denied, (a) => a.isDenied('shop/other'), (m) => m.toBeDenied('shop/other'), 'is denied by shop/other\nfound: it is denied by shop/readers (403)'],
  [of(RequestOutcome.NO_ROUTE, { status: 404 }), (a) => a.isAllowed(), (m) => m.toBeAllowed(), 'found: it finds no route (404)'],
  [of(RequestOutcome.NO_DESTINATION, { status: 503 }), (a) => a.isAllowed(), (m) => m.toBeAllowed(), 'found: it finds nobody at its destination (503)'],
  [of(RequestOutcome.BLOCKED, { status: 502 }), (a) => a.isAllowed(), (m) => m.toBeAllowed(), 'found: it is blocked, as its host is not known (502)'],
  [of(RequestOutcome.REFUSED), (a) => a.isAllowed(), (m) => m.toBeAllowed(), 'found: it is refused: the connection fails'],
  [of(RequestOutcome.UNAUTHENTICATED, { status: 401 }), (a) => a.isAllowed(), (m) => m.toBeAllowed(), 'found: it is refused for its token (401)'],
  [of(RequestOutcome.MIXED, { destinations: [destination('v1', 50), destination('v2', 50, { outcome: RequestOutcome.DENIED })] }), (a) => a.isAllowed(), (m) => m.toBeAllowed(),
    'found: it fares differently by destination: reviews.shop.svc.cluster.local:9080 subset v1 forwarded, reviews.shop.svc.cluster.local:9080 subset v2 denied'],
  [answered, (a) => a.isUnauthenticated(), (m) => m.toBeUnauthenticated(), 'is refused for its token\nfound: it is answered by a proxy (418)'],
  [answered, (a) => a.hasOutcome(RequestOutcome.DENIED), (m) => m.toHaveOutcome(RequestOutcome.DENIED), 'has the outcome denied\nfound: it is answered'],
  [answered, (a) => a.isAnsweredWith(200), (m) => m.toBeAnsweredWith(200), 'is answered by a proxy (200)\nfound: it is answered by a proxy (418)'],
  [undecided, (a) => a.isAllowed(), (m) => m.toBeAllowed(),
    'found: it has a fate that cannot be decided\nwhat cannot be decided:\n  - an EnvoyFilter changes the route'],
];

test.each(UNMET.map((row, i) => [i, ...row] as const))('not met: %d', (_, treatment, assertion, matcher, problem) => {
  expect(() => assertion(asserted(treatment))).toThrow(problem);
  expect(() => matcher(expect(treatment))).toThrow(problem);
});

test('what cannot be decided meets the opposite of an expectation neither', () => {
  expect(() => expect(undecided).not.toBeDenied()).toThrow('what cannot be decided');
});

test('matchers are for treatments', () => {
  expect(() => expect({} as Treatment).toBeDenied()).toThrow('toBeDenied is for what MeshTesting.request gives');
});
