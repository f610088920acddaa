import { ApiObject, type Chart } from 'cdk8s';
import { findings, HTTP, objects, refuses, reports, service, spec, TCP, yaml } from './support';
import { Jwks, JwtAuthentication, type JwtAuthenticationProps, MeshService, RequestMatch, StringMatch } from 'cdk8s-istio';

const ISSUER = 'https://issuer.example.com';
const KEYS = '{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}';

function tokens(of: MeshService, props: Partial<JwtAuthenticationProps> = {}, id: string = 'tokens'): JwtAuthentication {
  return new JwtAuthentication(of.node.scope as Chart, id, { service: of, issuer: ISSUER, required: true, ...props });
}

/** The rules by which requests are denied. */
function denied(props: Partial<JwtAuthenticationProps>): unknown {
  return spec('AuthorizationPolicy', (chart) => tokens(service(chart), props)).rules;
}

/** The operations that need a token, where some requests do not. */
function needing(...exempt: RequestMatch[]): unknown[] {
  const [{ to }] = denied({ exempt }) as [{ to: Array<{ operation: unknown }> }];
  return to.map(({ operation }) => operation);
}

const LACKING = { from: [{ source: { notRequestPrincipals: [`${ISSUER}/*`] } }] };
const path = (value: string) => RequestMatch.path(StringMatch.exact(value));

test('smallest', () => {
  expect(yaml((chart) => new JwtAuthentication(chart, 'orders-jwt', {
    service: service(chart, 'orders'),
    issuer: ISSUER,
    jwksUri: `${ISSUER}/jwks.json`,
    required: true,
    exempt: [path('/healthz')],
  }))).toMatchInlineSnapshot(`
"
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata:
  name: orders-jwt
  namespace: shop
spec:
  jwtRules:
    - issuer: https://issuer.example.com
      jwksUri: https://issuer.example.com/jwks.json
  selector:
    matchLabels:
      app: orders
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: orders-jwt
  namespace: shop
spec:
  action: DENY
  rules:
    - from:
        - source:
            notRequestPrincipals:
              - https://issuer.example.com/*
      to:
        - operation:
            notPaths:
              - /healthz
  selector:
    matchLabels:
      app: orders
"
`);
});

test('every property', () => {
  const build = (chart: Chart) => {
    const everything: Required<Omit<JwtAuthenticationProps, 'jwksUri'>> = {
      service: service(chart, 'orders'),
      issuer: ISSUER,
      jwks: Jwks.inline(KEYS),
      audiences: ['orders'],
      forwardOriginalToken: true,
      fromHeaders: [{ name: 'x-token', prefix: 'Token ' }],
      required: true,
      exempt: [path('/healthz')],
      requiredClaims: { scope: ['orders', 'all'], groups: ['staff-*'] },
      ports: [8080],
    };
    new JwtAuthentication(chart, 'tokens', everything);
  };
  const selector = { matchLabels: { app: 'orders' } };
  const to = [{ operation: { notPaths: ['/healthz'], ports: ['8080'] } }];
  expect(spec('RequestAuthentication', build)).toEqual({
    selector,
    jwtRules: [{
      issuer: ISSUER, jwks: KEYS, audiences: ['orders'], fromHeaders: [{ name: 'x-token', prefix: 'Token ' }], forwardOriginalToken: true,
    }],
  });
  expect(spec('AuthorizationPolicy', build)).toEqual({
    selector,
    action: 'DENY',
    rules: [
      { ...LACKING, to },
      { to, when: [{ key: 'request.auth.claims[groups]', notValues: ['staff-*'] }] },
      { to, when: [{ key: 'request.auth.claims[scope]', notValues: ['orders', 'all'] }] },
    ],
  });
});

test('tokens that are not required are checked only', () => {
  expect(objects((chart) => tokens(service(chart), { required: false })).map(({ kind }) => kind)).toEqual(['RequestAuthentication']);
});

test('the keys may be left to the discovery of the issuer', () => {
  expect(spec('RequestAuthentication', (chart) => tokens(service(chart))).jwtRules).toEqual([{ issuer: ISSUER }]);
});

test('all requests need a token, unless some are exempt', () => {
  expect(denied({})).toEqual([LACKING]);
});

describe('exempt are', () => {
  const get = RequestMatch.method('GET');

  test('requests that fulfil any match', () => {
    expect(needing(path('/healthz'), RequestMatch.path(StringMatch.prefix('/public/')), RequestMatch.method('OPTIONS'),
      RequestMatch.authority(StringMatch.exact('open.example.com')), path('/healthz')))
      .toEqual([{ notPaths: ['/healthz', '/public/*'], notMethods: ['OPTIONS'], notHosts: ['open.example.com'] }]);
  });

  test('of a match with several conditions only those that fulfil all', () => {
    expect(needing(path('/metrics'), path('/items').and(get)))
      .toEqual([{ notPaths: ['/metrics'], notMethods: ['GET'] }, { notPaths: ['/metrics', '/items'] }]);
  });
});

test('on a service with other ports too, it is for those with HTTP', () => {
  expect(findings((chart) => tokens(service(chart, 'both', [HTTP, TCP]), { ports: [9080] }))).toEqual([]);
  expect(denied({ ports: [9080] })).toEqual([{ ...LACKING, to: [{ operation: { ports: ['9080'] } }] }]);
  expect(findings((chart) => tokens(service(chart, 'both', [HTTP, TCP]), { required: false }))).toEqual([
    expect.stringMatching(/^warning shop\/tokens\/Tokens: .* \[CI1003\] \(suppressed: required is false: requests without a token are let in\)$/),
  ]);
});

