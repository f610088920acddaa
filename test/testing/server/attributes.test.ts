import { type Change, line, objects, policy, verdict } from './run';
import type { ServingWorkload } from '../../../src/testing/simulator/server/arrival';

const deny = (rule: string) => policy('AuthorizationPolicy', 'p', `{action: DENY, rules: [${rule}]}`);
const meshConfig = (config: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio, namespace: istio-system}\ndata: {mesh: '${config}'}`;

/** Whether a rule of a DENY policy matches: yes, no, or not known. */
function matches(rule: string, change: Change, workload: Partial<ServingWorkload> = {}, more: readonly string[] = []): string {
  const found = line(verdict(objects(deny(rule), ...more), change, workload));
  return found === 'denied 403 shop/p[0]' || found === 'denied shop/p[0]' ? 'yes' : found === 'admitted' ? 'no' : found === 'undecided ?' ? '?' : found;
}

const header = (name: string, values: string, list = 'values') => `{when: [{key: "request.headers[${name}]", ${list}: [${values}]}]}`;

describe('headers', () => {
  test.each<[string, Change['request'], string]>([
    [header('x-team', '"*"'), { headers: { 'X-TEAM': '' } }, 'yes'],
    [header('x-team', '"*"'), {}, 'no'],
    [header('x-team', '"bl*"'), { headers: { 'x-team': 'blue' } }, 'yes'],
    [header('X-Team', '"*ue"'), { headers: { 'x-team': 'blue' } }, 'yes'],
    [header('x-team', 'Blue'), { headers: { 'x-team': 'blue' } }, 'no'],
    [header('x-team', '"*"', 'notValues'), {}, 'yes'],
    [header(':method', 'GET'), {}, 'yes'],
    [header(':path', '"*?x=1"'), { path: '/a?x=1' }, 'yes'],
    [header(':authority', '"reviews:80"'), {}, 'yes'],
    [header('host', '"*"'), {}, 'yes'],
    // What proxies set is there, whatever the caller sends.
    [header('x-request-id', '"*"'), {}, 'yes'],
    [header('x-request-id', 'a'), {}, '?'],
    [header('x-forwarded-client-cert', '"*"'), {}, 'yes'],
    [header('x-envoy-attempt-count', '"1"'), {}, '?'],
    [header('authorization', '"*"'), {}, 'no'],
    [header('authorization', '"Basic *"'), { headers: { authorization: 'Basic x' } }, 'yes'],
  ])('%s %j', (rule, request, expected) => { expect(matches(rule, { request })).toBe(expected); });
});

/** Each as the proxies of Istio 1.31 decide it. */
describe('paths', () => {
  const paths = (...values: string[]) => `{to: [{operation: {paths: ${JSON.stringify(values)}}}]}`;
  test.each<[string, string, string]>([
    ['/admin', '/admin', 'yes'],
    ['/admin', '/admin?a=1', 'yes'],
    ['/admin', '/admin#a', 'yes'],
    ['/admin', '/ADMIN', 'no'],
    ['/admin', '/admin/', 'no'],
    ['/admin', '/%61dmin', 'yes'],
    ['/admin', '/a/%2e%2e/admin', 'yes'],
    ['/admin', '//admin', 'no'],
    ['/admin', '/a\\..\\admin', 'yes'],
    ['/admin*', '/administer/x', 'yes'],
    ['*', '/', 'yes'],
    ['/t/{*}', '/t/x', 'yes'],
    ['/t/{*}', '/t/', 'no'],
    ['/t/{*}', '/t', 'no'],
    ['/t/{*}', '/t/x/', 'no'],
    ['/t/{*}', '/t/x?y=1', 'yes'],
    ['/t/{*}', '/t/x=y*z', 'yes'],
    ['/t/{*}', '/t/a{b', 'yes'],
    ['/t/{*}', '/t/[x]', 'no'],
    ['/t/{**}', '/t/', 'yes'],
    ['/t/{**}', '/t', 'no'],
    ['/t/{**}', '/t//a/b', 'yes'],
    ['/t/{*}/x/{**}', '/t/a/x/', 'yes'],
    ['/t/{*}/x/{**}', '/t/a/x', 'no'],
    ['/t/{*}/x/{**}', '/t/a/x/y/z', 'yes'],
  ])('%s of %s', (value, path, expected) => { expect(matches(paths(value), { request: { path } })).toBe(expected); });

  test('the mesh may normalize more, or nothing', () => {
    const asks = (normalization: string, path: string) =>
      matches(paths('/a/b'), { request: { path } }, {}, [meshConfig(`{pathNormalization: {normalization: ${normalization}}}`)]);
    expect([asks('DEFAULT', '/a//b'), asks('MERGE_SLASHES', '/a//b'), asks('DECODE_AND_MERGE_SLASHES', '/a%2Fb'), asks('NONE', '/a/./b')])
      .toEqual(['no', 'yes', 'yes', 'no']);
  });

  test('a path that proxies refuse is answered with 400', () => {
    expect(line(verdict('', { request: { path: '/a%00b' } }))).toBe('refused 400');
  });
});

describe('who calls', () => {
  const source = (text: string) => `{from: [{source: {${text}}}]}`;
  test.each<[string, Change, string]>([
    ['principals: ["*"]', {}, 'yes'],
    ['principals: ["*web"]', {}, 'yes'],
    ['principals: ["cluster.local/ns/shop/sa/w*"]', {}, 'yes'],
    ['principals: ["cluster.local/ns/shop/sa/w"]', {}, 'no'],
    ['principals: ["*"]', { principal: undefined }, '?'],
    ['principals: ["*"]', { tls: 'simple', port: 7070 }, 'no'],
    ['namespaces: ["s*p"]', {}, 'yes'],
    ['namespaces: ["sho"]', {}, 'no'],
    ['serviceAccounts: [shop/web]', {}, 'yes'],
    ['serviceAccounts: [other/web]', {}, 'no'],
    ['serviceAccounts: [web]', { principal: 'cluster.local/ns/other/sa/web' }, 'no'],
    ['notServiceAccounts: [web]', { principal: 'cluster.local/ns/other/sa/web' }, 'yes'],
    ['trustDomains: ["cluster.local"]', {}, 'yes'],
    ['trustDomains: ["cluster.*"]', {}, 'yes'],
    ['trustDomains: ["*"]', { tls: 'plain' }, 'no'],
    ['trustDomains: ["cluster"]', {}, 'no'],
    ['ipBlocks: ["10.1.2.3"]', {}, 'yes'],
    ['ipBlocks: ["10.1.2.0/31"]', {}, 'no'],
    ['ipBlocks: ["10.1.2.2/31"]', {}, 'yes'],
    ['ipBlocks: ["0.0.0.0/0"]', {}, 'yes'],
    ['ipBlocks: ["::/0"]', {}, 'no'],
    ['ipBlocks: ["2001:db8::/32"]', { sourceIp: '2001:db8:0:1::5' }, 'yes'],
    ['ipBlocks: ["2001:db9::/32"]', { sourceIp: '2001:db8:0:1::5' }, 'no'],
    ['ipBlocks: ["::ffff:10.0.0.0/104"]', { sourceIp: '::ffff:10.1.2.3' }, 'yes'],
    ['notIpBlocks: ["10.0.0.0/8"]', { sourceIp: undefined }, '?'],
    ['remoteIpBlocks: ["10.1.2.3"]', {}, 'yes'],
    ['remoteIpBlocks: ["9.9.9.9"]', { request: { headers: { 'X-Forwarded-For': '1.1.1.1, 9.9.9.9' } } }, 'yes'],
    ['remoteIpBlocks: ["9.9.9.9"]', { request: { headers: { 'X-Forwarded-For': '9.9.9.9, 1.1.1.1' } } }, 'no'],
    ['remoteIpBlocks: ["9.9.9.9"]', { remoteIp: '9.9.9.9' }, 'yes'],
    ['remoteIpBlocks: ["10.1.2.3"]', { request: null, port: 3306 }, 'yes'],
    ['ipBlocks: ["10.1.2.3"], namespaces: [other]', {}, 'no'],
    ['ipBlocks: ["10.1.2.3"]}}, {source: {namespaces: [other]', {}, 'yes'],
  ])('%s %j', (text, change, expected) => { expect(matches(source(text), change)).toBe(expected); });

  test('a trust domain stands for its aliases, cluster.local for the mesh\'s own', () => {
    const mesh = [meshConfig('{trustDomain: td2, trustDomainAliases: [td1]}')];
    const of = (value: string, principal: string) => matches(source(value), { principal }, {}, mesh);
    expect(of('principals: ["td2/ns/shop/sa/web"]', 'td1/ns/shop/sa/web')).toBe('yes');
    expect(of('principals: ["cluster.local/ns/shop/sa/web"]', 'td2/ns/shop/sa/web')).toBe('yes');
    expect(of('principals: ["td3/ns/shop/sa/web"]', 'td2/ns/shop/sa/web')).toBe('no');
    expect(of('principals: ["*/ns/shop/sa/web"]', 'td1/ns/shop/sa/web')).toBe('yes');
    expect(of('principals: ["*d1/ns/shop/sa/web"]', 'td2/ns/shop/sa/web')).toBe('yes');
    expect(of('trustDomains: [td2]', 'td1/ns/shop/sa/web')).toBe('yes');
    expect(of('trustDomains: [td3]', 'td1/ns/shop/sa/web')).toBe('no');
    expect(of('principals: ["*"]', 'cluster.local/ns/shop/sa/web')).toBe('refused');
  });
});

describe('conditions', () => {
  const when = (key: string, values: string) => `{when: [{key: "${key}", values: [${values}]}]}`;
  test.each<[string, string, Change, string]>([
    ['source.ip', '"10.1.0.0/16"', {}, 'yes'],
    ['remote.ip', '"10.1.0.0/16"', {}, 'yes'],
    ['source.namespace', 'shop', {}, 'yes'],
    ['source.principal', '"*/sa/web"', {}, 'yes'],
    ['source.serviceAccount', 'shop/web', {}, 'yes'],
    ['source.trustDomain', 'cluster.local', {}, 'yes'],
    ['destination.ip', '"10.9.9.9"', { destinationIp: '10.9.9.9' }, 'yes'],
    ['destination.ip', '"10.9.9.9"', {}, '?'],
    ['destination.port', '"9080"', {}, 'yes'],
    ['destination.port', '"80"', {}, 'no'],
    ['connection.sni', '"*.example.com"', { sni: 'a.example.com' }, 'yes'],
    ['connection.sni', '"*"', {}, '?'],
    ['connection.sni', '"*"', { tls: 'plain' }, 'no'],
    ['experimental.envoy.filters.network.mysql_proxy[db.t]', 'x', { port: 3306, request: null }, '?'],
    // Istio leaves a rule out whose key it does not know.
    ['source.wrong', 'x', {}, 'no'],
    // What it cannot read in a DENY policy asks for nothing.
    ['destination.port', 'web', {}, 'yes'],
  ])('%s %s %j', (key, values, change, expected) => { expect(matches(when(key, values), change)).toBe(expected); });

  test('conditions hold besides what sources and operations ask, each of them', () => {
    const rule = '{from: [{source: {namespaces: [shop]}}], to: [{operation: {methods: [GET]}}], when: [{key: destination.port, values: ["80"]}]}';
    expect([matches(rule, {}), matches(rule.replace('"80"', '"9080"'), {}), matches(rule.replace('GET', 'PUT').replace('"80"', '"9080"'), {})])
      .toEqual(['no', 'yes', 'no']);
  });

  test('what cannot be read leaves a rule of an ALLOW policy out', () => {
    const allow = policy('AuthorizationPolicy', 'p', '{rules: [{when: [{key: destination.port, values: [web]}]}]}');
    expect(line(verdict(allow))).toBe('denied 403');
  });
});
