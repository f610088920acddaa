import { type Change, line, objects, policy, verdict } from './run';

const SELECTOR = 'selector: {matchLabels: {app: reviews}}';
const authz = (name: string, spec: string, namespace?: string, metadata?: string) => policy('AuthorizationPolicy', name, spec, namespace, metadata);
const allow = (rule: string) => authz('p', `{${SELECTOR}, rules: [${rule}]}`);
const deny = (rule: string) => authz('p', `{${SELECTOR}, action: DENY, rules: [${rule}]}`);

describe('what is denied and allowed', () => {
  test.each<[string, string, string]>([
    ['nothing is said', '', 'admitted'],
    ['an empty ALLOW policy allows nothing', authz('none', '{}'), 'denied 403'],
    ['no rules: neither', authz('none', '{rules: []}'), 'denied 403'],
    ['an empty rule allows everything', authz('all', '{rules: [{}]}'), 'admitted shop/all[0]'],
    ['empty lists ask for nothing', authz('all', '{rules: [{from: [], to: [], when: []}]}'), 'admitted shop/all[0]'],
    ['nor do lists without values', authz('all', '{rules: [{to: [{operation: {methods: []}}]}]}'), 'admitted shop/all[0]'],
    ['nor does a source that is empty', authz('all', '{rules: [{from: [{source: {}}]}]}'), 'admitted shop/all[0]'],
    ['a DENY policy without rules denies nothing', authz('none', '{action: DENY}'), 'admitted'],
    ['an empty rule denies everything', authz('all', '{action: DENY, rules: [{}]}'), 'denied 403 shop/all[0]'],
    ['DENY goes before ALLOW', objects(authz('all', '{rules: [{}]}'), authz('no', '{action: DENY, rules: [{}]}')), 'denied 403 shop/no[0]'],
    ['a DENY policy that does not match allows nothing by itself',
      objects(authz('post', '{action: DENY, rules: [{to: [{operation: {methods: [POST]}}]}]}'), authz('none', '{}')), 'denied 403'],
    ['without an ALLOW policy, what is not denied is allowed', deny('{to: [{operation: {methods: [POST]}}]}'), 'admitted'],
    ['one ALLOW policy of several is enough', objects(authz('none', '{}'), authz('some', '{rules: [{}]}')), 'admitted shop/some[0]'],
    ['AUDIT denies nothing', authz('log', '{action: AUDIT, rules: [{}]}'), 'admitted'],
    ['what is only tried denies nothing', authz('none', '{}', 'shop', ', annotations: {istio.io/dry-run: "true"}'), 'admitted'],
    ['policies of other namespaces do not count', authz('none', '{}', 'web'), 'admitted'],
    ['policies of the root namespace do', authz('none', '{}', 'istio-system'), 'denied 403'],
    ['with a selector too', authz('none', `{${SELECTOR}, action: DENY, rules: [{}]}`, 'istio-system'), 'denied 403 istio-system/none[0]'],
    ['policies for other pods do not', authz('none', '{selector: {matchLabels: {app: ratings}}}'), 'admitted'],
    ['sidecars ignore policies with targets', authz('none', '{targetRefs: [{kind: Service, name: reviews}]}'), 'admitted'],
    ['the first rule by name is told', authz('two', '{rules: [{to: [{operation: {methods: [POST]}}]}, {}]}'), 'admitted shop/two[1]'],
  ])('%s', (_, yaml, expected) => { expect(line(verdict(yaml))).toBe(expected); });
});

