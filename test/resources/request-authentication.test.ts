import { Duration } from 'cdk8s';
import { type Build, refuses, rendered, renderedSpec } from './support';
import {
  Jwks, type JwtClaimHeader, type JwtHeader, type JwtRule, PolicyTarget, RequestAuthentication, type RequestAuthenticationProps,
  WorkloadSelector,
} from 'cdk8s-istio';

const header: Required<JwtHeader> = { name: 'x-jwt-assertion', prefix: 'Bearer ' };
const claim: Required<JwtClaimHeader> = { header: 'x-jwt-group', claim: 'realm.group' };
const KEYS = '{"keys":[{"kty":"RSA","kid":"1","e":"AQAB","n":"xAE7eB6qugXyCAG3yhh7pkDkT65pHymX-P7KfIupjf59vsdo91bSP9C8H07pSAGQO1MV_xFj9VswgsCg4R6otmg5PV2He95lZdHtOcU5DXIg_pbhLdKXbi66GlVeK6ABZOUW3WYtnNHD-91gVuoeJT_DwtGGcp4ignkgXfkiEm4sw-4sfb4qdt5oLbyVpmW6x9cfa7vs2WTfURiCrBoUqgBo_-4WTiULmmHSGZHOjzwa8WtrtOQGsAFjIbno85jp6MnGGGZPYZbDAa_b3y5u-YpW7ypZrvD8BgtKVjgtQgZhLAGezMt0ua3DRrWnKqTZ0BJ_EyxOGuHJrLsn00fnMQ"}]}';

const rule: Required<JwtRule> = {
  issuer: 'https://issuer.example.com',
  jwks: Jwks.uri('https://issuer.example.com/.well-known/jwks.json'),
  audiences: ['shop', 'shop-admin'],
  fromHeaders: [header],
  fromParams: ['token'],
  fromCookies: ['auth-token'],
  outputPayloadToHeader: 'x-jwt-payload',
  outputClaimToHeaders: [claim],
  forwardOriginalToken: true,
  timeout: Duration.seconds(3),
  spaceDelimitedClaims: ['roles', 'provider.login.scope'],
};

const everything: Required<RequestAuthenticationProps> = {
  metadata: { name: 'orders-jwt', namespace: 'shop' },
  target: PolicyTarget.workloads(WorkloadSelector.labels({ app: 'orders' })),
  jwtRules: [rule],
};

function make(props: Partial<RequestAuthenticationProps>): Build {
  return (scope) => new RequestAuthentication(scope, 'policy', { jwtRules: [], ...props });
}

/** A policy with one rule. */
function checking(change: Partial<JwtRule>): Build {
  return make({ jwtRules: [{ issuer: 'https://issuer.example.com', ...change }] });
}

test('smallest', () => {
  expect(rendered(checking({}))).toEqual({
    apiVersion: 'security.istio.io/v1',
    kind: 'RequestAuthentication',
    metadata: { name: 'policy', namespace: 'shop' },
    spec: { jwtRules: [{ issuer: 'https://issuer.example.com' }] },
  });
});

test('every property', () => {
  expect(rendered(make(everything))).toEqual({
    apiVersion: 'security.istio.io/v1',
    kind: 'RequestAuthentication',
    metadata: { name: 'orders-jwt', namespace: 'shop' },
    spec: {
      jwtRules: [
        {
          audiences: ['shop', 'shop-admin'],
          forwardOriginalToken: true,
          fromCookies: ['auth-token'],
          fromHeaders: [{ name: 'x-jwt-assertion', prefix: 'Bearer ' }],
          fromParams: ['token'],
          issuer: 'https://issuer.example.com',
          jwksUri: 'https://issuer.example.com/.well-known/jwks.json',
          outputClaimToHeaders: [{ claim: 'realm.group', header: 'x-jwt-group' }],
          outputPayloadToHeader: 'x-jwt-payload',
          spaceDelimitedClaims: ['roles', 'provider.login.scope'],
          timeout: '3s',
        },
      ],
      selector: { matchLabels: { app: 'orders' } },
    },
  });
});

test('keys, written and fetched', () => {
  const rules: JwtRule[] = [
    { issuer: 'shop@example.com', jwks: Jwks.inline(KEYS) },
    { jwks: Jwks.uri('http://keys.shop.svc.cluster.local:8080/jwks?v=1') },
    { issuer: 'https://issuer.example.com', fromHeaders: [{ name: 'x-token' }], forwardOriginalToken: false },
  ];
  expect(renderedSpec(make({ jwtRules: rules, target: PolicyTarget.gateway('waypoint') }))).toEqual({
    targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'waypoint' }],
    jwtRules: [
      { issuer: 'shop@example.com', jwks: KEYS },
      { jwksUri: 'http://keys.shop.svc.cluster.local:8080/jwks?v=1' },
      { issuer: 'https://issuer.example.com', fromHeaders: [{ name: 'x-token' }], forwardOriginalToken: false },
    ],
  });
});

test('the construct knows its name', () => {
  rendered((scope) => { expect(new RequestAuthentication(scope, 'policy', everything).name).toBe('orders-jwt'); });
});

