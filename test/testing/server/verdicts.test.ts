import { type Change, REVIEWS, line, objects, policy, verdict } from './run';
import { DataPlaneMode } from '../../../src/checks/mesh-context';
import type { ServingWorkload } from '../../../src/testing/simulator/server/arrival';

const authz = (name: string, spec: string, namespace?: string) => policy('AuthorizationPolicy', name, spec, namespace);
const custom = (name: string, provider: string, rule = '{}') => authz(name, `{action: CUSTOM, provider: {name: ${provider}}, rules: [${rule}]}`);
const PROVIDERS = `apiVersion: v1
kind: ConfigMap
metadata: {name: istio, namespace: istio-system}
data:
  mesh: |
    extensionProviders:
    - {name: http, envoyExtAuthzHttp: {service: auth.shop.svc.cluster.local, port: 80}}
    - {name: grpc, envoyExtAuthzGrpc: {service: auth.shop.svc.cluster.local, port: 80}}`;
const TCP: Change = { port: 3306, request: null };

describe('CUSTOM: providers decide, before all others', () => {
  const PUT = '{to: [{operation: {methods: [PUT]}}]}';
  const DENY = authz('all', '{action: DENY, rules: [{}]}');
  test.each<[string, string, Change, string]>([
    ['what a rule matches', custom('c', 'http'), {}, 'undecided ?'],
    ['not what it does not match', custom('c', 'http', PUT), {}, 'admitted'],
    ['an answer that others deny is theirs still: it may be another', objects(custom('c', 'http'), DENY), {}, 'undecided ?'],
    ['a provider that does not exist denies', custom('c', 'none'), {}, 'denied 403 shop/c[0]'],
    ['what it matches', custom('c', 'none', PUT), {}, 'admitted'],
    ['two providers deny', objects(custom('c', 'http'), custom('d', 'grpc', PUT)), {}, 'denied 403 shop/c[0]'],
    ['connections are sent to those for gRPC', custom('c', 'grpc'), TCP, 'undecided ?'],
    ['with less to ask', custom('c', 'grpc', PUT), TCP, 'undecided ?'],
    ['not to those for HTTP', custom('c', 'http'), TCP, 'admitted'],
    ['before tokens are looked at', objects(custom('c', 'none'), policy('RequestAuthentication', 'j', '{jwtRules: [{issuer: a, jwks: "{}"}]}')),
      { claims: { iss: 'z' } }, 'denied 403 shop/c[0]'],
    ['so that they know nothing of them', objects(custom('c', 'http', '{when: [{key: request.auth.principal, values: ["*"]}]}'),
      policy('RequestAuthentication', 'j', '{jwtRules: [{issuer: a, jwks: "{}"}]}')), { claims: { iss: 'a', sub: 's' } }, 'admitted'],
    ['what is not known of a request may ask', custom('c', 'http', '{from: [{source: {ipBlocks: ["10.0.0.0/8"]}}]}'), { sourceIp: undefined }, 'undecided ?'],
  ])('%s', (_, yaml, change, expected) => { expect(line(verdict(objects(PROVIDERS, yaml), change))).toBe(expected); });

  test('where the MeshConfig is not known, the provider may exist', () => {
    expect(verdict(custom('c', 'any')).undecided).toEqual(['rule 0 of AuthorizationPolicy shop/c matches: the provider any decides']);
  });

  test('a workload with several providers is told', () => {
    expect(verdict(objects(PROVIDERS, custom('c', 'http'), custom('d', 'grpc'))).authorization.reason)
      .toBe('rule 0 of AuthorizationPolicy shop/c denies it: the workload has CUSTOM policies of several providers: grpc, http');
  });
});

