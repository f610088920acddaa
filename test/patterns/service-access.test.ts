import { ApiObject, type Chart } from 'cdk8s';
import { findings, HTTP, objects, refuses, reports, service, shop, spec, TCP, TLS, yaml } from './support';
import {
  type AccessRule, Caller, type GatewayIdentity, JwtAuthentication, Mesh, MeshService, RequestMatch, ServiceAccess, type ServiceAccessProps,
  StringMatch,
} from 'cdk8s-istio';

const reviews = (chart: Chart) => service(chart, 'reviews', [HTTP], { serviceAccount: 'bookinfo-reviews' });

function access(of: MeshService, allow: AccessRule[], id: string = 'access'): ServiceAccess {
  return new ServiceAccess(of.node.scope as Chart, id, { service: of, allow });
}

/** The rules of a policy that allows this. */
function rules(allow: (chart: Chart) => AccessRule[]): unknown {
  return spec('AuthorizationPolicy', (chart) => access(service(chart, 'ratings'), allow(chart))).rules;
}

/** What callers have to be. */
function from(...callers: Caller[]): unknown {
  return rules(() => [{ callers }]);
}

const kubernetes = (chart: Chart, kind: string, content: object = {}) =>
  new ApiObject(chart, kind, { apiVersion: 'v1', kind, metadata: { name: kind.toLowerCase() }, ...content });

test('smallest', () => {
  expect(yaml((chart) => new ServiceAccess(chart, 'ratings-access', {
    service: service(chart, 'ratings'),
    allow: [{ callers: [Caller.service(reviews(chart))], methods: ['GET'], paths: ['/ratings/*'] }],
  }))).toMatchInlineSnapshot(`
"
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: ratings-access
  namespace: shop
spec:
  action: ALLOW
  rules:
    - from:
        - source:
            principals:
              - cluster.local/ns/shop/sa/bookinfo-reviews
      to:
        - operation:
            methods:
              - GET
            paths:
              - /ratings/*
  selector:
    matchLabels:
      app: ratings
"
`);
});

test('every property', () => {
  expect(spec('AuthorizationPolicy', (chart) => {
    const rule: Required<AccessRule> = {
      callers: [Caller.mesh()],
      hosts: ['shop.example.com'],
      notHosts: ['old.example.com'],
      ports: [9080],
      notPorts: [9090],
      methods: ['GET'],
      notMethods: ['DELETE'],
      paths: ['/ratings/*'],
      notPaths: ['/ratings/internal'],
    };
    const everything: Required<ServiceAccessProps> = { service: service(chart, 'ratings', [HTTP], { labels: { app: 'stars' } }), allow: [rule] };
    new ServiceAccess(chart, 'access', everything);
  })).toEqual({
    selector: { matchLabels: { app: 'stars' } },
    action: 'ALLOW',
    rules: [{
      from: [{ source: { principals: ['*'] } }],
      to: [{
        operation: {
          hosts: ['shop.example.com'],
          notHosts: ['old.example.com'],
          ports: ['9080'],
          notPorts: ['9090'],
          methods: ['GET'],
          notMethods: ['DELETE'],
          paths: ['/ratings/*'],
          notPaths: ['/ratings/internal'],
        },
      }],
    }],
  });
});

describe('callers', () => {
  const gateway: Required<GatewayIdentity> = { namespace: 'edge', serviceAccount: 'edge' };

  test.each<[string, Caller, object]>([
    ['a namespace', Caller.namespace('front'), { namespaces: ['front'] }],
    ['an identity', Caller.principal('td/ns/front/sa/*'), { principals: ['td/ns/front/sa/*'] }],
    ['the default gateway', Caller.gateway(), { principals: ['cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account'] }],
    ['a gateway', Caller.gateway(gateway), { principals: ['cluster.local/ns/edge/sa/edge'] }],
    ['the mesh', Caller.mesh(), { principals: ['*'] }],
  ])('%s', (_what, caller, source) => { expect(from(caller)).toEqual([{ from: [{ source }] }]); });

  test('a service account of any library', () => {
    expect(rules((chart) => [{ callers: [Caller.serviceAccount(kubernetes(chart, 'ServiceAccount'))] }]))
      .toEqual([{ from: [{ source: { principals: ['cluster.local/ns/shop/sa/serviceaccount'] } }] }]);
  });

  test('any of several, each once', () => {
    expect(from(Caller.principal('a'), Caller.namespace('front'), Caller.principal('b'), Caller.principal('a')))
      .toEqual([{ from: [{ source: { principals: ['a', 'b'] } }, { source: { namespaces: ['front'] } }] }]);
  });

  test('anyone, who may do something or everything', () => {
    expect(rules(() => [{ callers: [Caller.anyone()], paths: ['/public/*'] }])).toEqual([{ to: [{ operation: { paths: ['/public/*'] } }] }]);
    expect(from(Caller.anyone())).toEqual([{}]);
  });

  test('identities are of the trust domain of a mesh that is declared later', () => {
    expect(spec('AuthorizationPolicy', (chart) => {
      access(service(chart, 'ratings'), [{ callers: [Caller.service(reviews(chart)), Caller.gateway()] }]);
      new Mesh(chart, 'mesh', { trustDomain: 'shop.example' });
    }).rules).toEqual([{
      from: [{
        source: { principals: ['shop.example/ns/shop/sa/bookinfo-reviews', 'shop.example/ns/istio-system/sa/istio-ingressgateway-service-account'] },
      }],
    }]);
  });
});

