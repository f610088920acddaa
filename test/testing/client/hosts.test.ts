import { ask, goesTo, networking, service } from './support';
import { DataPlaneMode, HopSecurity, type MeshRequest, MeshTesting, RequestOutcome, RequestProtocol } from 'cdk8s-istio';

const to = (host: string, of: string = 'cart', namespace: string = 'shop') =>
  networking('VirtualService', `to-${of}`, `{hosts: ["${host}"], http: [{route: [{destination: {host: ${of}.shop.svc.cluster.local}}]}]}`, namespace);
const APP = [service('reviews'), service('cart')];
const REVIEWS = 'reviews.shop:9080 100';
const CART = 'cart.shop:9080 100';

test('without a VirtualService it goes to the service, by the route that Istio makes', () => {
  const treatment = ask(APP, { to: 'reviews', source: { namespace: 'shop' } });
  expect(goesTo(treatment)).toBe(REVIEWS);
  expect(treatment).toMatchObject({ outcome: RequestOutcome.FORWARDED, route: 'default', retries: { attempts: 2 }, mutualTls: HopSecurity.MUTUAL_TLS });
});

test.each([
  ['a wildcard over the service', [to('*.shop.svc.cluster.local')], CART],
  ['the host itself before a wildcard', [to('*.shop.svc.cluster.local'), to('reviews.shop.svc.cluster.local', 'reviews')], REVIEWS],
  ['nothing by a host that is no full name', [to('reviews.shop')], REVIEWS],
  ['nothing by a VirtualService that is not exported', [networking('VirtualService', 'hidden', '{hosts: [reviews.shop.svc.cluster.local], exportTo: ["."], http: [{route: [{destination: {host: cart.shop.svc.cluster.local}}]}]}', 'other')], REVIEWS],
  ['nothing by a VirtualService of gateways', [networking('VirtualService', 'edge', '{hosts: [reviews], gateways: [public], http: [{route: [{destination: {host: cart}}]}]}')], REVIEWS],
])('it is routed by %s', (_, rules, expected) => {
  expect(goesTo(ask([...APP, ...rules], { to: 'reviews.shop' }))).toBe(expected);
});

test('of several VirtualServices for a host one counts, and that is said', () => {
  const treatment = ask([...APP, to('reviews.shop.svc.cluster.local'), to('reviews.shop.svc.cluster.local', 'reviews')], { to: 'reviews.shop' });
  expect(goesTo(treatment)).toBe(CART);
  expect(treatment.undecided).toEqual([
    'of several VirtualServices for reviews.shop.svc.cluster.local the oldest counts; shop/to-cart is taken for it, by its name, before shop/to-reviews',
  ]);
});

const BLOCKING = networking('Sidecar', 'default', '{outboundTrafficPolicy: {mode: REGISTRY_ONLY}}');

test.each<[string, string[], MeshRequest, RequestOutcome, string | undefined]>([
  ['is let through', [], { to: 'example.com' }, RequestOutcome.FORWARDED, 'allow_any'],
  ['is blocked by a Sidecar', [BLOCKING], { to: 'example.com', source: { namespace: 'shop' } }, RequestOutcome.BLOCKED, 'block_all'],
  ['is blocked on ports of which nothing is known', [BLOCKING], { to: 'example.com', port: 8443, source: { namespace: 'shop' } }, RequestOutcome.BLOCKED, undefined],
])('a host that nobody declares %s', (_, objects, request, outcome, route) => {
  const web = service('web', 'v1', { port: '{name: http, port: 80, targetPort: 9080}' });
  expect(ask([...APP, web, ...objects], request)).toMatchObject({ outcome, ...(route === undefined ? {} : { route }) });
});

test('a Sidecar shows what it imports only', () => {
  const own = networking('Sidecar', 'default', '{egress: [{hosts: ["./*"]}]}', 'other');
  const rules = to('reviews.shop.svc.cluster.local');
  expect(goesTo(ask([...APP, own, rules], { to: 'reviews.shop', source: { namespace: 'shop' } }))).toBe(CART);
  const treatment = ask([...APP, own, rules], { to: 'reviews.shop', source: { namespace: 'other' } });
  expect(treatment).toMatchObject({ outcome: RequestOutcome.FORWARDED, mutualTls: HopSecurity.PLAIN_TEXT });
  expect(treatment.virtualService).toBeUndefined();
});

test('a caller without sidecar is routed by nothing, and speaks plain text', () => {
  const treatment = ask([...APP, to('reviews.shop.svc.cluster.local')], { to: 'reviews.shop', source: { namespace: 'shop', hasSidecar: false } });
  expect(treatment).toMatchObject({ outcome: RequestOutcome.FORWARDED, mutualTls: HopSecurity.PLAIN_TEXT });
  expect(goesTo(treatment)).toBe(REVIEWS);
});