describe('gateways', () => {
  const GATEWAY: ServingWorkload = { namespace: 'istio-ingress', name: 'gateway', labels: { istio: 'gateway' }, hasSidecar: false, isGateway: true };
  const K8S: ServingWorkload = { ...GATEWAY, labels: { 'gateway.networking.k8s.io/gateway-name': 'web' } };
  const DENY = 'action: DENY, rules: [{to: [{operation: {methods: [PUT]}}]}]';
  const target = (more = '') => `targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: web${more}}]`;
  const put: Change = { tls: 'simple', port: 8443, request: { method: 'PUT' } };
  test.each<[string, ServingWorkload, string, Change, string]>([
    ['their listeners are others\' business', GATEWAY, policy('PeerAuthentication', 'p', '{mtls: {mode: STRICT}}', 'istio-ingress'), { tls: 'plain' }, 'admitted'],
    ['policies select their pods', GATEWAY, authz('p', `{selector: {matchLabels: {istio: gateway}}, ${DENY}}`, 'istio-ingress'), put, 'denied 403 istio-ingress/p[0]'],
    ['those of the root namespace too', GATEWAY, authz('p', `{selector: {matchLabels: {istio: gateway}}, ${DENY}}`, 'istio-system'), put, 'denied 403 istio-system/p[0]'],
    ['those of other namespaces do not', GATEWAY, authz('p', `{${DENY}}`), put, 'admitted'],
    ['targets are for gateways of the Gateway API', GATEWAY, authz('p', `{${target()}, ${DENY}}`, 'istio-ingress'), put, 'admitted'],
    ['which they name', K8S, authz('p', `{${target()}, ${DENY}}`, 'istio-ingress'), put, 'denied 403 istio-ingress/p[0]'],
    ['in their namespace', K8S, authz('p', `{${target()}, ${DENY}}`, 'istio-system'), put, 'admitted'],
    ['and no other', K8S, authz('p', `{${target(', namespace: shop')}, ${DENY}}`, 'istio-ingress'), put, 'admitted'],
    ['without targets they take selectors', K8S, authz('p', `{${DENY}}`, 'istio-ingress'), put, 'denied 403 istio-ingress/p[0]'],
    ['ports are those of the pods', GATEWAY, authz('p', '{action: DENY, rules: [{to: [{operation: {ports: ["8443"]}}]}]}', 'istio-ingress'), put, 'denied 403 istio-ingress/p[0]'],
    ['connections that they pass through have no requests', GATEWAY, authz('p', `{${DENY}}`, 'istio-ingress'), { tls: 'simple', request: null, port: 8443 }, 'denied istio-ingress/p[0]'],
    ['tokens are looked at', GATEWAY, policy('RequestAuthentication', 'j', '{jwtRules: [{issuer: a, jwks: "{}"}]}', 'istio-ingress'), { ...put, claims: { iss: 'z' } }, 'unauthenticated 401'],
  ])('%s', (_, workload, yaml, change, expected) => { expect(line(verdict(yaml, change, workload))).toBe(expected); });

  const REMOTE = authz('p', '{action: DENY, rules: [{from: [{source: {remoteIpBlocks: ["9.9.9.9"]}}]}]}', 'istio-ingress');
  const forwarded: Change = { tls: 'simple', request: { headers: { 'x-forwarded-for': '9.9.9.9, 8.8.8.8' } } };
  const proxies = (count: number) => ({ annotations: { 'proxy.istio.io/config': `{gatewayTopology: {numTrustedProxies: ${count}}}` } });
  test('they believe no client what its address is, unless they are told of proxies before them', () => {
    expect(line(verdict(REMOTE, forwarded, GATEWAY))).toBe('admitted');
    expect(line(verdict(REMOTE, { ...forwarded, sourceIp: '9.9.9.9' }, GATEWAY))).toBe('denied 403 istio-ingress/p[0]');
    expect([1, 2, 3].map((count) => line(verdict(REMOTE, forwarded, { ...GATEWAY, ...proxies(count) })))).toEqual(['admitted', 'denied 403 istio-ingress/p[0]', 'admitted']);
  });
});

