import { Chart } from 'cdk8s';
import { canary, findings as reportsOf, host, HTTP, port, refuses, reports, routes, service, spec, split, TCP, TESTER, TLS, UPLOADS, yaml } from './support';
import { CanaryRelease, type CanaryReleaseProps, RequestMatch, StringMatch } from 'cdk8s-istio';

test('smallest', () => {
  expect(yaml((chart) => canary(service(chart)))).toMatchInlineSnapshot(`
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
    - labels:
        version: v2
      name: v2
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: reviews
  namespace: shop
spec:
  hosts:
    - reviews.shop.svc.cluster.local
  http:
    - name: canary
      route:
        - destination:
            host: reviews.shop.svc.cluster.local
            subset: v1
          weight: 90
        - destination:
            host: reviews.shop.svc.cluster.local
            subset: v2
          weight: 10
"
`);
});

test('every property', () => {
  expect(routes((chart) => {
    const reviews = service(chart);
    const everything: Required<CanaryReleaseProps> = {
      service: reviews,
      stable: reviews.version('v1'),
      canary: reviews.version('v2'),
      weight: 25,
      requests: [UPLOADS],
      alwaysCanary: [TESTER],
      priority: 1,
    };
    new CanaryRelease(chart, 'canary', everything);
    // Of the same requests, which the priority decides.
    canary(reviews, { requests: [UPLOADS], weight: 99 }, 'other');
  })).toEqual([
    {
      name: 'canary-always',
      match: [{ headers: { 'end-user': { exact: 'tester' } }, uri: { prefix: '/upload' } }],
      route: [{ destination: { host: host(), subset: 'v2' } }],
    },
    { name: 'canary', match: [{ uri: { prefix: '/upload' } }], route: split({ v1: 75, v2: 25 }) },
    { name: 'reviews', route: [{ destination: { host: host() } }] },
  ]);
});

test.each([[0, { v1: 100, v2: 0 }], [100, { v1: 0, v2: 100 }]])('a share of %i percent keeps both versions', (weight, shares) => {
  expect(routes((chart) => canary(service(chart), { weight }))).toEqual([{ name: 'canary', route: split(shares) }]);
});

test('requests that always go to the canary go before its share', () => {
  expect(routes((chart) => canary(service(chart), { weight: 0, alwaysCanary: [TESTER, RequestMatch.cookie('beta', StringMatch.exact('1'))] }))).toEqual([
    {
      name: 'canary-always',
      match: [{ headers: { cookie: { regex: '(.*; ?)?beta=1(;.*)?' } } }, { headers: { 'end-user': { exact: 'tester' } } }],
      route: [{ destination: { host: host(), subset: 'v2' } }],
    },
    { name: 'canary', route: split({ v1: 100, v2: 0 }) },
  ]);
});

test('connections of TCP are split too', () => {
  expect(spec('VirtualService', (chart) => canary(service(chart, 'reviews', [TCP])))).toEqual({ hosts: [host()], tcp: [{ route: split({ v1: 90, v2: 10 }) }] });
});

test('connections of TLS are split by the host that they ask for', () => {
  const build = (chart: Chart) => canary(service(chart, 'reviews', [TLS]));
  const names = [host(), 'reviews.shop.svc', 'reviews.shop'];
  expect(spec('VirtualService', build)).toEqual({
    hosts: names, tls: [{ match: [{ sniHosts: names }], route: split({ v1: 90, v2: 10 }) }],
  });
  expect(reportsOf(build)).toEqual([
    `info shop/reviews: connections to port 8443 (${TLS.name}) are told by the server name that they ask for; it must be one of ${names.join(', ')}, `
    + 'as others go to all versions alike; let clients ask for one of these names [CI0017]',
  ]);
});

test('on ports of all kinds each is split on its own', () => {
  const to = (number: number) => split({ v1: 90, v2: 10 }, { port: number });
  expect(spec('VirtualService', (chart) => canary(service(chart, 'reviews', [HTTP, port('grpc', 9090), TCP, TLS])))).toEqual({
    hosts: [host()],
    http: [
      { name: 'canary-9080', match: [{ port: 9080 }], route: to(9080) },
      { name: 'canary-9090', match: [{ port: 9090 }], route: to(9090) },
    ],
    tcp: [{ match: [{ port: 5432 }], route: to(5432) }],
    tls: [{ match: [{ port: 8443, sniHosts: [host()] }], route: to(8443) }],
  });
});

test('connections are told by their source, the narrower first', () => {
  expect(spec('VirtualService', (chart) => {
    const db = service(chart, 'reviews', [TCP]);
    canary(db);
    canary(db, { weight: 50, requests: [RequestMatch.sourceLabels({ app: 'web' }).and(RequestMatch.sourceNamespace('shop'))] }, 'web');
  }).tcp).toEqual([
    { match: [{ sourceLabels: { app: 'web' }, sourceNamespace: 'shop' }], route: split({ v1: 50, v2: 50 }) },
    { route: split({ v1: 90, v2: 10 }) },
  ]);
});

test('one port of several is released alone', () => {
  expect(routes((chart) => canary(service(chart, 'reviews', [HTTP, port('http-admin', 9081)]), { requests: [RequestMatch.port(9081)] }))).toEqual([
    { name: 'canary-9081', match: [{ port: 9081 }], route: split({ v1: 90, v2: 10 }, { port: 9081 }) },
    { name: 'reviews-9080', match: [{ port: 9080 }], route: [{ destination: { host: host(), port: { number: 9080 } } }] },
  ]);
});

