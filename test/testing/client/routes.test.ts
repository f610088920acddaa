import { Duration } from 'cdk8s';
import { ask, goesTo, networking, service } from './support';
import { type MeshRequest, RequestOutcome } from 'cdk8s-istio';

const routes = (http: string, extra: string = '') => networking('VirtualService', 'reviews', `{hosts: [reviews]${extra}, http: [${http}]}`);
const matching = (match: string) => routes(`{match: [${match}], route: [{destination: {host: cart}}]}, {name: other, route: [{destination: {host: reviews}}]}`);
const APP = [service('reviews', 'v1 v2'), service('cart')];
const CART = 'cart.shop:9080 100';
const REVIEWS = 'reviews.shop:9080 100';

describe('a match takes', () => {
  test.each<[string, string, Partial<MeshRequest>, Partial<MeshRequest>]>([
    ['an exact path', '{uri: {exact: /a}}', { path: '/a?x=1' }, { path: '/a/' }],
    ['a prefix', '{uri: {prefix: /api}}', { path: '/apiv2' }, { path: '/ap' }],
    ['a prefix in any case', '{uri: {prefix: /api}, ignoreUriCase: true}', { path: '/API/x' }, { path: '/x' }],
    ['a whole path by RE2', '{uri: {regex: "/v[0-9]+"}}', { path: '/v12' }, { path: '/v12/x' }],
    ['a path after its dots', '{uri: {exact: /a}}', { path: '/b/../a' }, { path: '/b/a' }],
    ['a method', '{method: {exact: POST}}', { method: 'POST' }, {}],
    ['an authority with its port', '{authority: {exact: "reviews:9080"}}', { to: 'reviews' }, { to: 'reviews.shop' }],
    ['an authority that is said', '{authority: {exact: reviews}}', { authority: 'reviews' }, {}],
    ['a scheme', '{scheme: {exact: http}}', {}, {}],
    ['a header', '{headers: {x-user: {exact: anna}}}', { headers: { 'X-User': 'anna' } }, { headers: { 'x-user': 'Anna' } }],
    ['a header that is there', '{headers: {x-user: {}}}', { headers: { 'x-user': '' } }, {}],
    ['a header by RE2', '{headers: {cookie: {regex: "^(.*?;)?(user=jason)(;.*)?$"}}}', { headers: { cookie: 'a=b;user=jason' } }, { headers: { cookie: 'user=x' } }],
    ['a header that is not there', '{withoutHeaders: {x-user: {}}}', {}, { headers: { 'x-user': 'a' } }],
    ['another value of a header, or none', '{withoutHeaders: {x-user: {exact: anna}}}', {}, { headers: { 'x-user': 'anna' } }],
    ['no missing header that may be anything', '{withoutHeaders: {x-user: {regex: ".+"}}}', {}, { headers: { 'x-user': 'a' } }],
    ['a parameter', '{queryParams: {v: {exact: "2"}}}', { path: '/?v=2' }, { query: { v: '3' } }],
    ['a parameter that is there', '{queryParams: {v: {}}}', { query: { v: 'x y' } }, { path: '/?w=2' }],
    ['the labels of the caller', '{sourceLabels: {app: cart}}', { source: { workload: 'cart-v1' } }, { source: { workload: 'reviews-v1' } }],
    ['the namespace of the caller', '{sourceNamespace: other}', { source: { namespace: 'other' } }, { source: { namespace: 'shop' } }],
    ['a gateway, whatever the labels', '{gateways: [mesh], sourceLabels: {app: none}}', {}, {}],
    ['a port', '{port: 9080}', {}, {}],
  ])('%s', (_, match, taken, left) => {
    const request = { to: 'reviews.shop', ...taken };
    const other = { to: 'reviews.shop', ...left };
    expect(goesTo(ask([...APP, matching(match)], request))).toBe(CART);
    if (JSON.stringify(request) !== JSON.stringify(other)) { expect(goesTo(ask([...APP, matching(match)], other))).toBe(REVIEWS); }
  });
});

test('claims mean nothing to a sidecar', () => {
  const match = matching('{headers: {"@request.auth.claims.group": {exact: staff}}}');
  expect(goesTo(ask([...APP, match], { to: 'reviews.shop', claims: { iss: 'x', group: 'staff' } }))).toBe(REVIEWS);
});

test('what RE2 does not read is not decided', () => {
  const treatment = ask([...APP, matching('{uri: {regex: "(?=a)"}}')], { to: 'reviews.shop' });
  expect(treatment.outcome).toBe(RequestOutcome.UNDECIDED);
  expect(treatment.undecided[0]).toMatch(/^shop\/reviews http\[0\]: uri has the regular expression "\(\?=a\)", which RE2 does not read/);
});