describe('what cannot be decided', () => {
  const IP = '{from: [{source: {ipBlocks: ["10.0.0.0/8"]}}]}';
  const unknown: Change = { sourceIp: undefined };
  test.each<[string, string, string]>([
    ['whether it is denied', authz('d', `{action: DENY, rules: [${IP}]}`), 'undecided ?'],
    ['whether it is allowed', authz('a', `{rules: [${IP}]}`), 'undecided ?'],
    ['is of no matter where another rule allows it', authz('a', `{rules: [${IP}, {}]}`), 'admitted shop/a[1]'],
    ['nor where nothing allows it, but for the rule that denies it', objects(authz('d', `{action: DENY, rules: [${IP}]}`), authz('a', '{}')), 'denied 403 ?'],
    ['nor where another denies it, but for the rule that does', authz('d', `{action: DENY, rules: [${IP}, {}]}`), 'denied 403 shop/d[1] ?'],
    ['nor where the rule does not match anyway', authz('d', '{action: DENY, rules: [{from: [{source: {ipBlocks: ["10.0.0.0/8"], namespaces: [x]}}]}]}'), 'admitted'],
  ])('%s', (_, yaml, expected) => { expect(line(verdict(yaml, unknown))).toBe(expected); });

  test('is said', () => {
    expect(verdict(authz('d', `{action: DENY, rules: [${IP}]}`), unknown).undecided)
      .toEqual(['rule 0 of AuthorizationPolicy shop/d asks for what is not known of the request: ipBlocks']);
    expect(verdict(authz('d', `{action: DENY, rules: [${IP}, {}]}`), unknown).undecided)
      .toEqual(['rule 0 of AuthorizationPolicy shop/d may deny it before: it asks for what is not known of the request: ipBlocks']);
  });

  const changes = (kind: string) => [`${kind} shop/x changes the proxy of shop/reviews; what it does is not simulated`];
  const filter = (patch: string, spec = '') =>
    `apiVersion: networking.istio.io/v1alpha3\nkind: EnvoyFilter\nmetadata: {name: x, namespace: shop}\nspec: {${spec}configPatches: [{${patch}, patch: {operation: MERGE}}]}`;
  const plugin = (kind: string, spec: string) => `apiVersion: extensions.istio.io/v1alpha1\nkind: ${kind}\nmetadata: {name: x, namespace: shop}\nspec: {${spec}}`;
  test.each<[string, string[]]>([
    [filter('applyTo: HTTP_FILTER'), changes('EnvoyFilter')],
    [filter('applyTo: HTTP_FILTER, match: {context: SIDECAR_INBOUND, listener: {portNumber: 9080}}'), changes('EnvoyFilter')],
    [filter('applyTo: HTTP_FILTER, match: {context: SIDECAR_INBOUND, listener: {portNumber: 80}}'), []],
    [filter('applyTo: HTTP_FILTER, match: {context: SIDECAR_OUTBOUND}'), []],
    [filter('applyTo: HTTP_FILTER, match: {context: GATEWAY}'), []],
    [filter('applyTo: CLUSTER'), []],
    [filter('applyTo: HTTP_FILTER', 'workloadSelector: {labels: {app: ratings}}, '), []],
    [filter('applyTo: HTTP_FILTER', 'workloadSelector: {labels: {app: reviews}}, '), changes('EnvoyFilter')],
    [plugin('WasmPlugin', 'url: "oci://x"'), changes('WasmPlugin')],
    [plugin('WasmPlugin', 'url: "oci://x", match: [{mode: CLIENT}]'), []],
    [plugin('WasmPlugin', 'url: "oci://x", match: [{mode: SERVER, ports: [{number: 80}]}]'), []],
    [plugin('WasmPlugin', 'url: "oci://x", match: [{mode: CLIENT}, {ports: [{number: 9080}]}]'), changes('WasmPlugin')],
    [plugin('WasmPlugin', 'url: "oci://x", selector: {matchLabels: {app: ratings}}'), []],
    [plugin('TrafficExtension', 'lua: {inlineCode: ""}'), changes('TrafficExtension')],
  ])('extensions of the proxy are told: %s', (yaml, expected) => {
    const { outcome, undecided } = verdict(yaml);
    expect([outcome, undecided]).toEqual(['admitted', expected]);
  });

  test('ambient mode is', () => {
    const ambient = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {istio.io/dataplane-mode: ambient}}';
    const told = ['shop/reviews is in ambient mode, whose proxies are not simulated'];
    expect(verdict(ambient)).toMatchObject({ outcome: 'undecided', undecided: told });
    expect(verdict('', {}, { hasSidecar: false }, { dataPlane: DataPlaneMode.AMBIENT })).toMatchObject({ outcome: 'undecided', undecided: told });
    expect(line(verdict(ambient, { tls: 'plain' }, { hasSidecar: false, labels: { ...REVIEWS.labels, 'istio.io/dataplane-mode': 'none' } }))).toBe('admitted');
    expect(line(verdict(ambient, {}, { labels: { ...REVIEWS.labels, 'sidecar.istio.io/inject': 'true' } }))).toBe('admitted');
  });
});