const props = (chart: Chart, more: Partial<CanaryReleaseProps>) => canary(service(chart), more);

refuses({
  'less than nothing': [(chart) => props(chart, { weight: -1 }), 'shop/canary: weight is -1; it must be between 0 and 100'],
  'more than all': [(chart) => props(chart, { weight: 120 }), 'shop/canary: weight is 120; it must be between 0 and 100'],
  'a fraction': [(chart) => props(chart, { weight: 0.5 }), 'shop/canary: weight is 0.5; it must be an integer between 0 and 100'],
  'no number': [(chart) => props(chart, { weight: NaN }), 'shop/canary: weight is NaN; it must be an integer between 0 and 100'],
  'a stable version of another service': [
    (chart) => props(chart, { stable: service(chart, 'ratings').version('v1') }),
    'shop/canary: stable is "version v1 of shop/ratings"; it must be a version of shop/reviews; make it with version("v1") of that service',
  ],
  'a canary of another service': [
    (chart) => props(chart, { canary: service(chart, 'ratings').version('v2') }),
    'shop/canary: canary is "version v2 of shop/ratings"; it must be a version of shop/reviews; make it with version("v2") of that service',
  ],
  'one version twice': [
    (chart) => { const reviews = service(chart); canary(reviews, { canary: reviews.version('v1') }); },
    'shop/canary: canary is "v1"; it must be another version than the stable one',
  ],
  'no requests': [
    (chart) => props(chart, { requests: [] }), 'shop/canary: requests is []; it must be a list of at least one element; leave it out for all requests',
  ],
  'none that always go': [
    (chart) => props(chart, { alwaysCanary: [] }), 'shop/canary: alwaysCanary is []; it must be a list of at least one element; leave it out for none',
  ],
  'requests that always go and are not its own': [
    (chart) => props(chart, { requests: [UPLOADS], alwaysCanary: [RequestMatch.path(StringMatch.exact('/'))] }),
    'shop/canary: alwaysCanary[0] is for none of the requests; it must be for some of them',
  ],
  'a priority that is no integer': [(chart) => props(chart, { priority: 0.5 }), 'shop/canary: priority is 0.5; it must be an integer'],
});

reports({
  'two releases of the same requests': [
    (chart) => { const reviews = service(chart); canary(reviews, { requests: [TESTER] }, 'a'); canary(reviews, { requests: [TESTER], weight: 100 }, 'b'); },
    'error shop/a and shop/b: for reviews.shop.svc.cluster.local, the destination is ' +
    'v1 90 %, v2 10 % and v1 0 %, v2 100 % for the same requests, for example those with header end-user "tester"; one of them must be more specific; ' +
    'make one match contain the other, or give one of them a higher priority [CI0011]',
  ],
  'matches that Istio cannot tell at once': [
    (chart) => {
      const reviews = service(chart);
      canary(reviews, { requests: [RequestMatch.header('user', StringMatch.regex('.*a'))] }, 'a');
      canary(reviews, { requests: [RequestMatch.header('user', StringMatch.regex('b.*'))], weight: 50 }, 'b');
    },
    'error shop/a and shop/b: for reviews.shop.svc.cluster.local, requests with header user matching "b.*" and header user matching ".*a" would need ' +
    'a route of their own, and Istio has no match for both at once; the two must exclude each other, or one must contain the other; ' +
    'write them as exact or prefix matches, or one regular expression that tells them apart [CI0011]',
  ],
  'requests that always go, of which Istio cannot tell whether they are its own': [
    (chart) => canary(service(chart), {
      requests: [RequestMatch.header('user', StringMatch.regex('.*a'))], alwaysCanary: [RequestMatch.header('user', StringMatch.regex('b.*'))],
    }),
    'error shop/canary: for reviews.shop.svc.cluster.local, requests with header user matching "b.*" and header user matching ".*a" would need ' +
    'a route of their own, and Istio has no match for both at once; the two must exclude each other, or one must contain the other; ' +
    'write them as exact or prefix matches, or one regular expression that tells them apart [CI0011]',
  ],
  'a match for HTTP on a TCP port': [
    (chart) => canary(service(chart, 'reviews', [TCP]), { requests: [TESTER] }),
    'error shop/canary: the destination for some requests needs a port with HTTP; the ports of reviews.shop.svc.cluster.local are tcp (5432); ' +
    'name the port http-…, http2-… or grpc-…, or remove what needs HTTP [CI0014]',
  ],
  'a release that others decide over': [
    (chart) => { const reviews = service(chart); canary(reviews, {}, 'a'); canary(reviews, { weight: 50, priority: 1 }, 'b'); },
    'warning shop/a: what it says of the destination for reviews.shop.svc.cluster.local decides nothing: others are more specific, or have a higher ' +
    'priority, for all of its requests; remove it, or narrow its match [CI0013]',
  ],
});

test('so many overlapping releases that no one could read the routes are refused', () => {
  const [finding] = reportsOf((chart) => {
    const reviews = service(chart);
    for (let i = 0; i < 9; i++) { canary(reviews, { weight: i, priority: i, requests: [RequestMatch.header(`h${i}`, StringMatch.present())] }, `c${i}`); }
  });
  expect(finding).toBe('error shop/reviews: for reviews.shop.svc.cluster.local, the matches overlap in so many ways that more than 256 routes would be ' +
    'needed; it must be at most 256; use fewer or disjoint matches [CI0011]');
});
