import { type Program, TARGETS } from './support';
import { AuthorizationAction, AuthorizationCondition, AuthorizationPolicy, AuthorizationRules, Identity } from 'cdk8s-istio';

const RULES = AuthorizationRules.anyOf({
  sources: [
    {
      principals: [Identity.of('cluster.local/ns/shop/sa/cart')],
      notPrincipals: [Identity.of('cluster.local/ns/legacy/sa/*')],
      requestPrincipals: ['https://issuer.example.com/*'],
      notRequestPrincipals: ['https://issuer.example.com/guest'],
      namespaces: ['shop'],
      notNamespaces: ['legacy'],
      ipBlocks: ['10.1.0.0/16'],
      notIpBlocks: ['10.1.2.3'],
      remoteIpBlocks: ['203.0.113.0/24'],
      notRemoteIpBlocks: ['203.0.113.7'],
      trustDomains: ['cluster.local'],
      notTrustDomains: ['old.example.com'],
    },
    { serviceAccounts: [Identity.serviceAccount('cart', 'shop')], notServiceAccounts: [Identity.serviceAccount('cart', 'legacy')] },
  ],
  operations: [{
    hosts: ['cart.example.com'],
    notHosts: ['*.internal.example.com'],
    ports: [8080],
    notPorts: [9090],
    methods: ['GET'],
    notMethods: ['DELETE'],
    paths: ['/cart/{*}'],
    notPaths: ['/cart/admin*'],
  }],
  conditions: [
    AuthorizationCondition.requestHeader('x-tenant', { values: ['acme'], notValues: ['acme-test'] }),
    AuthorizationCondition.destinationPort({ values: [8080] }),
  ],
});

/** AuthorizationPolicies. CUSTOM cannot look at tokens, which are checked after it. */
export const authorizationPolicies: Program = (chart) => {
  new AuthorizationPolicy(chart, 'allow', { target: TARGETS['for-workloads'], action: AuthorizationAction.ALLOW, rules: RULES });
  new AuthorizationPolicy(chart, 'deny', { target: TARGETS['for-objects'], action: AuthorizationAction.DENY, rules: RULES, dryRun: true });
  new AuthorizationPolicy(chart, 'audit', { action: AuthorizationAction.AUDIT, rules: RULES });
  new AuthorizationPolicy(chart, 'ask', {
    target: TARGETS['for-workloads'],
    action: AuthorizationAction.custom('opa'),
    rules: AuthorizationRules.anyOf({ operations: [{ paths: ['/cart/*'] }] }),
  });
};