test('every setting of a route', () => {
  const all = routes(`{
    name: all, match: [{name: m, uri: {prefix: /old}}],
    timeout: 1500ms, retries: {attempts: 3, perTryTimeout: 2s, retryOn: "5xx, 503"},
    rewrite: {uri: /new, authority: inner.example.com},
    fault: {delay: {fixedDelay: 2s, percentage: {value: 12.5}}, abort: {httpStatus: 503, percentage: {value: 10}}},
    mirrors: [{destination: {host: cart}, percentage: {value: 50}}, {destination: {host: cart, port: {number: 9080}}, percentage: {value: 0}}],
    headers: {request: {set: {x-a: "1", ":authority": no.example.com}, remove: [x-b]}, response: {add: {x-c: "2"}}},
    corsPolicy: {allowOrigins: [{prefix: "https://shop."}], allowMethods: [GET], maxAge: 10s},
    route: [{destination: {host: reviews}, weight: 30, headers: {request: {add: {x-d: "3"}}}}, {destination: {host: cart}, weight: 10}, {destination: {host: no}, weight: 0}]}`);
  const { explanation, destinations, ...treatment } = ask([...APP, all], { to: 'reviews.shop', path: '/old/1?q=1', headers: { origin: 'https://shop.x' } });
  expect(treatment).toEqual({
    outcome: RequestOutcome.FORWARDED,
    virtualService: 'shop/reviews',
    route: 'all.m',
    routeIndex: 0,
    timeout: Duration.millis(1500),
    retries: { attempts: 3, perTryTimeout: Duration.seconds(2), on: ['5xx', '503', 'retriable-status-codes'] },
    delay: { percentage: 12.5, duration: Duration.seconds(2) },
    abort: { percentage: 10, status: 503 },
    mirrors: [{ host: 'cart.shop.svc.cluster.local', port: 9080, percentage: 50 }],
    rewrite: { path: '/new/1?q=1', authority: 'inner.example.com' },
    path: '/new/1?q=1',
    authority: 'inner.example.com',
    requestHeaders: { set: { 'x-a': '1' }, remove: ['x-b'] },
    responseHeaders: { add: { 'x-c': '2' } },
    cors: { allowedOrigin: 'https://shop.x', preflight: false, allowMethods: ['GET'], maxAge: Duration.seconds(10) },
    authorization: { allowed: true, reason: 'no AuthorizationPolicy is enforced for shop/reviews-v1' },
    mutualTls: 'mutual-tls',
    undecided: [],
  });
  expect(destinations.map(({ host, weight, requestHeaders }) => [host, weight, requestHeaders])).toEqual([
    ['reviews.shop.svc.cluster.local', 75, { add: { 'x-d': '3' } }], ['cart.shop.svc.cluster.local', 25, undefined],
  ]);
  expect(explanation).toContain('75 % go to reviews.shop.svc.cluster.local:9080');
});

test.each([
  ['its parts', 'redirect: {uri: /b, authority: b.example.com, redirectCode: 302}', { status: 302, location: 'http://b.example.com/b?x=1' }],
  ['HTTPS, without a port that is the usual one', 'redirect: {scheme: https, port: 443, authority: a}', { status: 301, location: 'https://a/a?x=1' }],
  ['the host with its port', 'redirect: {scheme: https}', { status: 301, location: 'https://reviews.shop:9080/a?x=1' }],
  ['the port of the request', 'redirect: {derivePort: FROM_REQUEST_PORT, authority: b}', { status: 301, location: 'http://b:9080/a?x=1' }],
])('a redirect has %s', (_, action, redirect) => {
  const treatment = ask([...APP, routes(`{${action}}`)], { to: 'reviews.shop', path: '/a?x=1' });
  expect(treatment).toMatchObject({ outcome: RequestOutcome.REDIRECTED, status: redirect.status, redirect, destinations: [] });
});

test.each([
  ['a response of the route', '{directResponse: {status: 418, body: {string: tea}}}', {}, 418],
  ['an abort of all requests', '{fault: {abort: {httpStatus: 555, percentage: {value: 100}}}, route: [{destination: {host: reviews}}]}', {}, 555],
  ['a preflight', '{corsPolicy: {allowOrigins: [{exact: "https://a"}]}, route: [{destination: {host: reviews}}]}',
    { method: 'OPTIONS', headers: { 'origin': 'https://a', 'access-control-request-method': 'GET' } }, 200],
])('the proxy answers with %s', (_, route, request, status) => {
  expect(ask([...APP, routes(route)], { to: 'reviews.shop', ...request })).toMatchObject({ outcome: RequestOutcome.ANSWERED, status, destinations: [] });
});

test.each([
  ['a regular expression', '{uriRegexRewrite: {match: "^/old/(.*)$", rewrite: "/new/\\\\1"}}', '/old/x?y', '/new/x?y'],
  ['all paths', '{uri: /v2}', '/old', '/v2old'],
])('a rewrite of %s', (_, rewrite, path, expected) => {
  expect(ask([...APP, routes(`{rewrite: ${rewrite}, route: [{destination: {host: reviews}}]}`)], { to: 'reviews.shop', path }).path).toBe(expected);
});

test('delegates are merged into the routes that name them', () => {
  const root = routes('{name: root, match: [{uri: {prefix: /api}}], delegate: {name: part, namespace: other}, timeout: 3s}, {name: rest, match: [{uri: {prefix: /x}}], route: [{destination: {host: reviews}}]}');
  const part = networking('VirtualService', 'part', '{http: [{name: a, match: [{uri: {prefix: /api/a}}], route: [{destination: {host: cart.shop.svc.cluster.local}}]}, {name: bad, match: [{uri: {prefix: /b}}], route: [{destination: {host: cart}}]}]}', 'other');
  const treatment = ask([...APP, root, part], { to: 'reviews.shop', path: '/api/a/1' });
  expect(treatment).toMatchObject({ virtualService: 'shop/reviews', route: 'root-a', routeIndex: 0, timeout: Duration.seconds(3) });
  expect(goesTo(treatment)).toBe(CART);
  expect(ask([...APP, root, part], { to: 'reviews.shop', path: '/b' }).explanation.slice(0, 3)).toEqual([
    'shop/reviews route bad of other/part matches what http[0] does not: it has no effect',
    'shop/reviews http[0] (root-a) by other/part does not take it: uri must begin with "/api/a", and is "/b"',
    'shop/reviews http[1] (rest) does not take it: uri must begin with "/x", and is "/b"',
  ]);
});
