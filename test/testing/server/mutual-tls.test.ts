import { type Change, line, objects, policy, verdict } from './run';
import type { ServingWorkload } from '../../../src/testing/simulator/server/arrival';

const peer = (name: string, spec: string, namespace?: string, metadata?: string) => policy('PeerAuthentication', name, spec, namespace, metadata);
const mode = (name: string) => peer('default', `{mtls: {mode: ${name}}}`);
/** Denies connections, and no request with GET: it shows at what the proxy looks. */
const NO_PUT = policy('AuthorizationPolicy', 'no-put', '{action: DENY, rules: [{to: [{operation: {methods: [PUT]}}]}]}');
const TEXT: Change = { request: null };

/** Each as the proxies of Istio 1.31 decide it. */
describe('what gets through: as a request (admitted), as a connection (denied), or not at all', () => {
  const ports = [9080, 3306, 7070, 5555];
  test.each<[string, string, Change, string[]]>([
    ['nothing said', 'mutual', {}, ['admitted', 'denied shop/no-put[0]', 'admitted', 'admitted']],
    ['nothing said', 'mutual', TEXT, ['refused', 'denied shop/no-put[0]', 'denied shop/no-put[0]', 'denied shop/no-put[0]']],
    ['nothing said', 'plain', {}, ['admitted', 'denied shop/no-put[0]', 'admitted', 'admitted']],
    ['nothing said', 'plain', TEXT, ['refused', 'denied shop/no-put[0]', 'denied shop/no-put[0]', 'denied shop/no-put[0]']],
    ['nothing said', 'simple', {}, ['refused', 'denied shop/no-put[0]', 'denied shop/no-put[0]', 'denied shop/no-put[0]']],
    ['STRICT', 'mutual', {}, ['admitted', 'denied shop/no-put[0]', 'admitted', 'admitted']],
    ['STRICT', 'plain', {}, ['refused', 'refused', 'refused', 'refused']],
    ['STRICT', 'simple', {}, ['refused', 'refused', 'refused', 'refused']],
    ['DISABLE', 'mutual', {}, ['refused', 'refused', 'refused', 'refused']],
    ['DISABLE', 'plain', {}, ['admitted', 'denied shop/no-put[0]', 'admitted', 'admitted']],
    ['DISABLE', 'simple', {}, ['refused', 'denied shop/no-put[0]', 'denied shop/no-put[0]', 'denied shop/no-put[0]']],
  ])('%s, %s, %j', (said, tls, change, expected) => {
    const yaml = said === 'nothing said' ? NO_PUT : objects(NO_PUT, mode(said));
    expect(ports.map((port) => line(verdict(yaml, { ...change, tls: tls as 'plain', port })).replace(' 403', ''))).toEqual(expected);
  });
});