const TELLABLE = 'it must be about path, method and authority only, each exact or by its beginning: a policy can tell no other requests';
const exempting = (...exempt: RequestMatch[]) => (chart: Chart) => tokens(service(chart), { exempt });

refuses({
  'no issuer': [(chart) => tokens(service(chart), { issuer: '' }),
    'shop/tokens: issuer is ""; it must be a text that is not empty'],
  'an issuer that would be a pattern': [(chart) => tokens(service(chart), { issuer: '*' }),
    'shop/tokens: issuer is "*"; it must be without "*", which stands for any text in a policy'],
  'two sets of keys': [(chart) => tokens(service(chart), { jwksUri: ISSUER, jwks: Jwks.inline(KEYS) }),
    'shop/tokens: jwksUri and jwks are given; it must be one of them'],
  'keys that are nowhere': [(chart) => tokens(service(chart), { jwksUri: 'issuer' }),
    'Jwks.uri: uri is "issuer"; it must be an http or https URL'],
  'no audience': [(chart) => tokens(service(chart), { audiences: [] }),
    'shop/tokens: audiences is []; it must be a list of at least one element; or leave it out'],
  'exempt requests where nothing is required': [(chart) => tokens(service(chart), { required: false, exempt: [path('/')] }),
    'shop/tokens: exempt is given and required is false; it must be left out, as no token is asked for'],
  'no exempt requests': [exempting(),
    'shop/tokens: exempt is []; it must be a list of at least one element; leave it out for none'],
  'exempt requests by a header': [exempting(path('/'), RequestMatch.header('x-probe', StringMatch.present())),
    `shop/tokens: exempt[1] is "header x-probe with any value"; ${TELLABLE}`],
  'exempt requests by what they lack': [exempting(path('/').and(RequestMatch.withoutHeader('x-probe'))),
    `shop/tokens: exempt[0] is "path \\"/\\" and no header x-probe"; ${TELLABLE}`],
  'exempt requests by a regular expression': [exempting(RequestMatch.path(StringMatch.regex('/a.*'))),
    `shop/tokens: exempt[0] is "path matching \\"/a.*\\""; ${TELLABLE}`],
  'exempt requests in either case': [exempting(RequestMatch.path(StringMatch.exact('/a'), { ignoreCase: true })),
    `shop/tokens: exempt[0] is "path \\"/a\\" in any case"; ${TELLABLE}`],
  'exempt requests without a condition': [exempting(RequestMatch.path(StringMatch.present())),
    `shop/tokens: exempt[0] is "anything"; ${TELLABLE}`],
  'an exempt path that would be a pattern': [exempting(path('/a*')),
    'shop/tokens: exempt[0] is "/a*"; it must be without "*", "{" and "}", which stand for other texts in a policy'],
  'too many exempt requests of several conditions': [
    exempting(...[1, 2, 3, 4, 5, 6, 7].map((i) => path(`/${i}`).and(RequestMatch.method('GET')))),
    'shop/tokens: exempt has too many matches with several conditions; it must be fewer; make them matches of a path only',
  ],
  'a claim without values': [(chart) => tokens(service(chart), { requiredClaims: { groups: [] } }),
    'shop/tokens: requiredClaims.groups is []; it must be a list of at least one element; '
      + 'leave it out for any: Istio takes an empty list for none, and so would match everything'],
  'a claim that is a way': [(chart) => tokens(service(chart), { requiredClaims: { 'realm[roles]': ['a'] } }),
    'AuthorizationCondition.requestClaim: path[0] is "realm[roles]"; it must be the name of a claim, without brackets'],
  'no port': [(chart) => tokens(service(chart), { ports: [] }),
    'shop/tokens: ports is []; it must be a list of at least one element; leave it out for all ports'],
  'a port that cannot be': [(chart) => tokens(service(chart), { ports: [0] }),
    'shop/tokens: ports[0] is 0; it must be between 1 and 65535'],
  'a service without HTTP': [(chart) => tokens(service(chart, 'db', [TCP]), { ports: [5432] }),
    'shop/tokens: shop/db has ports without HTTP: tcp (5432); it must have one with HTTP, as only requests have tokens'],
  'a service that has other ports too': [(chart) => tokens(service(chart, 'both', [HTTP, TCP])),
    'shop/tokens: shop/both has ports without HTTP: tcp (5432); it must be said which ports need a token, as all connections to these would be denied; '
      + 'give ports: those of the pods that take HTTP'],
  'two tokens of one request': [(chart) => {
    const of = service(chart);
    tokens(of);
    tokens(of, { issuer: 'https://other.example.com' }, 'other');
  },
  'shop/other: required is true; it must be false: shop/tokens requires its own token of shop/reviews, and a request has one'],
});

reports({
  'a Service without HTTP, read at synth': [(chart) => tokens(MeshService.fromService(chart, 'db', new ApiObject(chart, 'Service', {
    apiVersion: 'v1', kind: 'Service', metadata: { name: 'db' }, spec: { selector: { app: 'db' }, ports: [{ name: 'tcp', port: 5432 }] },
  }))),
  'warning shop/tokens/Requirement: spec.rules[0].from[0].source.notRequestPrincipals is about requests, and the ports are tcp (TCP); '
      + 'one must carry HTTP for the rule to hold as it is written; use ports, principals and namespaces for TCP, '
      + 'or name the ports with HTTP in the rule [CI1002]',
  'error shop/tokens/Tokens: spec of RequestAuthentication tokens must be rendered, and is not: '
      + 'shop/tokens: shop/db has ports without HTTP: tcp (5432); it must have one with HTTP, as only requests have tokens; '
      + 'correct the values that the object was given [CI0002]'],
});
