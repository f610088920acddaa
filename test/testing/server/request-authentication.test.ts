import { type Change, line, objects, policy, verdict } from './run';

const SELECTOR = 'selector: {matchLabels: {app: reviews}}';
const jwt = (rules: string, namespace?: string) => policy('RequestAuthentication', 'jwt', `{${SELECTOR}, jwtRules: [${rules}]}`, namespace);
const deny = (when: string) => policy('AuthorizationPolicy', 'p', `{action: DENY, rules: [{when: [${when}]}]}`);
const ISSUER_A = '{issuer: a, jwks: "{}", spaceDelimitedClaims: [roles], outputPayloadToHeader: x-payload, '
  + 'outputClaimToHeaders: [{header: X-Number, claim: number}, {header: x-inner, claim: outer.inner}, {header: x-flag, claim: flag}]}';
const token = { iss: 'a', sub: 's' };

describe('whether the token is taken', () => {
  test.each<[string, string, Change, string]>([
    ['no token passes', ISSUER_A, {}, 'admitted'],
    ['a good one too', ISSUER_A, { claims: token }, 'admitted'],
    ['one of another issuer does not', ISSUER_A, { claims: { iss: 'z' } }, 'unauthenticated 401'],
    ['one without issuer neither', ISSUER_A, { claims: { sub: 's' } }, 'unauthenticated 401'],
    ['of several rules one is enough', `${ISSUER_A}, {issuer: b, jwks: "{}"}`, { claims: { iss: 'b' } }, 'admitted'],
    ['an audience of several', '{issuer: a, jwks: "{}", audiences: [x, y]}', { claims: { ...token, aud: ['z', 'y'] } }, 'admitted'],
    ['https:// and a last / do not matter', '{issuer: a, jwks: "{}", audiences: [x]}', { claims: { ...token, aud: 'https://x/' } }, 'admitted'],
    ['none of the audiences', '{issuer: a, jwks: "{}", audiences: [x]}, {issuer: b, jwks: "{}"}', { claims: token }, 'unauthenticated 403'],
    ['a token where no rule looks is none', '{issuer: c, jwks: "{}", fromHeaders: [{name: x-jwt}]}', { claims: token }, 'admitted'],
    ['it is where the rule of its issuer looks', '{issuer: a, jwks: "{}", fromHeaders: [{name: x-jwt}]}', { claims: token }, 'admitted'],
    ['a token that is not told is not decided', ISSUER_A, { request: { headers: { Authorization: 'Bearer x.y.z' } } }, 'undecided ?'],
    ['nor one in the query', ISSUER_A, { request: { path: '/?access_token=x' } }, 'undecided ?'],
    ['nor one in a cookie', '{issuer: c, jwks: "{}", fromCookies: [jwt]}', { request: { headers: { cookie: 'a=b; jwt=x' } } }, 'undecided ?'],
    ['another scheme is no token', ISSUER_A, { request: { headers: { authorization: 'Basic x' } } }, 'admitted'],
    ['preflight requests need none', ISSUER_A, {
      claims: { iss: 'z' }, request: { method: 'OPTIONS', headers: { 'origin': 'http://x', 'access-control-request-method': 'GET' } },
    }, 'admitted'],
    ['connections have none', ISSUER_A, { port: 3306, request: null, claims: { iss: 'z' } }, 'admitted'],
  ])('%s', (_, rules, change, expected) => { expect(line(verdict(jwt(rules), change))).toBe(expected); });

  test('policies of the root namespace count, those of others do not', () => {
    const change: Change = { claims: { iss: 'z' } };
    expect(line(verdict(jwt(ISSUER_A, 'istio-system'), change))).toBe('unauthenticated 401');
    expect(line(verdict(jwt(ISSUER_A, 'web'), change))).toBe('admitted');
  });

  test('a token is required by policies that ask for it', () => {
    const required = policy('AuthorizationPolicy', 'p', '{action: DENY, rules: [{from: [{source: {notRequestPrincipals: ["*"]}}]}]}');
    expect(line(verdict(objects(jwt(ISSUER_A), required)))).toBe('denied 403 shop/p[0]');
    expect(line(verdict(objects(jwt(ISSUER_A), required), { claims: token }))).toBe('admitted');
    // Without a subject there is no principal.
    expect(line(verdict(objects(jwt(ISSUER_A), required), { claims: { iss: 'a' } }))).toBe('denied 403 shop/p[0]');
  });
});

