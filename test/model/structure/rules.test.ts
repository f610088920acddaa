import type { Json } from '../../../src/model/json';
import { RULES } from '../../../src/model/structure/rules';
import { istioStructure } from '../../../src/model/structure/schema';

/** The rules in all schemas. */
function rulesOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) { return []; }
  const own = (value as { 'x-kubernetes-validations'?: Array<{ rule: string }> })['x-kubernetes-validations'] ?? [];
  return [...own.map(({ rule }) => rule), ...Object.values(value).flatMap(rulesOf)];
}

test('every rule of the CRDs is known, and no other', () => {
  expect(Object.keys(RULES).sort()).toEqual([...new Set(rulesOf(istioStructure()))].sort());
});

/** Values by a part of the rule that no other rule has: those of which it holds, and those that break it. */
const CASES: ReadonlyArray<readonly [part: string, holds: readonly Json[], broken: readonly Json[]]> = [
  ["duration('1ms')", ['1ms', '1.5s', '1h30m', '+2s', '.5s', '9223372036s', '1000us'], ['0', '0s', '999us', '-5s', '1d', '5', '', 's', '9223372037s', ' 1s']],
  ['self.size() == 0', [''], ['a']],
  ['0 < self && self <= 65535', [1, 65535], [0, -1, 65536]],
  ['int(key) <= 65535', [{}, { 80: {} }, { '+80': {} }], [{ 0: {} }, { http: {} }, { 65536: {} }, { '': {} }, { '8.0': {} }]],
  ['!key.contains("*")', [{ a: 'b' }], [{ 'a*': 'b' }]],
  ['key.size() != 0', [{ a: 'b' }], [{ '': 'b' }]],
  ['!self.contains("*")', ['a', ''], ['a*']],
  ['self != "*"', ['*.a'], ['*']],
  ['self in ["", "HTTP", "HTTPS"]', ['', 'HTTP', 'HTTPS'], ['http', 'TCP']],
  ['(has(self.selector) ? 1 : 0) + (has(self.targetRef) ?', [{}, { selector: {} }, { targetRefs: [] }],
    [{ selector: {}, targetRefs: [] }, { selector: {}, targetRef: {} }, { targetRef: {}, targetRefs: [] }]],
  ['(has(self.selector) ? 1 : 0) + (has(self.targetRefs) ?', [{}, { selector: {} }], [{ selector: {}, targetRefs: [] }]],
  ['(has(self.workloadSelector) ? 1 : 0) + (has(self.targetRefs)', [{}, { targetRefs: [] }], [{ workloadSelector: {}, targetRefs: [] }]],
  ['startsWith("unix://") ? !has(self.ports)', [{}, { ports: {} }, { address: 'a', ports: {} }, { address: 'unix:///a' }], [{ address: 'unix:///a', ports: {} }]],
  ['self.substring(7, 8) == "/"', ['a', 'unix:///a', 'unix://@a'], ['unix://a', 'unix://']],
  ['!self.endsWith("/")', ['a/', 'unix:///a'], ['unix:///a/', 'unix://']],
  ['size(key) < 63', [{}, { 'http-1': 1, 'X': 2, ['x'.repeat(62)]: 3 }], [{ a_b: 1 }, { '-a': 1 }, { '': 1 }, { ['x'.repeat(63)]: 1 }]],
  ['has(self.address) || has(self.network)', [{ address: '' }, { network: 'a' }], [{}]],
  ['(has(self.workloadSelector) ? 1 : 0) + (has(self.endpoints)', [{}, { endpoints: [] }], [{ workloadSelector: {}, endpoints: [] }]],
  ['k.contains("/")', [{}, { addresses: ['10.0.0.0/8'] }, { addresses: ['10.0.0.0/8'], resolution: 'STATIC' }, { addresses: ['10.0.0.1'], resolution: 'DNS' }],
    [{ addresses: ['10.0.0.1', '10.0.0.0/8'], resolution: 'DNS' }]],
  ['== "NONE") ? !has(self.endpoints)', [{}, { resolution: 'DNS', endpoints: [] }], [{ endpoints: [] }, { resolution: 'NONE', endpoints: [] }]],
  ['== "DNS_ROUND_ROBIN"', [{ resolution: 'DNS_ROUND_ROBIN', endpoints: [{}] }, { resolution: 'DNS', endpoints: [{}, {}] }, { resolution: 'DNS_ROUND_ROBIN' }],
    [{ resolution: 'DNS_ROUND_ROBIN', endpoints: [{}, {}] }]],
  ['self.exists_one(l2', [[], [{ number: 80 }, { number: 81 }]], [[{ number: 80 }, { number: 80 }]]],
  ['(has(self.tlsCertificates) ? 1 : 0) + (has(self.credentialNames)', [{ tlsCertificates: [] }], [{ tlsCertificates: [], credentialNames: [] }]],
  ['(has(self.credentialName) ? 1 : 0)', [{ credentialName: 'a' }], [{ credentialName: 'a', credentialNames: [] }]],
  ['(has(self.credentialNames) ? 1 : 0) + (has(self.tlsCertificates)', [{ credentialName: 'a', tlsCertificates: [] }], [{ tlsCertificates: [], credentialNames: [] }]],
  ['has(self.portLevelMtls) ?', [{}, { portLevelMtls: {}, selector: { matchLabels: { a: 'b' } } }],
    [{ portLevelMtls: {} }, { portLevelMtls: {}, selector: {} }, { portLevelMtls: {}, selector: { matchLabels: {} } }]],
  ['has(self.notServiceAccounts)', [{ serviceAccounts: [] }, { principals: [], namespaces: [] }],
    [{ serviceAccounts: [], principals: [] }, { notServiceAccounts: [], notNamespaces: [] }, { serviceAccounts: [], notPrincipals: [] }]],
  ['has(self.jwks_uri)', [{}, { jwksUri: 'a' }], [{ jwksUri: 'a', jwks: 'b' }, { jwksUri: 'a', jwks_uri: 'a' }]],
  ['getScheme() in ["http", "https"]', ['http://a', 'HTTPS://a/b?c', 'http://', 'http://u:p@[::1]:80/', 'http:a'],
    ['ftp://a', '//a', '/a', 'a', '', 'http://a b', 'http://%zz', 'http://a/%zz', 'http://a:b', 'http://[::1', 'http://a|b', 'http://a/#%zz', 'http://a/\n', ':a']],
  ['== "UPSERT"', [{}, { operation: 'UPSERT', value: 'a' }, { operation: 'REMOVE' }], [{ operation: 'UPSERT' }, { operation: 'UPSERT', value: '' }]],
  ['== "REMOVE"', [{ operation: 'REMOVE' }, { value: 'a' }], [{ operation: 'REMOVE', value: 'a' }]],
  ['== "WAYPOINT"', [{}, { context: 'WAYPOINT', waypoint: {} }, { context: 'ANY' }], [{ waypoint: {} }, { context: 'ANY', waypoint: {} }, { context: 'WAYPOINT' }]],
  ['has(self.wasm) != has(self.lua)', [{ wasm: {} }, { lua: {} }], [{}, { wasm: {}, lua: {} }]],
  ['!= "HOST"', [{ value: 'a' }, { valueFrom: 'HOST' }, { valueFrom: 'INLINE', value: 'a' }], [{ valueFrom: 'HOST', value: 'a' }]],
  ['"http", "https", "file", "oci"]', ['oci://a/b:1', 'a/b:1', 'file:///a', '/a'],
    // What stands before the colon is read as the scheme.
    ['a.com:80/b', 'ftp://a', 'a b', 'http://%zz']],
  ['"http", "https", "oci", "file"]', ['oci://a/b:1', 'a/b:1'], ['ftp://a']],
];

test.each(CASES)('the rule with %s', (part, holds, broken) => {
  const rules = Object.keys(RULES).filter((rule) => rule.includes(part));
  expect(rules).toHaveLength(1);
  const [rule] = rules.map((each) => RULES[each]);
  expect(holds.filter((value) => !rule(value))).toEqual([]);
  expect(broken.filter((value) => rule(value))).toEqual([]);
});

test('every rule has cases', () => {
  expect(Object.keys(RULES).filter((rule) => !CASES.some(([part]) => rule.includes(part)))).toEqual([]);
});
