import { type Build, refuses, rendered, renderedSpec, without } from './support';
import {
  AuthorizationAction, AuthorizationCondition, type AuthorizationOperation, AuthorizationPolicy, type AuthorizationPolicyProps,
  type AuthorizationRule, AuthorizationRules, type AuthorizationSource, type ConditionPorts, type ConditionValues, Identity, PolicyTarget,
  WorkloadSelector,
} from 'cdk8s-istio';

/** Every list of a source, which none takes all at once: service accounts exclude principals and namespaces. */
const source: Required<AuthorizationSource> = {
  principals: [Identity.of('cluster.local/ns/shop/sa/reviews'), Identity.of('*/ns/shop/sa/web')],
  notPrincipals: [Identity.of('old.local/*')],
  requestPrincipals: ['https://issuer.example.com/*'],
  notRequestPrincipals: ['*'],
  namespaces: ['shop', 'team-*'],
  notNamespaces: ['default'],
  serviceAccounts: [Identity.serviceAccount('reviews'), Identity.serviceAccount('reviews.v2', 'shop')],
  notServiceAccounts: [Identity.serviceAccount('batch', 'shop')],
  ipBlocks: ['10.1.0.0/16', '2001:db8::1'],
  notIpBlocks: ['10.1.2.3'],
  remoteIpBlocks: ['203.0.113.0/24'],
  notRemoteIpBlocks: ['203.0.113.7'],
  trustDomains: ['cluster.local', '*'],
  notTrustDomains: ['old.*'],
};

const operation: Required<AuthorizationOperation> = {
  hosts: ['shop.example.com', '*.example.com', 'shop.example.com:8080'],
  notHosts: ['admin.example.com'],
  ports: [9080, 9090],
  notPorts: [15000],
  methods: ['GET', 'M-SEARCH', '*'],
  notMethods: ['DELETE'],
  paths: ['/', '/ratings/*', '*.html', '*', '/users/{*}/orders', '/static/{**}', '/a//b', '/{**}/'],
  notPaths: ['/ratings/internal'],
};

const values: Required<ConditionValues> = { values: ['v1', 'v2*', '*'], notValues: ['v3'] };
const ports: Required<ConditionPorts> = { values: [9080], notValues: [15000] };

const rule: Required<AuthorizationRule> = {
  sources: [without(source, 'serviceAccounts', 'notServiceAccounts'), without(source, 'principals', 'notPrincipals', 'namespaces', 'notNamespaces')],
  operations: [operation],
  conditions: [AuthorizationCondition.requestHeader('x-version', values)],
};

const everything: Required<AuthorizationPolicyProps> = {
  metadata: { name: 'ratings-access', namespace: 'shop', annotations: { team: 'ratings' } },
  target: PolicyTarget.workloads(WorkloadSelector.labels({ app: 'ratings' })),
  action: AuthorizationAction.DENY,
  rules: AuthorizationRules.anyOf(rule),
  dryRun: true,
};

function make(props: Partial<AuthorizationPolicyProps>): Build {
  return (scope) => new AuthorizationPolicy(scope, 'policy', { rules: AuthorizationRules.everything(), ...props });
}

/** A policy with one rule. */
function matching(only: AuthorizationRule): Build {
  return make({ rules: AuthorizationRules.anyOf(only) });
}

const reading: AuthorizationRule = { operations: [{ methods: ['GET'] }] };

test('smallest', () => {
  expect(rendered(matching(reading))).toEqual({
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'policy', namespace: 'shop' },
    spec: { rules: [{ to: [{ operation: { methods: ['GET'] } }] }] },
  });
});