test.each<[string, string, Change, string[]]>([
  ['', '', {}, ['no AuthorizationPolicy is enforced for shop/reviews']],
  ['DENY', authz('d', '{action: DENY, rules: [{to: [{operation: {methods: [GET]}}]}]}'), {}, ['rule 0 of AuthorizationPolicy shop/d denies it']],
  ['not DENY', authz('d', '{action: DENY, rules: [{to: [{operation: {methods: [PUT]}}]}]}'), {}, ['no rule of the DENY policies matches it: shop/d']],
  ['ALLOW', authz('a', '{rules: [{}]}'), {}, ['rule 0 of AuthorizationPolicy shop/a allows it']],
  ['not ALLOW', objects(
    authz('a', '{}'),
    authz('b', '{rules: [{from: [{source: {namespaces: [x]}}, {source: {principals: [y]}}], to: [{operation: {methods: [PUT]}}], when: [{key: source.ip, values: ["1.1.1.1"]}]}]}'),
  ), {}, [
    'no rule of the ALLOW policies matches it: shop/a, shop/b',
    'AuthorizationPolicy shop/a has no rules, so it allows nothing',
    'rule 0 of AuthorizationPolicy shop/b does not match: methods, namespaces, principals',
  ]],
  ['of connections', authz('b', '{rules: [{to: [{operation: {methods: [GET]}}]}]}'), TCP, [
    'port 3306 of shop/reviews is no HTTP to its proxy: policies look at the connection only',
    'no rule of the ALLOW policies matches it: shop/b',
    'rule 0 of AuthorizationPolicy shop/b asks for what only HTTP has, so it is left out for TCP',
  ]],
])('explains in sentences: %s', (_, yaml, change, expected) => { expect(verdict(yaml, change).explanation.slice(1)).toEqual(expected); });

test('AUDIT tells which rules match', () => {
  const { audited, authorization } = verdict(authz('log', '{action: AUDIT, rules: [{to: [{operation: {methods: [PUT]}}]}, {}]}'));
  expect(audited).toEqual(['ns[shop]-policy[log]-rule[1]']);
  expect(authorization).toEqual({ allowed: true, reason: 'no AuthorizationPolicy is enforced for shop/reviews' });
});

test('Envoy goes through rules by their names, so that the tenth comes before the second', () => {
  const rules = Array.from({ length: 11 }, (_, i) => (i === 2 || i === 10 ? '{}' : '{to: [{operation: {methods: [PUT]}}]}'));
  expect(verdict(authz('many', `{action: DENY, rules: [${rules.join(', ')}]}`)).authorization.rule).toBe(10);
});