describe('what rules ask', () => {
  const post: Change = { request: { method: 'POST', path: '/api/v1/items?x=/admin', headers: { 'X-Team': 'blue' } } };
  test.each<[string, Change, string]>([
    ['{to: [{operation: {methods: [POST]}}]}', post, 'admitted shop/p[0]'],
    ['{to: [{operation: {methods: [GET, POST], paths: ["/api/*"]}}]}', post, 'admitted shop/p[0]'],
    ['{to: [{operation: {methods: [GET], paths: ["/api/*"]}}]}', post, 'denied 403'],
    ['{to: [{operation: {methods: [GET]}}, {operation: {paths: ["/api/*"]}}]}', post, 'admitted shop/p[0]'],
    ['{to: [{operation: {notMethods: [POST]}}]}', post, 'denied 403'],
    ['{to: [{operation: {paths: ["*/items"]}}]}', post, 'admitted shop/p[0]'],
    ['{to: [{operation: {paths: ["*/admin"]}}]}', post, 'denied 403'],
    ['{to: [{operation: {paths: ["/api/{*}/items"]}}]}', post, 'admitted shop/p[0]'],
    ['{to: [{operation: {paths: ["/{*}/items"]}}]}', post, 'denied 403'],
    ['{to: [{operation: {paths: ["/{**}/items"]}}]}', post, 'admitted shop/p[0]'],
    ['{to: [{operation: {hosts: ["REVIEWS:80"]}}]}', post, 'admitted shop/p[0]'],
    ['{to: [{operation: {hosts: ["reviews"]}}]}', post, 'denied 403'],
    ['{to: [{operation: {hosts: ["reviews*"]}}]}', post, 'admitted shop/p[0]'],
    ['{to: [{operation: {ports: ["9080"]}}]}', post, 'admitted shop/p[0]'],
    ['{to: [{operation: {ports: ["80"]}}]}', post, 'denied 403'],
    ['{from: [{source: {principals: ["cluster.local/ns/shop/sa/web"]}}]}', post, 'admitted shop/p[0]'],
    ['{from: [{source: {principals: ["*/sa/web"]}}]}', post, 'admitted shop/p[0]'],
    ['{from: [{source: {principals: ["cluster.local/ns/shop/*"]}}]}', post, 'admitted shop/p[0]'],
    ['{from: [{source: {principals: ["*"]}}]}', { tls: 'plain' }, 'denied 403'],
    ['{from: [{source: {notPrincipals: ["*"]}}]}', { tls: 'plain' }, 'admitted shop/p[0]'],
    ['{from: [{source: {namespaces: [shop]}}]}', post, 'admitted shop/p[0]'],
    ['{from: [{source: {namespaces: ["sh*"]}}]}', post, 'admitted shop/p[0]'],
    ['{from: [{source: {notNamespaces: [shop]}}]}', post, 'denied 403'],
    ['{from: [{source: {notNamespaces: [shop]}}]}', { tls: 'plain' }, 'admitted shop/p[0]'],
    ['{from: [{source: {serviceAccounts: [web]}}]}', post, 'admitted shop/p[0]'],
    ['{from: [{source: {serviceAccounts: [shop/we]}}]}', post, 'denied 403'],
    ['{from: [{source: {ipBlocks: ["10.1.0.0/16"]}}]}', post, 'admitted shop/p[0]'],
    ['{from: [{source: {ipBlocks: ["10.2.0.0/16", "10.1.2.4"]}}]}', post, 'denied 403'],
    ['{from: [{source: {ipBlocks: ["10.1.0.0/16"]}}]}', { sourceIp: undefined }, 'undecided ?'],
    ['{when: [{key: "request.headers[x-team]", values: [blue]}]}', post, 'admitted shop/p[0]'],
    ['{when: [{key: "request.headers[x-team]", notValues: [blue]}]}', post, 'denied 403'],
    ['{when: [{key: "request.headers[x-other]", notValues: [blue]}]}', post, 'admitted shop/p[0]'],
    ['{when: [{key: "request.headers[x-team]", values: ["*"]}]}', post, 'admitted shop/p[0]'],
    ['{when: [{key: source.namespace, values: [web]}]}', post, 'denied 403'],
    ['{when: [{key: destination.port, values: ["9080"]}]}', post, 'admitted shop/p[0]'],
  ])('%s', (rule, change, expected) => { expect(line(verdict(allow(rule), change))).toBe(expected); });
});

test('a connection has nothing of HTTP: ALLOW rules that ask for it are left out, DENY rules ask for less', () => {
  const tcp: Change = { port: 3306, request: null };
  expect(line(verdict(allow('{to: [{operation: {methods: [GET]}}]}'), tcp))).toBe('denied');
  expect(line(verdict(allow('{to: [{operation: {ports: ["3306"]}}]}'), tcp))).toBe('admitted shop/p[0]');
  expect(line(verdict(deny('{to: [{operation: {methods: [GET]}}]}'), tcp))).toBe('denied shop/p[0]');
  expect(line(verdict(deny('{to: [{operation: {methods: [GET], ports: ["80"]}}]}'), tcp))).toBe('admitted');
});
