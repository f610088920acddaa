import * as fc from 'fast-check';
import { fulfils } from '../../src/model/conditions';
import { renderRequestMatch } from '../../src/model/request-match-json';
import { RequestMatch, StringMatch } from 'cdk8s-istio';

const { exact, prefix, regex, present } = StringMatch;
const header = (name: string, value: StringMatch) => RequestMatch.header(name, value);

test.each<[string, RequestMatch, object]>([
  ['a header, in lower case', header('End-User', exact('Jason')), { headers: { 'end-user': { exact: 'Jason' } } }],
  ['a header with any value', header('x-dark', present()), { headers: { 'x-dark': {} } }],
  ['an empty header', header('x', exact('')), { headers: { x: { exact: '' } } }],
  ['a claim of a token', header('@request.auth.claims.Group[id]', exact('a')), { headers: { '@request.auth.claims.Group[id]': { exact: 'a' } } }],
  ['a claim in brackets', header('@request.auth.claims[sub]', prefix('a')), { headers: { '@request.auth.claims[sub]': { prefix: 'a' } } }],
  ['no header', RequestMatch.withoutHeader('X-Internal'), { withoutHeaders: { 'x-internal': {} } }],
  ['a header of another value', RequestMatch.withoutHeader('x', regex('a+')), { withoutHeaders: { x: { regex: 'a+' } } }],
  ['a path', RequestMatch.path(exact('/a')), { uri: { exact: '/a' } }],
  ['a path that begins so', RequestMatch.path(prefix('/')), { uri: { prefix: '/' } }],
  ['a path by expression', RequestMatch.path(regex('/v[0-9]+/.*')), { uri: { regex: '/v[0-9]+/.*' } }],
  ['any path', RequestMatch.path(present()), {}],
  ['any path in any case', RequestMatch.path(present(), { ignoreCase: true }), {}],
  ['a path in any case', RequestMatch.path(prefix('/Api'), { ignoreCase: true }), { uri: { prefix: '/api' }, ignoreUriCase: true }],
  ['a path in this case', RequestMatch.path(prefix('/Api'), { ignoreCase: false }), { uri: { prefix: '/Api' } }],
  ['a path without letters', RequestMatch.path(exact('/1'), { ignoreCase: true }), { uri: { exact: '/1' } }],
  ['a method', RequestMatch.method('GET'), { method: { exact: 'GET' } }],
  ['a method like this', RequestMatch.methodMatching(StringMatch.regex('GET|HEAD')), { method: { regex: 'GET|HEAD' } }],
  ['a method of one\'s own', RequestMatch.method('X-PURGE'), { method: { exact: 'X-PURGE' } }],
  ['a scheme', RequestMatch.scheme(exact('https')), { scheme: { exact: 'https' } }],
  ['an authority', RequestMatch.authority(prefix('shop.')), { authority: { prefix: 'shop.' } }],
  ['a parameter', RequestMatch.query('Beta', exact('1')), { queryParams: { Beta: { exact: '1' } } }],
  ['a parameter with any value', RequestMatch.query('q', present()), { queryParams: { q: {} } }],
  ['a port', RequestMatch.port(8080), { port: 8080 }],
  ['source labels', RequestMatch.sourceLabels({ 'app': 'web', 'example.com/tier': '' }), { sourceLabels: { 'app': 'web', 'example.com/tier': '' } }],
  ['a source namespace', RequestMatch.sourceNamespace('shop'), { sourceNamespace: 'shop' }],
])('%s', (_what, match, expected) => {
  expect(renderRequestMatch(match)).toEqual(expected);
});