const EXTERNAL = networking('ServiceEntry', 'payments', '{hosts: [api.example.com], resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP, targetPort: 443}, {number: 8443, name: tls, protocol: TLS}]}');

test('a ServiceEntry is a destination outside, with TLS where a DestinationRule says so', () => {
  expect(ask([EXTERNAL], { to: 'api.example.com' })).toMatchObject({ outcome: RequestOutcome.FORWARDED, route: 'default', mutualTls: HopSecurity.PLAIN_TEXT });
  const tls = networking('DestinationRule', 'payments', '{host: api.example.com, trafficPolicy: {tls: {mode: SIMPLE}}}');
  expect(ask([EXTERNAL, tls], { to: 'api.example.com', source: { namespace: 'shop' } }).mutualTls).toBe(HopSecurity.TLS);
});

test('TLS of the caller is routed by its server name', () => {
  const rules = networking('VirtualService', 'tls', '{hosts: [api.example.com], tls: [{match: [{port: 8443, sniHosts: [api.example.com]}], route: [{destination: {host: cart, port: {number: 9080}}}]}]}');
  const request = { to: 'api.example.com', port: 8443, protocol: RequestProtocol.TLS, source: { namespace: 'shop' } };
  expect(goesTo(ask([...APP, EXTERNAL, rules], request))).toBe(CART);
  expect(ask([...APP, EXTERNAL, rules], { ...request, sni: 'other.example.com' }).virtualService).toBeUndefined();
});

test('connections are routed by the port of the service', () => {
  const db = service('db', 'v1', { port: '{name: tcp, port: 5432}' });
  const other = service('db2', 'v1', { port: '{name: tcp, port: 5432}' });
  const rules = networking('VirtualService', 'db', '{hosts: [db], tcp: [{match: [{sourceNamespace: other}], route: [{destination: {host: db}}]}, {route: [{destination: {host: db2}, weight: 1}, {destination: {host: db}, weight: 3}]}]}');
  expect(goesTo(ask([db, other, rules], { to: 'db.shop', source: { namespace: 'shop' } }))).toBe('db2.shop:5432 25, db.shop:5432 75');
  expect(goesTo(ask([db, other, rules], { to: 'db.shop', source: { namespace: 'other' } }))).toBe('db.shop:5432 100');
});

test('a port that a destination names counts; without one it is that of the request', () => {
  const web = service('web', 'v1', { port: '{name: http, port: 80, targetPort: 9080}' });
  const rules = (port: string) => networking('VirtualService', 'web', `{hosts: [web], http: [{route: [{destination: {host: reviews${port}}}]}]}`);
  expect(goesTo(ask([...APP, web, rules(', port: {number: 9080}')], { to: 'web.shop' }))).toBe(REVIEWS);
  expect(ask([...APP, web, rules('')], { to: 'web.shop' })).toMatchObject({
    outcome: RequestOutcome.NO_DESTINATION, status: 503, destinations: [{ host: 'reviews.shop.svc.cluster.local', port: 80 }],
  });
});

test('objects are found by kind and name', () => {
  const mesh = MeshTesting.ofYaml([...APP, EXTERNAL].join(''));
  expect(mesh.objects('Service')).toHaveLength(2);
  expect(mesh.object('ServiceEntry', 'payments')).toMatchObject({ spec: { hosts: ['api.example.com'] } });
  expect(mesh.object('Service', 'cart', 'shop')).toMatchObject({ metadata: { name: 'cart' } });
});