/** Each as the proxies of Istio 1.31 decide it. */
describe('what policies see of claims', () => {
  test.each<[string, Change['claims'], string, boolean]>([
    ['numbers are no texts', { number: 5 }, '{key: "request.auth.claims[number]", values: ["5"]}', false],
    ['and match nothing', { number: 5 }, '{key: "request.auth.claims[number]", values: ["*"]}', false],
    ['nor do booleans', { flag: true }, '{key: "request.auth.claims[flag]", values: ["true"]}', false],
    ['one of a list is enough', { groups: ['x', 'y'] }, '{key: "request.auth.claims[groups]", values: [y]}', true],
    ['an empty list has none', { groups: [] }, '{key: "request.auth.claims[groups]", values: ["*"]}', false],
    ['a list of numbers has none', { groups: [1] }, '{key: "request.auth.claims[groups]", values: ["*"]}', false],
    ['a list in a list neither', { groups: [['a']] }, '{key: "request.auth.claims[groups]", values: [a]}', false],
    ['an empty text is none', { groups: '' }, '{key: "request.auth.claims[groups]", values: ["*"]}', false],
    ['an object is none', { outer: { inner: 'x' } }, '{key: "request.auth.claims[outer]", values: ["*"]}', false],
    ['names go into objects', { outer: { inner: { most: 'x' } } }, '{key: "request.auth.claims[outer][inner][most]", values: [x]}', true],
    ['with a list at the end', { outer: { inner: ['x', 'y'] } }, '{key: "request.auth.claims[outer][inner]", values: [y]}', true],
    ['not through a list', { outer: [{ inner: 'x' }] }, '{key: "request.auth.claims[outer][inner]", values: [x]}', false],
    ['a dot is part of a name', { 'outer.inner': 'x' }, '{key: "request.auth.claims[outer.inner]", values: [x]}', true],
    ['and goes into nothing', { outer: { inner: 'x' } }, '{key: "request.auth.claims[outer.inner]", values: [x]}', false],
    ['scopes are words', { scope: ' read  write ' }, '{key: "request.auth.claims[scope]", values: [read]}', true],
    ['and not the text', { scope: 'read write' }, '{key: "request.auth.claims[scope]", values: ["read write"]}', false],
    ['permissions too', { permission: 'read write' }, '{key: "request.auth.claims[permission]", values: [write]}', true],
    ['and what a rule names', { roles: 'read write' }, '{key: "request.auth.claims[roles]", values: [write]}', true],
    ['others are not', { groups: 'read write' }, '{key: "request.auth.claims[groups]", values: [write]}', false],
    ['a claim that is missing is not the value', {}, '{key: "request.auth.claims[none]", notValues: [a]}', true],
    ['audiences, as a text', { aud: 'x' }, '{key: request.auth.audiences, values: [x]}', true],
    ['and as a list', { aud: ['y', 'x'] }, '{key: request.auth.audiences, values: [x]}', true],
    ['the presenter', { azp: 'x' }, '{key: request.auth.presenter, values: ["x*"]}', true],
    ['the principal', {}, '{key: request.auth.principal, values: [a/s]}', true],
    ['one of an issuer', {}, '{key: request.auth.principal, values: ["a/*"]}', true],
    ['needs a subject', { sub: undefined }, '{key: request.auth.principal, values: ["a/*"]}', false],
    ['which may be empty', { sub: '' }, '{key: request.auth.principal, values: [a]}', true],
    ['one of a subject', {}, '{key: request.auth.principal, values: ["*/s"]}', true],
    ['issuers that begin so', {}, '{key: request.auth.principal, values: ["a*"]}', true],
    ['subjects that end so', {}, '{key: request.auth.principal, values: ["*s"]}', true],
    ['headers are made of claims', { number: 5 }, '{key: "request.headers[x-number]", values: ["5"]}', true],
    ['of inner ones', { outer: { inner: 'x' } }, '{key: "request.headers[x-inner]", values: [x]}', true],
    ['of booleans', { flag: true }, '{key: "request.headers[x-flag]", values: ["true"]}', true],
    ['fractions have six digits', { number: 1.5 }, '{key: "request.headers[x-number]", values: ["1.500000"]}', true],
    ['of the whole token', {}, '{key: "request.headers[x-payload]", values: ["*"]}', true],
    ['the token itself is taken away', {}, '{key: "request.headers[authorization]", values: ["*"]}', false],
  ])('%s: %j, %s', (_, claims, when, matches) => {
    expect(line(verdict(objects(jwt(ISSUER_A), deny(when)), { claims: { ...token, ...claims } }))).toBe(matches ? 'denied 403 shop/p[0]' : 'admitted');
  });

  test('nobody can send a header that is made of claims', () => {
    const yaml = objects(jwt(ISSUER_A), deny('{key: "request.headers[x-number]", values: ["*"]}'));
    expect(line(verdict(yaml, { request: { headers: { 'X-Number': '7' } } }))).toBe('admitted');
  });

  test('the token stays where the rule says so', () => {
    const yaml = objects(jwt('{issuer: a, jwks: "{}", forwardOriginalToken: true}'), deny('{key: "request.headers[authorization]", values: ["*"]}'));
    expect(line(verdict(yaml, { claims: token }))).toBe('denied 403 shop/p[0]');
  });

  test('claims of a token that nobody verifies are not known to policies', () => {
    const { outcome, explanation } = verdict(deny('{key: request.auth.principal, values: ["*"]}'), { claims: token });
    expect(outcome).toBe('admitted');
    expect(explanation).toContain('no RequestAuthentication has the token verified, so policies know nothing of it');
  });
});

test.each<[string, string, Change, string[]]>([
  ['taken', ISSUER_A, { claims: token }, ['RequestAuthentication shop/jwt takes the token of issuer a']],
  ['another issuer', ISSUER_A, { claims: { iss: 'z' } }, ['the token is of issuer z, and RequestAuthentications know a']],
  ['another audience', '{issuer: a, jwks: "{}", audiences: [x]}', { claims: token },
    ['RequestAuthentication shop/jwt wants another audience than the token has']],
  ['a token that is not told', ISSUER_A, { request: { headers: { authorization: 'Bearer x' } } },
    ['the request carries a token for RequestAuthentication shop/jwt whose claims are not told']],
])('says why: %s', (_, rules, change, expected) => {
  const { explanation } = verdict(jwt(rules), change);
  expect(explanation.slice(1, 1 + expected.length)).toEqual(expected);
});