test('every property', () => {
  expect(rendered(make(everything))).toEqual({
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { annotations: { 'istio.io/dry-run': 'true', 'team': 'ratings' }, name: 'ratings-access', namespace: 'shop' },
    spec: {
      action: 'DENY',
      rules: [
        {
          from: [
            {
              source: {
                ipBlocks: ['10.1.0.0/16', '2001:db8::1'],
                namespaces: ['shop', 'team-*'],
                notIpBlocks: ['10.1.2.3'],
                notNamespaces: ['default'],
                notPrincipals: ['old.local/*'],
                notRemoteIpBlocks: ['203.0.113.7'],
                notRequestPrincipals: ['*'],
                notTrustDomains: ['old.*'],
                principals: ['cluster.local/ns/shop/sa/reviews', '*/ns/shop/sa/web'],
                remoteIpBlocks: ['203.0.113.0/24'],
                requestPrincipals: ['https://issuer.example.com/*'],
                trustDomains: ['cluster.local', '*'],
              },
            },
            {
              source: {
                ipBlocks: ['10.1.0.0/16', '2001:db8::1'],
                notIpBlocks: ['10.1.2.3'],
                notRemoteIpBlocks: ['203.0.113.7'],
                notRequestPrincipals: ['*'],
                notServiceAccounts: ['shop/batch'],
                notTrustDomains: ['old.*'],
                remoteIpBlocks: ['203.0.113.0/24'],
                requestPrincipals: ['https://issuer.example.com/*'],
                serviceAccounts: ['reviews', 'shop/reviews.v2'],
                trustDomains: ['cluster.local', '*'],
              },
            },
          ],
          to: [
            {
              operation: {
                hosts: ['shop.example.com', '*.example.com', 'shop.example.com:8080'],
                methods: ['GET', 'M-SEARCH', '*'],
                notHosts: ['admin.example.com'],
                notMethods: ['DELETE'],
                notPaths: ['/ratings/internal'],
                notPorts: ['15000'],
                paths: ['/', '/ratings/*', '*.html', '*', '/users/{*}/orders', '/static/{**}', '/a//b', '/{**}/'],
                ports: ['9080', '9090'],
              },
            },
          ],
          when: [{ key: 'request.headers[x-version]', notValues: ['v3'], values: ['v1', 'v2*', '*'] }],
        },
      ],
      selector: { matchLabels: { app: 'ratings' } },
    },
  });
});

test('what matches nothing and everything is written as Istio reads it', () => {
  expect(renderedSpec(make({ rules: AuthorizationRules.nothing() }))).toEqual({});
  expect(renderedSpec(make({ rules: AuthorizationRules.nothing(), action: AuthorizationAction.ALLOW }))).toEqual({ action: 'ALLOW' });
  expect(renderedSpec(make({ rules: AuthorizationRules.everything() }))).toEqual({ rules: [{}] });
  expect(renderedSpec(make({ action: AuthorizationAction.DENY }))).toEqual({ action: 'DENY', rules: [{}] });
  expect(renderedSpec(make({ action: AuthorizationAction.AUDIT }))).toEqual({ action: 'AUDIT', rules: [{}] });
});

test('a provider is asked', () => {
  const rules = AuthorizationRules.anyOf({
    sources: [{ ipBlocks: ['10.1.0.0/16'] }],
    operations: [{ paths: ['/admin/*'] }],
    conditions: [AuthorizationCondition.requestHeader('x-ask', { values: ['*'] })],
  });
  expect(renderedSpec(make({ action: AuthorizationAction.custom('oauth2-proxy'), rules, target: PolicyTarget.service('ratings') }))).toEqual({
    action: 'CUSTOM',
    provider: { name: 'oauth2-proxy' },
    rules: [{
      from: [{ source: { ipBlocks: ['10.1.0.0/16'] } }],
      to: [{ operation: { paths: ['/admin/*'] } }],
      when: [{ key: 'request.headers[x-ask]', values: ['*'] }],
    }],
    targetRefs: [{ group: '', kind: 'Service', name: 'ratings' }],
  });
});