test('conditions join, whatever their order', () => {
  const parts = [
    header('a', exact('1')), header('b', present()), RequestMatch.withoutHeader('c'), RequestMatch.path(prefix('/a')), RequestMatch.method('PUT'),
    RequestMatch.scheme(exact('http')), RequestMatch.authority(exact('h')), RequestMatch.query('q', regex('x+')), RequestMatch.port(1),
    RequestMatch.sourceLabels({ app: 'web' }), RequestMatch.sourceLabels({ tier: 'x' }), RequestMatch.sourceNamespace('n'),
  ];
  const all = {
    headers: { a: { exact: '1' }, b: {} },
    withoutHeaders: { c: {} },
    uri: { prefix: '/a' },
    method: { exact: 'PUT' },
    scheme: { exact: 'http' },
    authority: { exact: 'h' },
    queryParams: { q: { regex: 'x+' } },
    port: 1,
    sourceLabels: { app: 'web', tier: 'x' },
    sourceNamespace: 'n',
  };
  const join = (some: RequestMatch[]) => JSON.stringify(renderRequestMatch(some.reduce((joined, part) => joined.and(part))));
  expect(JSON.parse(join(parts))).toEqual(all);
  fc.assert(fc.property(fc.shuffledSubarray(parts, { minLength: parts.length }), (shuffled) => {
    expect(join(shuffled)).toBe(join(parts));
  }), { numRuns: 50 });
});

test.each<[string, RequestMatch, RequestMatch, object]>([
  ['a prefix within a prefix', RequestMatch.path(prefix('/a')), RequestMatch.path(prefix('/a/b')), { uri: { prefix: '/a/b' } }],
  ['an exact path within a prefix in any case', RequestMatch.path(prefix('/A'), { ignoreCase: true }), RequestMatch.path(exact('/AB')),
    { uri: { exact: '/AB' } }],
  ['a value that an expression takes', header('a', regex('b+')), header('A', exact('bb')), { headers: { a: { exact: 'bb' } } }],
  ['a value of what is there', header('a', present()), header('a', prefix('b')), { headers: { a: { prefix: 'b' } } }],
  ['the same twice', header('a', regex('.*b')), header('a', regex('.*b')), { headers: { a: { regex: '.*b' } } }],
  ['a value that is another than what it must not be', header('a', exact('b')), RequestMatch.withoutHeader('a', exact('c')),
    { headers: { a: { exact: 'b' } } }],
  ['a header that is there and is not that', header('a', present()), RequestMatch.withoutHeader('a', exact('c')),
    { headers: { a: {} }, withoutHeaders: { a: { exact: 'c' } } }],
])('of one property, the narrower is left: %s', (_what, a, b, expected) => {
  expect(renderRequestMatch(a.and(b))).toEqual(expected);
  expect(renderRequestMatch(b.and(a))).toEqual(expected);
});

const UNTELLABLE = 'cannot be told in one Istio match, which has one condition for each property; the two must be of different properties, ' +
  'or one must contain the other; write one regular expression for both';