describe('which mode holds', () => {
  const STRICT = '{mtls: {mode: STRICT}}';
  const ports = (spec: string) => `{selector: {matchLabels: {app: reviews}}, ${spec}}`;
  test.each<[string, string, number, string]>([
    ['none: both', '', 9080, 'admitted'],
    ['that of the mesh', peer('m', STRICT, 'istio-system'), 9080, 'refused'],
    ['that of the namespace before that of the mesh', objects(peer('m', STRICT, 'istio-system'), mode('PERMISSIVE')), 9080, 'admitted'],
    ['UNSET says what is said above', objects(peer('m', STRICT, 'istio-system'), mode('UNSET')), 9080, 'refused'],
    ['nothing too', objects(peer('m', STRICT, 'istio-system'), peer('n', '{}')), 9080, 'refused'],
    ['that of other namespaces does not', peer('o', STRICT, 'web'), 9080, 'admitted'],
    ['that of the pods before that of the namespace', objects(mode('STRICT'), peer('p', ports('mtls: {mode: DISABLE}'))), 9080, 'admitted'],
    ['that of other pods does not', peer('o', '{selector: {matchLabels: {app: ratings}}, mtls: {mode: STRICT}}'), 9080, 'admitted'],
    ['one with a selector in the root namespace is ignored', peer('m', ports('mtls: {mode: STRICT}'), 'istio-system'), 9080, 'admitted'],
    ['a port of the pods, not of the service', peer('p', ports('portLevelMtls: {"80": {mode: STRICT}}')), 9080, 'admitted'],
    ['a port of the pods', peer('p', ports('portLevelMtls: {"9080": {mode: STRICT}}')), 9080, 'refused'],
    ['and that of no service', peer('p', ports('mtls: {mode: STRICT}, portLevelMtls: {"5555": {mode: DISABLE}}')), 5555, 'admitted'],
    ['other ports as the policy says', peer('p', ports('mtls: {mode: STRICT}, portLevelMtls: {"5555": {mode: DISABLE}}')), 9080, 'refused'],
    ['a port that is UNSET too', peer('p', ports('mtls: {mode: STRICT}, portLevelMtls: {"9080": {mode: UNSET}}')), 9080, 'refused'],
    ['ports without a selector are ignored', peer('p', '{portLevelMtls: {"9080": {mode: STRICT}}}'), 9080, 'admitted'],
    ['of several the older one', objects(
      peer('a', STRICT, 'shop', ', creationTimestamp: "2026-02-02T00:00:00Z"'), peer('b', '{mtls: {mode: PERMISSIVE}}', 'shop', ', creationTimestamp: "2026-01-01T00:00:00Z"'),
    ), 9080, 'admitted'],
    ['of one age by name, which is told', objects(peer('b', '{mtls: {mode: PERMISSIVE}}'), peer('a', STRICT)), 9080, 'refused ?'],
    ['which does not matter if they agree', objects(peer('b', STRICT), peer('a', STRICT)), 9080, 'refused'],
  ])('%s', (_, yaml, port, expected) => { expect(line(verdict(yaml, { tls: 'plain', port }))).toBe(expected); });
});

