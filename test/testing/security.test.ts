import { HopSecurity, type MeshRequest, MeshTesting, RequestOutcome } from 'cdk8s-istio';

/* What a request brings along comes to the policies of the workload that it goes to, and what they say to the treatment. */

const SHOP = `
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {istio-injection: enabled}}
---
apiVersion: v1
kind: Service
metadata: {name: orders, namespace: shop}
spec: {selector: {app: orders}, ports: [{name: http, port: 80, targetPort: 8080}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: orders, namespace: shop}
spec: {template: {metadata: {labels: {app: orders}}, spec: {serviceAccountName: orders, containers: [{name: a, ports: [{containerPort: 8080}]}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {template: {metadata: {labels: {app: web}}, spec: {serviceAccountName: frontend, containers: [{name: a}]}}}
---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: jwt, namespace: shop}
spec: {jwtRules: [{issuer: "https://id.example.com", jwks: "{}"}]}
`;
const deny = (rule: string) => `---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: p, namespace: shop}
spec: {selector: {matchLabels: {app: orders}}, action: DENY, rules: [${rule}]}
`;

test.each<[string, string, Partial<MeshRequest>, boolean]>([
  ['the identity of a workload', '{from: [{source: {principals: ["cluster.local/ns/shop/sa/frontend"]}}]}', { source: { workload: 'web' } }, true],
  ['of a caller that is none', '{from: [{source: {serviceAccounts: [batch/job]}}]}', { to: 'orders.shop', source: { namespace: 'batch', serviceAccount: 'job' } }, true],
  ['none without a sidecar', '{from: [{source: {principals: ["*"]}}]}', { source: { workload: 'web', hasSidecar: false } }, false],
  ['the address', '{from: [{source: {ipBlocks: ["10.0.0.0/8"]}}]}', { source: { ipAddress: '10.1.2.3' } }, true],
  ['and another', '{from: [{source: {ipBlocks: ["10.0.0.0/8"]}}]}', { source: { ipAddress: '11.1.2.3' } }, false],
  ['the port of the pods', '{to: [{operation: {ports: ["8080"]}}]}', {}, true],
  ['method and path', '{to: [{operation: {methods: [POST], paths: ["/admin*"]}}]}', { method: 'POST', path: '/x/../admin?a=b' }, true],
  ['the host as it is sent', '{to: [{operation: {hosts: ["orders.shop"]}}]}', { to: 'orders.shop' }, true],
  ['headers', '{when: [{key: "request.headers[x-team]", values: [blue]}]}', { headers: { 'X-Team': 'blue' } }, true],
  ['claims', '{when: [{key: "request.auth.claims[groups]", values: [admin]}]}', { claims: { iss: 'https://id.example.com', groups: ['admin'] } }, true],
  ['the server name that proxies use', '{when: [{key: connection.sni, values: ["outbound_.80_._.orders.shop.svc.cluster.local"]}]}', {}, true],
])('policies see %s', (_, rule, request, isDenied) => {
  const { outcome, status, authorization, undecided } = MeshTesting.ofYaml(SHOP + deny(rule)).request({ to: 'orders', ...request });
  expect(undecided).toEqual([]);
  expect([outcome, status]).toEqual(isDenied ? [RequestOutcome.DENIED, 403] : [RequestOutcome.FORWARDED, undefined]);
  expect(authorization?.policy).toBe(isDenied ? 'shop/p' : undefined);
});

test('the verdict says which rule of which policy decided, and why', () => {
  const { authorization, explanation } = MeshTesting.ofYaml(SHOP + deny('{to: [{operation: {methods: [PUT]}}]}, {}')).request({ to: 'orders' });
  expect(authorization).toEqual({
    allowed: false, policy: 'shop/p', rule: 1, action: 'DENY', reason: 'rule 1 of AuthorizationPolicy shop/p denies it',
  });
  expect(explanation).toContain('rule 1 of AuthorizationPolicy shop/p denies it');
});

test('a token of another issuer is refused', () => {
  const { outcome, status } = MeshTesting.ofYaml(SHOP).request({ to: 'orders', claims: { iss: 'https://other.example.com' } });
  expect([outcome, status]).toEqual([RequestOutcome.UNAUTHENTICATED, 401]);
});

test('an address that is not told is not decided', () => {
  const { outcome, undecided } = MeshTesting.ofYaml(SHOP + deny('{from: [{source: {ipBlocks: ["10.0.0.0/8"]}}]}')).request({ to: 'orders' });
  expect([outcome, undecided]).toEqual([
    RequestOutcome.UNDECIDED, ['rule 0 of AuthorizationPolicy shop/p asks for what is not known of the request: ipBlocks'],
  ]);
});

