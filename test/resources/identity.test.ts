import { ApiObject, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { type Build, refuses, renderedSpec } from './support';
import {
  AuthorizationCondition, AuthorizationPolicy, type AuthorizationRule, AuthorizationRules, ClientTlsMode, DestinationRule, Identity, Mesh,
  MeshService, ServiceEntry, ServiceLocation, ServiceResolution, WorkloadEntry,
} from 'cdk8s-istio';

function policy(rule: AuthorizationRule): Build {
  return (scope) => new AuthorizationPolicy(scope, 'policy', { rules: AuthorizationRules.anyOf(rule) });
}

function from(source: NonNullable<AuthorizationRule['sources']>[number]): Build {
  return policy({ sources: [source] });
}

function sourceOf(build: Build): unknown {
  return (renderedSpec(build).rules as { from: { source: unknown }[] }[])[0].from[0].source;
}

function entry(...subjectAltNames: Identity[]): Build {
  return (scope) => new ServiceEntry(scope, 'payments', {
    hosts: ['payments.shop.svc'], location: ServiceLocation.MESH_INTERNAL, resolution: ServiceResolution.STATIC, subjectAltNames,
  });
}

/** A service account of a chart of its own, whose mesh has a trust domain of its own too. */
function account(): kplus.ServiceAccount {
  const chart = new Chart(Testing.app(), 'bank', { namespace: 'bank' });
  new Mesh(chart, 'mesh', { trustDomain: 'bank.example.com' });
  return new kplus.ServiceAccount(chart, 'ledger', { metadata: { name: 'ledger' } });
}

test('principals are those of the mesh and the namespace', () => {
  const web = Identity.serviceAccount('web');
  const cart = Identity.serviceAccount('cart', 'orders');
  expect(sourceOf((scope) => {
    from({ principals: [web, cart], notPrincipals: [Identity.of('*/sa/legacy'), Identity.fromServiceAccount(account())] })(scope);
    // The mesh may be told after what names identities.
    new Mesh(scope, 'mesh', { trustDomain: 'shop.example.com' });
  })).toEqual({
    principals: ['shop.example.com/ns/shop/sa/web', 'shop.example.com/ns/orders/sa/cart'],
    notPrincipals: ['*/sa/legacy', 'bank.example.com/ns/bank/sa/ledger'],
  });
});

test('service accounts are named with their namespace, or without for the own', () => {
  expect(sourceOf(from({
    serviceAccounts: [Identity.serviceAccount('web'), Identity.serviceAccount('cart', 'orders')], notServiceAccounts: [Identity.fromServiceAccount(account())],
  }))).toEqual({ serviceAccounts: ['web', 'orders/cart'], notServiceAccounts: ['bank/ledger'] });
});

test('conditions know the policy that they are of', () => {
  const identities = { values: [Identity.serviceAccount('web')], notValues: [Identity.serviceAccount('cart', 'orders')] };
  const conditions = [AuthorizationCondition.sourcePrincipal(identities), AuthorizationCondition.sourceServiceAccount(identities)];
  expect(renderedSpec(policy({ conditions })).rules).toEqual([{
    when: [
      { key: 'source.principal', values: ['cluster.local/ns/shop/sa/web'], notValues: ['cluster.local/ns/orders/sa/cart'] },
      { key: 'source.serviceAccount', values: ['web'], notValues: ['orders/cart'] },
    ],
  }]);
});

test('names in certificates have their scheme', () => {
  expect(renderedSpec(entry(Identity.serviceAccount('payments'), Identity.of('payments.example.com'), Identity.of('spiffe://old/ns/shop/sa/payments'))))
    .toMatchObject({ subjectAltNames: ['spiffe://cluster.local/ns/shop/sa/payments', 'payments.example.com', 'spiffe://old/ns/shop/sa/payments'] });
  expect(renderedSpec((scope) => new DestinationRule(scope, 'ledger', {
    host: 'ledger.bank.svc.cluster.local',
    trafficPolicy: { tls: { mode: ClientTlsMode.ISTIO_MUTUAL, subjectAltNames: [Identity.fromServiceAccount(account())] } },
  })).trafficPolicy).toEqual({ tls: { mode: 'ISTIO_MUTUAL', subjectAltNames: ['spiffe://bank.example.com/ns/bank/sa/ledger'] } });
});

test('the identity of a service is that of its pods, in its traffic policy too', () => {
  const chart = new Chart(Testing.app(), 'shop', { namespace: 'shop' });
  const ports = [{ number: 80, name: 'http' }];
  const cart = new MeshService(chart, 'cart', { name: 'cart', namespace: 'orders', ports, serviceAccount: 'cart' });
  new MeshService(chart, 'web', {
    name: 'web', ports, trafficPolicy: { tls: { mode: ClientTlsMode.ISTIO_MUTUAL, subjectAltNames: [cart.identity, Identity.serviceAccount('web')] } },
  });
  const rule = chart.node.findAll().filter(ApiObject.isApiObject).map((object) => (object as ApiObject).toJson()).find(({ kind }) => kind === 'DestinationRule');
  expect(rule.spec.trafficPolicy.tls.subjectAltNames).toEqual(['spiffe://cluster.local/ns/orders/sa/cart', 'spiffe://cluster.local/ns/shop/sa/web']);
});

test('what names accounts of its own namespace names no other', () => {
  const machine = (identity: Identity): Build => (scope) => new WorkloadEntry(scope, 'vm', { address: '192.0.2.7', serviceAccount: identity });
  expect([Identity.serviceAccount('vm'), Identity.serviceAccount('vm', 'shop')].map((one) => renderedSpec(machine(one)).serviceAccount)).toEqual(['vm', 'vm']);
  expect(() => renderedSpec(machine(Identity.fromServiceAccount(account()))))
    .toThrow(new Error('Failed serializing construct at path \'shop/vm/Resource\' with name \'vm\': Error: shop/vm: serviceAccount is "bank/ledger"; it must be a service account of the object\'s own namespace (shop)'));
});

test('an account in a namespace that nobody knows has no principal', () => {
  const chart = new Chart(Testing.app(), 'anywhere');
  from({ principals: [Identity.serviceAccount('web')] })(chart);
  expect(() => Testing.synth(chart)).toThrow('anywhere/policy: rules[0].sources[0].principals[0] is "web"; ' +
    'it must be a service account whose namespace is known; give the namespace, or the chart one');
});

describe('what can never be right', () => {
  const NAME = 'it must be lower-case letters, digits, "-" and ".", with a letter or digit at both ends, at most 253 characters';
  refuses({
    'no text': [() => Identity.of(''), 'Identity.of: text is ""; it must be a text that is not empty'],
    'an account with a wildcard': [() => Identity.serviceAccount('*'), `Identity.serviceAccount: name is "*"; ${NAME}`],
    'a namespace that is none': [
      () => Identity.serviceAccount('web', 'Shop'),
      'Identity.serviceAccount: namespace is "Shop"; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters',
    ],
    'a Deployment for an account': [
      (scope) => Identity.fromServiceAccount(new ApiObject(scope, 'web', { apiVersion: 'apps/v1', kind: 'Deployment' })),
      'Identity.fromServiceAccount: serviceAccount is "apps/v1 Deployment"; it must be a ServiceAccount (v1); use Identity.serviceAccount for a name',
    ],
    'a principal with its scheme': [
      from({ principals: [Identity.of('spiffe://cluster.local/ns/shop/sa/web')] }),
      'shop/policy: rules[0].sources[0].principals[0] is "spiffe://cluster.local/ns/shop/sa/web"; ' +
      'it must be an identity without its scheme (cluster.local/ns/shop/sa/reviews); leave "spiffe://" out',
    ],
    'a principal in a condition with its scheme': [
      () => AuthorizationCondition.sourcePrincipal({ values: [Identity.of('http://web')] }),
      'AuthorizationCondition.sourcePrincipal: values[0] is "http://web"; ' +
      'it must be an identity without its scheme (cluster.local/ns/shop/sa/reviews); leave "spiffe://" out',
    ],
    'an account by its principal': [
      from({ serviceAccounts: [Identity.of('cluster.local/ns/shop/sa/web')] }),
      'shop/policy: rules[0].sources[0].serviceAccounts[0] is "cluster.local/ns/shop/sa/web"; ' +
      'it must be a service account; use Identity.serviceAccount or Identity.fromServiceAccount',
    ],
    'a principal in a certificate': [
      entry(Identity.of('cluster.local/ns/shop/sa/web')),
      'shop/payments: subjectAltNames[0] is "cluster.local/ns/shop/sa/web"; ' +
      'it must be with its scheme (spiffe://cluster.local/ns/shop/sa/web), as certificates have it; or use Identity.serviceAccount',
    ],
    'a text': [
      from({ principals: ['web' as unknown as Identity] }),
      'shop/policy: rules[0].sources[0].principals[0] is "web"; it must be an Identity; use Identity.fromServiceAccount, Identity.serviceAccount or Identity.of',
    ],
    'a service without an account': [
      (scope) => new MeshService(scope, 'web', { name: 'web', ports: [{ number: 80, name: 'http' }] }).identity,
      'shop/web: serviceAccount is missing; it must be known where the service is named as a caller; give it, or the workload',
    ],
    'a service in a namespace that nobody knows': [
      () => new MeshService(new Chart(Testing.app(), 'anywhere'), 'web', { name: 'web', ports: [{ number: 80, name: 'http' }], serviceAccount: 'web' }).identity,
      'anywhere/web: namespace is missing; it must be known where the service is named as a caller; give it, or give the chart one',
    ],
  });
});