test.each<[string, () => RequestMatch, string]>([
  ['two values of one header', () => header('a', exact('1')).and(header('a', exact('2'))),
    'RequestMatch.and: no request can have header a "1" and header a "2"; the two must not contradict each other'],
  ['a header that is there and is not', () => header('a', prefix('1')).and(RequestMatch.withoutHeader('a')),
    'RequestMatch.and: no request can have header a beginning with "1" and no header a; the two must not contradict each other'],
  ['a header of a value and of another', () => header('a', exact('1')).and(RequestMatch.withoutHeader('a', exact('1'))),
    'RequestMatch.and: no request can have header a "1" and header a not "1"; the two must not contradict each other'],
  ['two ports', () => RequestMatch.port(1).and(RequestMatch.port(2)),
    'RequestMatch.and: no request can have port "1" and port "2"; the two must not contradict each other'],
  ['two namespaces', () => RequestMatch.sourceNamespace('a').and(RequestMatch.sourceNamespace('b')),
    'RequestMatch.and: no request can have source namespace "a" and source namespace "b"; the two must not contradict each other'],
  ['two values of a label', () => RequestMatch.sourceLabels({ a: 'b' }).and(RequestMatch.sourceLabels({ a: 'c' })),
    'RequestMatch.and: no request can have source label a "b" and source label a "c"; the two must not contradict each other'],
  ['two expressions of one header', () => header('a', regex('.*b')).and(header('a', regex('c.*'))),
    `RequestMatch.and: requests with header a matching ".*b" and header a matching "c.*" ${UNTELLABLE}`],
  ['two cookies', () => RequestMatch.cookie('a', exact('1')).and(RequestMatch.cookie('b', exact('2'))),
    'RequestMatch.and: requests with header cookie matching "(.*; ?)?a=1(;.*)?" and header cookie matching "(.*; ?)?b=2(;.*)?" ' + UNTELLABLE],
  ['two values that a header is not', () => RequestMatch.withoutHeader('a', exact('1')).and(RequestMatch.withoutHeader('a', exact('2'))),
    `RequestMatch.and: requests with header a not "1" and header a not "2" ${UNTELLABLE}`],
  ['a path in any case and one in this', () => RequestMatch.path(prefix('/a'), { ignoreCase: true }).and(RequestMatch.path(prefix('/Ab/c'))).and(
    RequestMatch.path(prefix('/aB'), { ignoreCase: true })).and(RequestMatch.path(exact('/ab/C'), { ignoreCase: true })),
  `RequestMatch.and: requests with path beginning with "/Ab/c" and path "/ab/c" in any case ${UNTELLABLE}`],
  ['the path as a header', () => header(':path', exact('/')), 'RequestMatch.header: name is ":path"; it must be the name of a header; use RequestMatch.path'],
  ['the method as a header', () => header(':METHOD', exact('GET')),
    'RequestMatch.header: name is ":METHOD"; it must be the name of a header; use RequestMatch.method'],
  ['the scheme as a header', () => header(':scheme', exact('http')),
    'RequestMatch.header: name is ":scheme"; it must be the name of a header; use RequestMatch.scheme'],
  ['the authority as a header', () => RequestMatch.withoutHeader(':authority', exact('a')),
    'RequestMatch.withoutHeader: name is ":authority"; it must be the name of a header; use RequestMatch.authority'],
  ['the host as a header', () => header('Host', exact('a')), 'RequestMatch.header: name is "Host"; it must be the name of a header; use RequestMatch.authority'],
  ['a header without a name', () => header('', exact('a')),
    'RequestMatch.header: name is ""; it must be the name of a header: letters, digits and !#$%&\'*+-.^_`|~'],
  ['a header with a space', () => RequestMatch.withoutHeader('a b'),
    'RequestMatch.withoutHeader: name is "a b"; it must be the name of a header: letters, digits and !#$%&\'*+-.^_`|~'],
  ['a claim without a name', () => header('@request.auth.claims', exact('a')),
    'RequestMatch.header: name is "@request.auth.claims"; it must be followed by the name of a claim: @request.auth.claims.sub or @request.auth.claims[sub]'],
  ['a cookie without a name', () => RequestMatch.cookie('', exact('a')),
    'RequestMatch.cookie: name is ""; it must be the name of a cookie: letters, digits and !#$%&\'*+-.^_`|~'],
  ['a cookie that names its value too', () => RequestMatch.cookie('a=b', present()),
    'RequestMatch.cookie: name is "a=b"; it must be the name of a cookie: letters, digits and !#$%&\'*+-.^_`|~'],
  ['a relative path', () => RequestMatch.path(prefix('api')), 'RequestMatch.path: value is "api"; it must be a path, which begins with "/"'],
  ['an empty path', () => RequestMatch.path(exact('')), 'RequestMatch.path: value is ""; it must be a path, which begins with "/"'],
  ['an expression in any case', () => RequestMatch.path(regex('/a'), { ignoreCase: true }),
    'RequestMatch.path: ignoreCase is true; it must be left out for a regular expression; write "(?i)/a"'],
  ['a method in lower case', () => RequestMatch.method('get'), 'RequestMatch.method: name is "get"; it must be an HTTP method in upper case, such as "GET"'],
  ['no method', () => RequestMatch.method(''), 'RequestMatch.method: name is ""; it must be an HTTP method in upper case, such as "GET"'],
  ['a parameter without a name', () => RequestMatch.query('', present()), 'RequestMatch.query: name is ""; it must be a text that is not empty'],
  ['a port that is none', () => RequestMatch.port(0), 'RequestMatch.port: port is 0; it must be between 1 and 65535'],
  ['a port that is no integer', () => RequestMatch.port(80.5), 'RequestMatch.port: port is 80.5; it must be an integer between 1 and 65535'],
  ['no source labels', () => RequestMatch.sourceLabels({}), 'RequestMatch.sourceLabels: labels is {}; it must be at least one label'],
  ['source labels that no pod can have', () => RequestMatch.sourceLabels({ app: 'a b' }),
    'RequestMatch.sourceLabels: labels.app is "a b"; it must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, ' +
    'at most 63 characters'],
  ['a source namespace that is none', () => RequestMatch.sourceNamespace('*'),
    'RequestMatch.sourceNamespace: name is "*"; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters'],
])('refuses %s', (_what, make, message) => {
  expect(make).toThrow(new Error(message));
});