test('it is in the namespace of the service', () => {
  expect(objects((chart) => new ServiceAccess(chart, 'access', {
    service: new MeshService(chart, 'ratings', { name: 'ratings', namespace: 'stars', ports: [HTTP] }), allow: [{ callers: [Caller.mesh()] }],
  }))).toMatchObject([{ metadata: { name: 'access', namespace: 'stars' } }]);
});

test('several add up, and a token is needed beside', () => {
  expect(objects((chart) => {
    const ratings = service(chart, 'ratings');
    access(ratings, [{ callers: [Caller.namespace('front')] }]);
    access(ratings, [{ callers: [Caller.namespace('back')] }], 'more');
    new JwtAuthentication(chart, 'tokens', {
      service: ratings, issuer: 'https://issuer.example.com', required: true, exempt: [RequestMatch.path(StringMatch.exact('/healthz'))],
    });
  }).map(({ kind, metadata: { name }, spec: { action, rules: all } }) => [kind, name, action, all])).toEqual([
    ['AuthorizationPolicy', 'access', 'ALLOW', [{ from: [{ source: { namespaces: ['front'] } }] }]],
    ['AuthorizationPolicy', 'more', 'ALLOW', [{ from: [{ source: { namespaces: ['back'] } }] }]],
    ['RequestAuthentication', 'tokens', undefined, undefined],
    ['AuthorizationPolicy', 'tokens', 'DENY', [
      { from: [{ source: { notRequestPrincipals: ['https://issuer.example.com/*'] } }], to: [{ operation: { notPaths: ['/healthz'] } }] },
    ]],
  ]);
});

test('connections are told by callers and ports, and requests on ports with HTTP', () => {
  expect(findings((chart) => {
    access(service(chart, 'db', [TCP]), [{ callers: [Caller.mesh()], ports: [5432] }]);
    access(service(chart, 'both', [HTTP, TCP]), [
      { callers: [Caller.mesh()], ports: [9080], methods: ['GET'] },
      { callers: [Caller.mesh()], ports: [5432] },
    ], 'both-access');
  })).toEqual([]);
});

/** The Service of a database, as a library makes it. */
const database = (chart: Chart, content: object) => MeshService.fromService(chart, 'db', kubernetes(chart, 'Service', content));

test('of a Service that is passed, labels and ports are read at synth', () => {
  expect(spec('AuthorizationPolicy', (chart) => access(
    database(chart, { spec: { selector: { app: 'db' }, ports: [{ name: 'http', port: 80 }] } }), [{ callers: [Caller.mesh()], methods: ['GET'] }],
  ))).toMatchObject({ selector: { matchLabels: { app: 'db' } } });
});

reports({
  'requests to a Service without HTTP': [(chart) => access(
    database(chart, { spec: { selector: { app: 'db' }, ports: [{ name: 'tcp', port: 5432 }] } }), [{ callers: [Caller.mesh()], methods: ['GET'] }],
  ),
  'error shop/access: spec of AuthorizationPolicy access must be rendered, and is not: '
      + 'shop/access: allow[0].methods is given and shop/db has ports without HTTP: tcp (5432); it must be left out, '
      + 'as it would let nobody in; say callers and ports only; correct the values that the object was given [CI0002]'],
  'a Service without a selector': [(chart) => access(database(chart, { spec: { ports: [{ name: 'tcp', port: 5432 }] } }), [{ callers: [Caller.mesh()] }]),
    'error shop/access: spec of AuthorizationPolicy access must be rendered, and is not: '
      + 'shop/access: shop/db has no labels, and the policy would be for all pods of the namespace; it must have some; '
      + 'give the MeshService the labels of its pods; correct the values that the object was given [CI0002]'],
});

const GET: AccessRule = { callers: [Caller.mesh()], methods: ['GET'] };

