import { ask, goesTo, networking, service } from './support';
import { RequestOutcome, RequestProtocol } from 'cdk8s-istio';

const PODS = `
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: edge, namespace: edge}
spec: {template: {metadata: {labels: {istio: edge}}, spec: {serviceAccountName: edge, containers: []}}}`;

const GATEWAY = networking('Gateway', 'public', `
  selector: {istio: edge}
  servers:
    - {port: {number: 80, name: http, protocol: HTTP}, hosts: ["shop.example.com", "shop/only.example.com"]}
    - {port: {number: 80, name: http-redirect, protocol: HTTP}, hosts: ["secure.example.com"], tls: {httpsRedirect: true}}
    - {port: {number: 443, name: https, protocol: HTTPS}, hosts: ["secure.example.com"], tls: {mode: SIMPLE, credentialName: cert}}
    - {port: {number: 443, name: tls, protocol: TLS}, hosts: ["raw.example.com"], tls: {mode: PASSTHROUGH}}
    - {port: {number: 7000, name: tcp, protocol: TCP}, hosts: ["*"]}`, 'edge');

const bound = (name: string, rest: string, namespace?: string) => networking('VirtualService', name, `{gateways: [edge/public], ${rest}}`, namespace);
const SHOP = bound('shop', 'hosts: [shop.example.com, only.example.com, secure.example.com], http: [{name: cart, match: [{uri: {prefix: /cart}}], route: [{destination: {host: cart}}]}, {route: [{destination: {host: reviews}}]}]');
const APP = [PODS, GATEWAY, service('reviews'), service('cart')];

test.each([
  ['a host of the server', { to: 'shop.example.com' }, 'reviews.shop:9080 100'],
  ['a path with a route of its own', { to: 'shop.example.com', path: '/cart/1' }, 'cart.shop:9080 100'],
  ['a host that is for one namespace, of a VirtualService in it', { to: 'only.example.com' }, 'reviews.shop:9080 100'],
  ['HTTPS that the gateway ends', { to: 'secure.example.com', protocol: RequestProtocol.HTTPS, path: '/cart' }, 'cart.shop:9080 100'],
])('routes %s', (_, request, expected) => {
  const treatment = ask([...APP, SHOP], { gateway: 'edge/public', ...request });
  expect(goesTo(treatment)).toBe(expected);
  expect(treatment.outcome).toBe(RequestOutcome.FORWARDED);
});

test.each([
  ['as it is', {}, 'https://secure.example.com/cart?a=1'],
  ['with the port that it says', { authority: 'secure.example.com:80' }, 'https://secure.example.com:80/cart?a=1'],
])('plain text is sent to HTTPS, to the host %s', (_, more, location) => {
  const treatment = ask([...APP, SHOP], { to: 'secure.example.com', path: '/cart?a=1', gateway: 'public', ...more });
  expect(treatment).toMatchObject({ outcome: RequestOutcome.REDIRECTED, status: 301, redirect: { location } });
});

test.each([
  ['a host that nothing is for', { to: 'other.example.com' }, RequestOutcome.NO_ROUTE],
  ['a port that no server has', { to: 'shop.example.com', port: 8080 }, RequestOutcome.REFUSED],
  ['a server name that no server is for', { to: 'shop.example.com', protocol: RequestProtocol.HTTPS }, RequestOutcome.REFUSED],
  ['connections without a route', { to: 'shop.example.com', port: 7000, protocol: RequestProtocol.TCP }, RequestOutcome.REFUSED],
])('does not route %s', (_, request, outcome) => {
  expect(ask([...APP, SHOP], { gateway: 'edge/public', ...request }).outcome).toBe(outcome);
});

test('connections are routed by their port, and TLS by its server name', () => {
  const db = service('db', 'v1', { port: '{name: tcp, port: 5432}' });
  const tcp = bound('tcp', 'hosts: ["*"], tcp: [{match: [{port: 7000}], route: [{destination: {host: db}}]}]');
  const tls = bound('tls', 'hosts: [raw.example.com], tls: [{match: [{sniHosts: [raw.example.com]}], route: [{destination: {host: db}}]}]');
  expect(goesTo(ask([...APP, db, tcp], { to: 'db', port: 7000, protocol: RequestProtocol.TCP, gateway: 'edge/public' }))).toBe('db.shop:5432 100');
  expect(goesTo(ask([...APP, db, tls], { to: 'raw.example.com', protocol: RequestProtocol.TLS, gateway: 'edge/public' }))).toBe('db.shop:5432 100');
});

test('routes for all requests of one VirtualService go after those of another', () => {
  const all = bound('a-all', 'hosts: [shop.example.com], http: [{route: [{destination: {host: reviews}}]}]');
  const some = bound('b-cart', 'hosts: [shop.example.com], http: [{match: [{uri: {prefix: /cart}}], route: [{destination: {host: cart}}]}]');
  const treatment = ask([...APP, all, some], { to: 'shop.example.com', path: '/cart', gateway: 'edge/public' });
  expect(goesTo(treatment)).toBe('cart.shop:9080 100');
  expect(treatment.undecided).toEqual([
    'several VirtualServices are for shop.example.com (shop/a-all, shop/b-cart): older ones go first, and are taken to be so by name',
  ]);
});