describe('a cookie', () => {
  const hit = (match: RequestMatch, value: string) => fulfils(new Map([['header:cookie', value]]), match._conditions);

  test.each<[string, RequestMatch, string[], string[]]>([
    ['of one value', RequestMatch.cookie('user', exact('a.b')),
      ['user=a.b', 'x=1; user=a.b', 'user=a.b; x=1', 'x=1; user=a.b; y=2', 'x=1;user=a.b;y=2'],
      ['user=aXb', 'user=a.bc', 'xuser=a.b', 'x=user=a.b', 'user=a', 'USER=a.b', 'user=A.B', '', 'x=1; y=user=a.b']],
    ['of no value', RequestMatch.cookie('user', exact('')), ['user=', 'user=; x=1', 'x=1; user='], ['user=a', 'user', 'xuser=']],
    ['of a value that begins so', RequestMatch.cookie('user', prefix('a+')),
      ['user=a+', 'user=a+b; x=1', 'x=1; user=a+='], ['user=aa', 'user=ba+', 'x=1; y=a+; user=b']],
    ['with any value', RequestMatch.cookie('user', present()), ['user=', 'user=a', 'x=1; user=a=b; y=2'], ['x=1', 'user', 'xuser=a', 'x=user=a']],
    ['by expression', RequestMatch.cookie('user', regex('a|b+')), ['user=a', 'user=bbb; x=1', 'x=1; user=b'], ['user=ab', 'user=c', 'user=', 'xuser=a']],
    ['with signs in its name', RequestMatch.cookie('__Host-a.b|c', exact('1')), ['__Host-a.b|c=1'], ['__Host-aXb|c=1', '__Host-a.b', 'c=1']],
  ])('%s', (_what, match, hits, misses) => {
    for (const value of hits) { expect([value, hit(match, value)]).toEqual([value, true]); }
    for (const value of misses) { expect([value, hit(match, value)]).toEqual([value, false]); }
  });

  const name = fc.string({ unit: fc.constantFrom('a', 'b', '.', '_', '|', '$', '*'), minLength: 1, maxLength: 3 });
  const value = fc.string({ unit: fc.constantFrom('a', 'b', '.', '+', '=', '(', '|', '\\', '$', ' '), maxLength: 4 });

  test('is found among others just if it is among them', () => {
    const found = { there: 0, missing: 0 };
    const pair = fc.tuple(name, value);
    fc.assert(fc.property(fc.array(pair, { maxLength: 4 }), pair, fc.nat(5), fc.boolean(), (jar, other, pick, spaced) => {
      const [wanted, to] = jar[pick] ?? other;
      const text = jar.map((one) => one.join('=')).join(spaced ? '; ' : ';');
      const among = jar.some(([itsName, itsValue]) => itsName === wanted && itsValue === to);
      found[among ? 'there' : 'missing'] += 1;
      expect(hit(RequestMatch.cookie(wanted, exact(to)), text)).toBe(among);
      expect(hit(RequestMatch.cookie(wanted, present()), text)).toBe(jar.some(([itsName]) => itsName === wanted));
    }), { numRuns: 2000 });
    expect(Math.min(found.there, found.missing)).toBeGreaterThan(300);
  });
});