refuses({
  'no rule': [(chart) => access(service(chart), []),
    'shop/access: allow is []; it must be a list of at least one element; '
      + 'to let nobody in, write an AuthorizationPolicy with AuthorizationRules.nothing()'],
  'a rule for nobody': [(chart) => access(service(chart), [{ callers: [] }]),
    'shop/access: allow[0].callers is []; it must be a list of at least one element; use Caller.anyone() for everybody'],
  'anyone and others': [(chart) => access(service(chart), [{ callers: [Caller.mesh(), Caller.anyone()] }]),
    'shop/access: allow[0].callers has Caller.anyone() and others; it must be alone, as the others are among anyone'],
  'a rule beside one for everything': [(chart) => access(service(chart), [GET, { callers: [Caller.anyone()] }]),
    'shop/access: allow[1] lets everybody do everything; it must be the only rule; say what they may do, or leave the others out'],
  'a method in small letters': [(chart) => access(service(chart), [{ callers: [Caller.mesh()], methods: ['get'] }]),
    'shop/access: allow[0].methods[0] is "get"; it must be a method in capitals (GET); Istio compares letter by letter'],
  'an empty list': [(chart) => access(service(chart), [GET, { callers: [Caller.mesh()], paths: [] }]),
    'shop/access: allow[1].paths is []; it must be a list of at least one element; '
      + 'leave it out for any: Istio takes an empty list for none, and so would match everything'],
  'requests to a service without HTTP': [(chart) => access(service(chart, 'db', [TCP, TLS]), [{ ...GET, ports: [5432] }]),
    'shop/access: allow[0].methods is given and shop/db has ports without HTTP: tcp (5432), tls (8443); it must be left out, '
      + 'as it would let nobody in; say callers and ports only'],
  'requests to a service that has other ports too': [(chart) => access(service(chart, 'both', [HTTP, TCP]), [GET]),
    'shop/access: allow[0].methods is given and shop/both has ports without HTTP: tcp (5432); it must be for ports with HTTP only; '
      + 'give allow[0].ports: those of the pods that take HTTP, and the others a rule of their own'],
  'a service without a service account': [(chart) => Caller.service(service(chart)),
    'Caller.service: service is "shop/reviews"; it must be a service whose service account is known; give the MeshService its serviceAccount'],
  'a service account that is a path': [(chart) => Caller.service(service(chart, 'a', [HTTP], { serviceAccount: 'ns/a' })),
    'Caller.service: service.serviceAccount is "ns/a"; it must be lower-case letters, digits, "-" and ".", '
      + 'with a letter or digit at both ends, at most 253 characters'],
  'a thing without an object': [(chart) => Caller.serviceAccount(new Mesh(chart, 'mesh')),
    'Caller.serviceAccount: serviceAccount is "shop/mesh"; it must be a construct of a ServiceAccount (v1), which has one ApiObject'],
  'an object that is no service account': [(chart) => Caller.serviceAccount(kubernetes(chart, 'Service')),
    'Caller.serviceAccount: serviceAccount is "v1 Service"; it must be a ServiceAccount (v1)'],
  'a namespace that cannot be': [() => Caller.namespace('Shop'),
    'Caller.namespace: name is "Shop"; it must be the name of a namespace, or one with "*" in it'],
  'an identity with its scheme': [() => Caller.principal('spiffe://cluster.local/ns/shop/sa/reviews'),
    'Caller.principal: principal is "spiffe://cluster.local/ns/shop/sa/reviews"; it must be an identity without its scheme '
      + '(cluster.local/ns/shop/sa/reviews); leave "spiffe://" out'],
  'a gateway in no namespace': [() => Caller.gateway({ namespace: '' }),
    'Caller.gateway: identity.namespace is ""; it must be lower-case letters, digits and "-", '
      + 'with a letter or digit at both ends, at most 63 characters'],
  'a gateway of no account': [() => Caller.gateway({ serviceAccount: 'A' }),
    'Caller.gateway: identity.serviceAccount is "A"; it must be lower-case letters, digits, "-" and ".", '
      + 'with a letter or digit at both ends, at most 253 characters'],
});

test('refuses callers of a namespace that is not known', () => {
  const { chart } = shop(null);
  expect(() => Caller.service(reviews(chart))).toThrow(new Error(
    'Caller.service: service is "shop/reviews"; it must be a service whose namespace is known; give the MeshService its namespace, or the chart one'));
  expect(() => Caller.serviceAccount(kubernetes(chart, 'ServiceAccount'))).toThrow(new Error(
    'Caller.serviceAccount: serviceAccount is "shop/ServiceAccount"; it must be in a namespace that is known; give it a namespace, or the chart one'));
});