test('every condition', () => {
  const conditions = [
    AuthorizationCondition.sourceIp({ values: ['10.1.0.0/16'] }),
    AuthorizationCondition.remoteIp({ values: ['203.0.113.0/24'] }),
    AuthorizationCondition.sourceNamespace({ values: ['team-*-test'] }),
    AuthorizationCondition.sourceServiceAccount({ values: [Identity.serviceAccount('reviews', 'shop')] }),
    AuthorizationCondition.sourcePrincipal({ values: [Identity.of('cluster.local/ns/shop/sa/reviews')] }),
    AuthorizationCondition.sourceTrustDomain({ values: ['cluster.*'] }),
    AuthorizationCondition.requestPrincipal({ values: ['*/service'] }),
    AuthorizationCondition.requestAudience({ values: ['shop'] }),
    AuthorizationCondition.requestPresenter({ values: ['app'] }),
    AuthorizationCondition.requestClaim(['groups'], { values: ['admins'] }),
    AuthorizationCondition.requestClaim(['realm', 'roles'], { notValues: ['guest'] }),
    AuthorizationCondition.destinationIp({ values: ['10.2.3.4'] }),
    AuthorizationCondition.destinationPort(ports),
    AuthorizationCondition.sni({ values: ['*.example.com'] }),
    AuthorizationCondition.envoyMetadata('envoy.filters.network.mysql_proxy', 'shop.orders', { values: ['[update]'] }),
    AuthorizationCondition.of('request.headers[x-new]', { values: ['1'] }),
  ];
  const spec = renderedSpec(matching({ conditions })) as { rules: { when: unknown[] }[] };
  expect(spec.rules[0].when).toEqual([
    { key: 'source.ip', values: ['10.1.0.0/16'] },
    { key: 'remote.ip', values: ['203.0.113.0/24'] },
    { key: 'source.namespace', values: ['team-*-test'] },
    { key: 'source.serviceAccount', values: ['shop/reviews'] },
    { key: 'source.principal', values: ['cluster.local/ns/shop/sa/reviews'] },
    { key: 'source.trustDomain', values: ['cluster.*'] },
    { key: 'request.auth.principal', values: ['*/service'] },
    { key: 'request.auth.audiences', values: ['shop'] },
    { key: 'request.auth.presenter', values: ['app'] },
    { key: 'request.auth.claims[groups]', values: ['admins'] },
    { key: 'request.auth.claims[realm][roles]', notValues: ['guest'] },
    { key: 'destination.ip', values: ['10.2.3.4'] },
    { key: 'destination.port', notValues: ['15000'], values: ['9080'] },
    { key: 'connection.sni', values: ['*.example.com'] },
    { key: 'experimental.envoy.filters.network.mysql_proxy[shop.orders]', values: ['[update]'] },
    { key: 'request.headers[x-new]', values: ['1'] },
  ]);
});

test('dry run is an annotation', () => {
  expect(rendered(make({ dryRun: false })).metadata).toEqual({ name: 'policy', namespace: 'shop', annotations: { 'istio.io/dry-run': 'false' } });
});

test('the construct knows its name', () => {
  rendered((scope) => { expect(new AuthorizationPolicy(scope, 'policy', everything).name).toBe('ratings-access'); });
});