describe('what a port is', () => {
  const service = (name: string, port: string, metadata = '') =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: shop${metadata}}\nspec: {selector: {app: reviews}, ports: [${port}]}`;
  const pods = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: reviews, namespace: shop}\n'
    + 'spec: {template: {metadata: {labels: {app: reviews, version: v1}}, spec: {containers: [{name: a, ports: [{name: web, containerPort: 8000}]}]}}}';
  const sidecar = (spec: string, namespace = 'shop') => `apiVersion: networking.istio.io/v1\nkind: Sidecar\nmetadata: {name: s, namespace: ${namespace}}\nspec: ${spec}`;
  const ingress = (protocol: string) => `{port: {number: 9080, protocol: ${protocol}, name: p}, defaultEndpoint: "127.0.0.1:9080"}`;
  test.each<[string, string, number, 'request' | 'connection']>([
    ['by its name', service('a', '{name: grpc-x, port: 8000}'), 8000, 'request'],
    ['by its application protocol', service('a', '{name: http, appProtocol: tcp, port: 8000}'), 8000, 'connection'],
    ['TLS is a connection', service('a', '{name: https, port: 8000}'), 8000, 'connection'],
    ['a named one', objects(pods, service('a', '{name: tcp, port: 80, targetPort: web}')), 8000, 'connection'],
    ['a name that the pods do not have is none', objects(pods, service('a', '{name: tcp, port: 80, targetPort: other}')), 8000, 'request'],
    ['of several services by name', objects(service('b', '{name: tcp, port: 8000}'), service('a', '{name: http, port: 8000}')), 8000, 'request'],
    ['the oldest before', objects(
      service('b', '{name: tcp, port: 8000}', ', creationTimestamp: "2026-01-01T00:00:00Z"'), service('a', '{name: http, port: 8000}', ', creationTimestamp: "2026-01-02T00:00:00Z"'),
    ), 8000, 'connection'],
    ['UDP is of no matter', service('a', '{name: x, port: 8000, protocol: UDP}'), 8000, 'request'],
    ['a ServiceEntry that selects the pods', 'apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: e, namespace: shop}\n'
      + 'spec: {hosts: [a.example.com], ports: [{number: 8000, name: x, protocol: TCP}], workloadSelector: {labels: {app: reviews}}}', 8000, 'connection'],
    ['a Sidecar says it instead', sidecar(`{ingress: [${ingress('TCP')}]}`), 9080, 'connection'],
    ['what it leaves out is passed through', sidecar(`{ingress: [${ingress('TCP')}]}`), 3306, 'request'],
    ['one without listeners says nothing', sidecar('{egress: [{hosts: ["./*"]}]}'), 9080, 'request'],
    ['one for other pods neither', sidecar(`{workloadSelector: {labels: {app: ratings}}, ingress: [${ingress('TCP')}]}`), 9080, 'request'],
    ['that of the root namespace does', sidecar(`{ingress: [${ingress('TCP')}]}`, 'istio-system'), 9080, 'connection'],
  ])('%s', (_, yaml, port, looksAt) => {
    expect(line(verdict(objects(NO_PUT, yaml), { port }))).toBe(looksAt === 'request' ? 'admitted' : 'denied shop/no-put[0]');
  });
});

test.each<[string, Change, Partial<ServingWorkload>, string, string]>([
  ['', {}, {}, 'mutual-tls', 'shop/reviews takes mutual TLS on port 9080: no PeerAuthentication says otherwise'],
  ['', { tls: 'plain' }, {}, 'plain-text', 'shop/reviews takes plain text on port 9080: no PeerAuthentication says otherwise'],
  [mode('STRICT'), { tls: 'plain' }, {}, 'refused', 'shop/reviews takes mutual TLS only on port 9080: PeerAuthentication shop/default says STRICT'],
  [mode('DISABLE'), {}, {}, 'refused', 'shop/reviews takes no mutual TLS of the mesh on port 9080: PeerAuthentication shop/default says DISABLE'],
  ['', { tls: 'simple' }, {}, 'refused',
    'shop/reviews takes plain text and mutual TLS of the mesh, and no other TLS on port 9080: no PeerAuthentication says otherwise'],
  ['', { tls: 'simple', port: 5555 }, {}, 'tls', 'shop/reviews takes TLS of the caller\'s own on port 5555: no PeerAuthentication says otherwise'],
  ['', { principal: 'other/ns/shop/sa/web' }, {}, 'refused',
    'shop/reviews takes no certificate of trust domain other, but of cluster.local, on port 9080: no PeerAuthentication says otherwise'],
  [mode('STRICT'), { tls: 'plain' }, { hasSidecar: false }, 'plain-text', 'shop/reviews checks nothing: it has no sidecar'],
  ['', {}, { hasSidecar: false }, 'refused', 'shop/reviews takes no mutual TLS of the mesh: it has no sidecar'],
  [mode('STRICT'), { tls: 'plain' }, { annotations: { 'traffic.sidecar.istio.io/excludeInboundPorts': '80, 9080' } }, 'plain-text',
    'shop/reviews checks nothing: its proxy is told to leave port 9080 alone'],
  [mode('STRICT'), { tls: 'plain' }, { annotations: { 'traffic.sidecar.istio.io/includeInboundPorts': '80' } }, 'plain-text',
    'shop/reviews checks nothing: its proxy is told to leave port 9080 alone'],
  ['', TEXT, {}, 'refused', 'shop/reviews expects HTTP on port 9080'],
])('says how the hop is protected, and why: %s %j %j', (yaml, change, workload, security, reason) => {
  const { explanation, ...found } = verdict(yaml, change, workload);
  expect([found.security, explanation[0]]).toEqual([security, reason]);
});