test.each<[string, Partial<MeshRequest>, RequestOutcome, HopSecurity]>([
  ['PERMISSIVE', {}, RequestOutcome.FORWARDED, HopSecurity.MUTUAL_TLS],
  ['PERMISSIVE', { source: { hasSidecar: false } }, RequestOutcome.FORWARDED, HopSecurity.PLAIN_TEXT],
  ['STRICT', {}, RequestOutcome.FORWARDED, HopSecurity.MUTUAL_TLS],
  ['STRICT', { source: { hasSidecar: false } }, RequestOutcome.REFUSED, HopSecurity.REFUSED],
  ['DISABLE', {}, RequestOutcome.FORWARDED, HopSecurity.PLAIN_TEXT],
])('mutual TLS: %s, %j', (mode, request, outcome, security) => {
  const peer = `---\napiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {name: default, namespace: shop}\nspec: {mtls: {mode: ${mode}}}\n`;
  const treatment = MeshTesting.ofYaml(SHOP + peer).request({ to: 'orders', ...request });
  expect([treatment.outcome, treatment.mutualTls]).toEqual([outcome, security]);
});

test('a service whose workloads the app does not show is taken to have pods with a sidecar, which is said', () => {
  const yaml = `${SHOP.split('---\n').slice(0, 2).join('---\n')}---\napiVersion: security.istio.io/v1\nkind: PeerAuthentication
metadata: {name: default, namespace: shop}\nspec: {mtls: {mode: STRICT}}\n`;
  const { outcome, undecided } = MeshTesting.ofYaml(yaml).request({ to: 'orders.shop', source: { namespace: 'legacy', hasSidecar: false } });
  expect([outcome, undecided]).toEqual([
    RequestOutcome.REFUSED, ['the app shows no workload behind orders.shop.svc.cluster.local: it is taken to have pods with a sidecar'],
  ]);
});

describe('behind a gateway', () => {
  const EDGE = `
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: edge, namespace: edge}
spec: {template: {metadata: {labels: {istio: edge}}, spec: {serviceAccountName: edge, containers: []}}}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: public, namespace: edge}
spec: {selector: {istio: edge}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [shop.example.com]}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: orders, namespace: shop}
spec: {hosts: [shop.example.com], gateways: [edge/public], http: [{route: [{destination: {host: orders}}]}]}
`;
  const enters = (yaml: string, request: Partial<MeshRequest> = {}) =>
    MeshTesting.ofYaml(SHOP + EDGE + yaml).request({ to: 'shop.example.com', gateway: 'edge/public', ...request });

  test('the caller is the gateway, the client is known by its address', () => {
    const byGateway = deny('{from: [{source: {principals: ["cluster.local/ns/edge/sa/edge"]}}]}');
    expect(enters(byGateway).outcome).toBe(RequestOutcome.DENIED);
    const byAddress = deny('{from: [{source: {remoteIpBlocks: ["203.0.113.0/24"]}}]}');
    expect(enters(byAddress, { source: { ipAddress: '203.0.113.7' } }).outcome).toBe(RequestOutcome.DENIED);
    expect(enters(byAddress, { source: { ipAddress: '198.51.100.7' } }).outcome).toBe(RequestOutcome.FORWARDED);
    // What the client says of itself does not count.
    const lie: Partial<MeshRequest> = { headers: { 'x-forwarded-for': '203.0.113.7' } };
    expect(enters(byAddress, { ...lie, source: { ipAddress: '198.51.100.7' } }).outcome).toBe(RequestOutcome.FORWARDED);
    expect(enters(byAddress, lie).outcome).toBe(RequestOutcome.UNDECIDED);
  });

  test('a gateway that looks at tokens keeps them, unless it is to pass them on', () => {
    const needsToken = deny('{from: [{source: {notRequestPrincipals: ["*"]}}]}');
    const jwt = (rule: string) => `---\napiVersion: security.istio.io/v1\nkind: RequestAuthentication
metadata: {name: jwt, namespace: edge}\nspec: {jwtRules: [{issuer: "https://id.example.com", jwks: "{}"${rule}}]}\n`;
    const token: Partial<MeshRequest> = { claims: { iss: 'https://id.example.com', sub: 'ann' } };
    expect(enters(needsToken, token).outcome).toBe(RequestOutcome.FORWARDED);
    expect(enters(needsToken + jwt(''), token).outcome).toBe(RequestOutcome.DENIED);
    expect(enters(needsToken + jwt(''), token).explanation).toContain('the gateway keeps the token (forwardOriginalToken): what stands behind it gets none');
    expect(enters(needsToken + jwt(', forwardOriginalToken: true'), token).outcome).toBe(RequestOutcome.FORWARDED);
  });
});