describe('what can never be right', () => {
  const src = (only: AuthorizationSource): Build => matching({ sources: [only] });
  const op = (only: AuthorizationOperation): Build => matching({ operations: [only] });
  const custom = (only: AuthorizationRule): Build => make({ action: AuthorizationAction.custom('p'), rules: AuthorizationRules.anyOf(only) });
  const where = 'shop/policy: rules[0]';
  refuses({
    'no rule': [() => AuthorizationRules.anyOf(), 'AuthorizationRules.anyOf: rules is []; it must be a list of at least one element; use AuthorizationRules.everything() or AuthorizationRules.nothing()'],
    'too many rules': [() => AuthorizationRules.anyOf(...Array.from({ length: 513 }, () => reading)), 'AuthorizationRules.anyOf: rules has 513 elements; it must have at most 512'],
    'a rule that says nothing': [matching({}), `${where} says nothing, and so would match every request; it must have sources, operations or conditions; use AuthorizationRules.everything() if that is meant`],
    'no source': [matching({ sources: [] }), `${where}.sources is []; it must be a list of at least one element; leave it out for any: Istio takes an empty list for none, and so would match everything`],
    'no operation': [matching({ operations: [] }), `${where}.operations is []; it must be a list of at least one element; leave it out for any: Istio takes an empty list for none, and so would match everything`],
    'no condition': [matching({ conditions: [] }), `${where}.conditions is []; it must be a list of at least one element; leave it out for any: Istio takes an empty list for none, and so would match everything`],
    'a source that says nothing': [src({}), `${where}.sources[0] says nothing; it must have at least one list; leave sources out for any source`],
    'an operation that says nothing': [op({}), `${where}.operations[0] says nothing; it must have at least one list; leave operations out for any operation`],
    'no value': [src({ principals: [] }), `${where}.sources[0].principals is []; it must be a list of at least one element; leave it out for any: Istio takes an empty list for none, and so would match everything`],
    'no port': [op({ ports: [] }), `${where}.operations[0].ports is []; it must be a list of at least one element; leave it out for any`],
    'too many sources': [matching({ sources: Array.from({ length: 513 }, () => ({ namespaces: ['shop'] })) }), `${where}.sources has 513 elements; it must have at most 512`],
    'nothing to deny': [make({ action: AuthorizationAction.DENY, rules: AuthorizationRules.nothing() }), 'shop/policy: rules match nothing for action DENY; it must be something: such a policy does nothing; use AuthorizationRules.everything() for every request'],
    'nothing to ask about': [make({ action: AuthorizationAction.custom('p'), rules: AuthorizationRules.nothing() }), 'shop/policy: rules match nothing for action CUSTOM; it must be something: such a policy does nothing; use AuthorizationRules.everything() for every request'],
    'no provider': [() => AuthorizationAction.custom(''), 'AuthorizationAction.custom: provider is ""; it must be a text that is not empty'],
    'an identity for a provider': [custom({ sources: [{ namespaces: ['shop'] }] }), `${where}.sources[0].namespaces is given for action CUSTOM; it must be left out: Istio does not know identities and tokens where it asks a provider`],
    'a token for a provider': [custom({ conditions: [AuthorizationCondition.requestClaim(['iss'], values)] }), `${where}.conditions[0] is about request.auth.claims[iss] for action CUSTOM; it must be left out: Istio does not know identities and tokens where it asks a provider`],
    'an identity in a condition for a provider': [custom({ conditions: [AuthorizationCondition.sourcePrincipal({ values: [Identity.of('*')] })] }), `${where}.conditions[0] is about source.principal for action CUSTOM; it must be left out: Istio does not know identities and tokens where it asks a provider`],
    'a dry run of an audit': [make({ action: AuthorizationAction.AUDIT, dryRun: true }), 'shop/policy: dryRun is given for action AUDIT; it must be left out: Istio has it for ALLOW and DENY'],
    'the annotation of a dry run': [make({ metadata: { annotations: { 'istio.io/dry-run': 'true' } } }), 'shop/policy: metadata.annotations has istio.io/dry-run; it must be left out; use dryRun'],
    'accounts and principals': [src(source), `${where}.sources[0].serviceAccounts and ${where.slice(13)}.sources[0].principals are given; it must be one of them`],
    'a principal with its scheme': [src({ principals: [Identity.of('spiffe://cluster.local/ns/shop/sa/web')] }), `${where}.sources[0].principals[0] is "spiffe://cluster.local/ns/shop/sa/web"; it must be an identity without its scheme (cluster.local/ns/shop/sa/reviews); leave "spiffe://" out`],
    'a wildcard within': [src({ principals: [Identity.of('cluster.local/ns/*/sa/web')] }), `${where}.sources[0].principals[0] is "cluster.local/ns/*/sa/web"; it must be a text with at most one "*", at its beginning or its end`],
    'two wildcards': [src({ requestPrincipals: ['*/*'] }), `${where}.sources[0].requestPrincipals[0] is "*/*"; it must be a text with at most one "*", at its beginning or its end`],
    'a namespace that is none': [src({ namespaces: ['shop/web'] }), `${where}.sources[0].namespaces[0] is "shop/web"; it must be the name of a namespace, or one with "*" in it`],
    'an account with a wildcard': [src({ serviceAccounts: [Identity.of('shop/*')] }), `${where}.sources[0].serviceAccounts[0] is "shop/*"; it must be a service account; use Identity.serviceAccount or Identity.fromServiceAccount`],
    'too many accounts': [src({ notServiceAccounts: Array.from({ length: 17 }, (_, i) => Identity.serviceAccount(`a${i}`)) }), `${where}.sources[0].notServiceAccounts has 17 elements; it must have at most 16`],
    'a trust domain with a slash': [src({ trustDomains: ['cluster.local/'] }), `${where}.sources[0].trustDomains[0] is "cluster.local/"; it must be a trust domain (cluster.local), without "/"`],
    'an address that is none': [src({ remoteIpBlocks: ['10.1.0.0/33'] }), `${where}.sources[0].remoteIpBlocks[0] is "10.1.0.0/33"; it must be an IP address or a range of them (10.1.0.0/16)`],
    'a host with a scheme': [op({ hosts: ['https://shop.example.com'] }), `${where}.operations[0].hosts[0] is "https://shop.example.com"; it must be a host (shop.example.com), without scheme and path`],
    'a port that is none': [op({ notPorts: [70000] }), `${where}.operations[0].notPorts[0] is 70000; it must be between 1 and 65535`],
    'a method in small letters': [op({ methods: ['get'] }), `${where}.operations[0].methods[0] is "get"; it must be a method in capitals (GET); Istio compares letter by letter`],
    'an empty text': [op({ paths: [''] }), `${where}.operations[0].paths[0] is ""; it must be a text that is not empty`],
    'a path without a slash': [op({ paths: ['ratings'] }), `${where}.operations[0].paths[0] is "ratings"; it must be a path that begins with "/" or "*"`],
    'a query in a path': [op({ paths: ['/ratings?all'] }), `${where}.operations[0].paths[0] is "/ratings?all"; it must be a path without "?" and "#"; Istio compares the path only`],
    'a template that is none': [op({ paths: ['/users/{id}'] }), `${where}.operations[0].paths[0] is "/users/{id}"; it must be a path whose templates, {*} and {**}, stand alone between slashes`],
    'a template with more': [op({ notPaths: ['/users/{*}.json'] }), `${where}.operations[0].notPaths[0] is "/users/{*}.json"; it must be a path whose templates, {*} and {**}, stand alone between slashes`],
    'a template after the rest': [op({ paths: ['/{**}/{*}'] }), `${where}.operations[0].paths[0] is "/{**}/{*}"; it must be a path without a template after {**}`],
    'a wildcard next to a template': [op({ paths: ['/users/{*}/*'] }), `${where}.operations[0].paths[0] is "/users/{*}/*"; it must be a path that begins with "/" and has no other wildcard and no empty segment next to a template`],
    'no values': [() => AuthorizationCondition.sni({}), 'AuthorizationCondition.sni: the value is {}; it must be values, notValues or both; give values ["*"] for any value'],
    'an empty list of values': [() => AuthorizationCondition.sni({ values: [] }), 'AuthorizationCondition.sni: values is []; it must be a list of at least one element; leave it out for any: Istio takes an empty list for none, and so would match everything'],
    'a header that is none': [() => AuthorizationCondition.requestHeader('x y', values), 'AuthorizationCondition.requestHeader: name is "x y"; it must be the name of a header'],
    'no claim': [() => AuthorizationCondition.requestClaim([], values), 'AuthorizationCondition.requestClaim: path is []; it must be the names that lead to a claim'],
    'a claim in brackets': [() => AuthorizationCondition.requestClaim(['[iss]'], values), 'AuthorizationCondition.requestClaim: path[0] is "[iss]"; it must be the name of a claim, without brackets'],
    'an address in a condition': [() => AuthorizationCondition.sourceIp({ notValues: ['localhost'] }), 'AuthorizationCondition.sourceIp: notValues[0] is "localhost"; it must be an IP address or a range of them (10.1.0.0/16)'],
    'a port in a condition': [() => AuthorizationCondition.destinationPort({ values: [0] }), 'AuthorizationCondition.destinationPort: values[0] is 0; it must be between 1 and 65535'],
    'a port by name': [() => AuthorizationCondition.of('destination.port', { values: ['http'] }), 'AuthorizationCondition.of: values[0] is "http"; it must be the number of a port'],
    'a filter that is none': [() => AuthorizationCondition.envoyMetadata('mysql_proxy', 'shop', values), 'AuthorizationCondition.envoyMetadata: filter is "mysql_proxy"; it must be the name of a filter (envoy.filters.network.mysql_proxy)'],
    'metadata without a key': [() => AuthorizationCondition.envoyMetadata('envoy.filters.http.lua', '', values), 'AuthorizationCondition.envoyMetadata: key is ""; it must be a text that is not empty'],
    'no attribute': [() => AuthorizationCondition.of('', values), 'AuthorizationCondition.of: key is ""; it must be a text that is not empty'],
    'nothing to mark': [make({ action: AuthorizationAction.AUDIT, rules: AuthorizationRules.nothing() }), 'shop/policy: rules match nothing for action AUDIT; it must be something: such a policy does nothing; use AuthorizationRules.everything() for every request'],
    'an attribute of the destination': [() => AuthorizationCondition.of('destination.labels[app]', values), 'AuthorizationCondition.of: key is "destination.labels[app]"; it must be an attribute of the request or its source; give the policy a target'],
    'the namespace of the destination': [() => AuthorizationCondition.of('destination.namespace', values), 'AuthorizationCondition.of: key is "destination.namespace"; it must be an attribute of the request or its source; put the policy into that namespace'],
  });
});