describe('what can never be right', () => {
  const where = 'shop/policy: jwtRules[0]';
  const url = `https://issuer.example.com/${'a'.repeat(2048)}`;
  const noKeys = (json: string, shown: string): [Build, string] =>
    [() => Jwks.inline(json), `Jwks.inline: json is ${shown}; it must be a JSON Web Key Set with at least one key: {"keys":[{"kty":"RSA",…}]}`];
  refuses({
    'no rule': [make({}), 'shop/policy: jwtRules is []; it must be a list of at least one element'],
    'too many rules': [make({ jwtRules: Array.from({ length: 4097 }, () => rule) }), 'shop/policy: jwtRules has 4097 elements; it must have at most 4096'],
    'neither issuer nor keys': [make({ jwtRules: [{}] }), `${where}.issuer is missing; it must be given; or give jwks a URL: Jwks.uri(…)`],
    'keys that are written, of nobody': [make({ jwtRules: [{ jwks: Jwks.inline(KEYS) }] }), `${where}.issuer is missing; it must be given; or give jwks a URL: Jwks.uri(…)`],
    'an empty issuer': [checking({ issuer: '' }), `${where}.issuer is ""; it must be a text that is not empty`],
    'no audience': [checking({ audiences: [] }), `${where}.audiences is []; it must be a list of at least one element; or leave it out`],
    'an empty audience': [checking({ audiences: ['shop', ''] }), `${where}.audiences[1] is ""; it must be a text that is not empty`],
    'no header': [checking({ fromHeaders: [] }), `${where}.fromHeaders is []; it must be a list of at least one element; or leave it out`],
    'a header that is none': [checking({ fromHeaders: [{ name: 'x token' }] }), `${where}.fromHeaders[0].name is "x token"; it must be the name of a header`],
    'an empty parameter': [checking({ fromParams: [''] }), `${where}.fromParams[0] is ""; it must be a text that is not empty`],
    'no cookie': [checking({ fromCookies: [] }), `${where}.fromCookies is []; it must be a list of at least one element; or leave it out`],
    'no header for the payload': [checking({ outputPayloadToHeader: '' }), `${where}.outputPayloadToHeader is ""; it must be the name of a header`],
    'no header for claims': [checking({ outputClaimToHeaders: [] }), `${where}.outputClaimToHeaders is []; it must be a list of at least one element; or leave it out`],
    'a header for a claim that is none': [checking({ outputClaimToHeaders: [{ header: 'x.group', claim: 'group' }] }), `${where}.outputClaimToHeaders[0].header is "x.group"; it must be the name of a header: letters, digits, "-" and "_"`],
    'a header for two claims': [checking({ outputClaimToHeaders: [claim, { header: 'X-Jwt-Group', claim: 'group' }] }), `${where}.outputClaimToHeaders[1].header is "X-Jwt-Group"; it must be given once`],
    'an empty claim': [checking({ outputClaimToHeaders: [{ header: 'x-group', claim: '' }] }), `${where}.outputClaimToHeaders[0].claim is ""; it must be a text that is not empty`],
    'no time': [checking({ timeout: Duration.millis(0) }), `${where}.timeout is "0ms"; it must be whole milliseconds, at least 1ms`],
    'too many claims': [checking({ spaceDelimitedClaims: Array.from({ length: 65 }, (_, i) => `c${i}`) }), `${where}.spaceDelimitedClaims has 65 elements; it must have at most 64`],
    'keys by file': [() => Jwks.uri('file:///keys.json'), 'Jwks.uri: uri is "file:///keys.json"; it must be an http or https URL'],
    'keys from nowhere': [() => Jwks.uri('https:///keys.json'), 'Jwks.uri: uri is "https:///keys.json"; it must be an http or https URL'],
    'keys from a port that is none': [() => Jwks.uri('https://example.com:http/keys.json'), 'Jwks.uri: uri is "https://example.com:http/keys.json"; it must be an http or https URL'],
    'a URL that is too long': [() => Jwks.uri(url), `Jwks.uri: uri is ${JSON.stringify(url).slice(0, 117)}...; it must be at most 2048 characters long (it has ${url.length})`],
    'keys that are no JSON': noKeys('keys', '"keys"'),
    'keys that are no set': noKeys('{"kty":"RSA"}', '"{\\"kty\\":\\"RSA\\"}"'),
    'a set of no keys': noKeys('{"keys":[]}', '"{\\"keys\\":[]}"'),
    'a key without a kind': noKeys('{"keys":[{}]}', '"{\\"keys\\":[{}]}"'),
    'a private key': [() => Jwks.inline('{"keys":[{"kty":"RSA","n":"","e":"AQAB","d":"secret"}]}'), 'Jwks.inline: key 0 of json is a private one; it must be public; publish its public half only'],
    'a shared secret': [() => Jwks.inline('{"keys":[{"kty":"oct","k":"secret"}]}'), 'Jwks.inline: key 0 of json is a private one; it must be public; publish its public half only'],
  });
});