test.each<[string, () => unknown, string]>([
  ['no host', () => ask(APP, { to: '' }), 'MeshTesting.request: to is ""; it must be a text that is not empty'],
  ['a URL', () => ask(APP, { to: 'http://reviews/' }), 'MeshTesting.request: to is "http://reviews/"; it must be a host without scheme, port and path; give the port as port'],
  ['a port that is none', () => ask(APP, { to: 'reviews.shop', port: 0 }), 'MeshTesting.request: port is 0; it must be between 1 and 65535'],
  ['one of several ports', () => ask([service('two', '', { port: '{name: a, port: 1}, {name: b, port: 2}' })], { to: 'two.shop' }),
    'MeshTesting.request: port is missing; it must be one of 1, 2, which two.shop.svc.cluster.local has'],
  ['a path without slash', () => ask(APP, { to: 'reviews.shop', path: 'a' }), 'MeshTesting.request: path is "a"; it must be a path that begins with "/"'],
  ['a path that proxies refuse', () => ask(APP, { to: 'reviews.shop', path: '/%00' }), 'MeshTesting.request: path is "/%00"; it must be a path that proxies take: without "#" and "%00"'],
  ['an unknown workload', () => ask(APP, { to: 'reviews.shop', source: { workload: 'x' } }),
    'MeshTesting.request: source.workload is "x"; it must be the name of a workload of the app, such as "reviews-v1"'],
  ['a workload of two namespaces', () => ask([...APP, service('cart', 'v1', { namespace: 'b' })], { to: 'reviews.shop', source: { workload: 'cart-v1' } }),
    'MeshTesting.request: source.workload is "cart-v1"; it must be the name of one workload; several namespaces have one (shop, b): give the namespace too'],
  ['a namespace that can be none', () => ask(APP, { to: 'reviews.shop', source: { namespace: 'A' } }), 'MeshTesting.request: source.namespace is "A"; it must be lower-case letters'],
  ['an unknown Gateway', () => ask(APP, { to: 'a', gateway: 'x' }), 'MeshTesting.request: gateway is "x"; it must be a Gateway of the app, which has none'],
  ['a wrong protocol', () => ask(APP, { to: 'reviews.shop', protocol: 'UDP' as RequestProtocol }), 'MeshTesting.request: protocol is "UDP"; it must be one of HTTP, HTTPS, GRPC, TCP, TLS'],
  ['no YAML', () => MeshTesting.ofYaml('a: b: c'), 'MeshTesting.ofYaml: text must be YAML, and is not'],
  ['no objects', () => MeshTesting.ofObjects([{ kind: 'Service' }]), 'MeshTesting.ofObjects: objects[0].apiVersion is missing; it must be a text'],
  ['an object that is not there', () => MeshTesting.ofYaml(APP.join('')).object('Service', 'x'), 'MeshTesting.object: name is "x"; it must be one of shop/reviews, shop/cart'],
  ['a kind that is not there', () => MeshTesting.ofYaml('').object('Gateway', 'x'), 'MeshTesting.object: name is "x"; it must be of an object; there is no Gateway'],
])('refuses %s', (_, act, message) => {
  expect(act).toThrow(message);
});

test('what changes the proxy is announced, where it is for the request', () => {
  const filter = (port: number) => networking('EnvoyFilter', 'patch', `{configPatches: [{applyTo: HTTP_ROUTE, match: {context: SIDECAR_OUTBOUND, routeConfiguration: {portNumber: ${port}}}, patch: {operation: MERGE, value: {}}}]}`)
    .replace('networking.istio.io/v1', 'networking.istio.io/v1alpha3');
  expect(ask([...APP, filter(9080)], { to: 'reviews.shop' }).undecided).toEqual([
    'EnvoyFilter shop/patch changes the proxy that routes the request; what it does is not simulated',
  ]);
  expect(ask([...APP, filter(80)], { to: 'reviews.shop' }).undecided).toEqual([]);
});

test('a mesh without sidecars is not simulated', () => {
  const treatment = ask(APP, { to: 'reviews.shop' }, { dataPlaneMode: DataPlaneMode.AMBIENT });
  expect(treatment).toMatchObject({ outcome: RequestOutcome.UNDECIDED, undecided: ['the mesh has proxies on nodes instead of sidecars: that is not simulated'] });
});

test('workloads that differ are told one by one', () => {
  const v2 = `
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: v2, namespace: shop}
spec: {action: DENY, selector: {matchLabels: {version: v2}}, rules: [{}]}`;
  const [destination] = ask([service('reviews', 'v1 v2'), v2], { to: 'reviews.shop' }).destinations;
  expect(destination).toMatchObject({
    outcome: RequestOutcome.MIXED,
    byWorkload: [{ name: 'shop/reviews-v1', outcome: RequestOutcome.FORWARDED }, { name: 'shop/reviews-v2', outcome: RequestOutcome.DENIED, status: 403 }],
  });
});

test('TLS that a DestinationRule originates may meet a workload that speaks none', () => {
  const tls = networking('DestinationRule', 'tls', '{host: db, trafficPolicy: {tls: {mode: SIMPLE}}}');
  const treatment = ask([service('db', 'v1', { port: '{name: tcp, port: 5432}' }), tls], { to: 'db.shop' });
  expect(treatment.mutualTls).toBe(HopSecurity.TLS);
  expect(treatment.undecided).toEqual([
    'the DestinationRule has the proxy speak TLS to db.shop.svc.cluster.local:5432: whether shop/db-v1 itself speaks it, the app does not show',
  ]);
});
