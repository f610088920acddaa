import { hostPortProblem, ipAddressProblem, ipOrCidrProblem, isCidr, splitHostPort, unixAddressProblem } from '../../../src/model/go/addresses';
import {
  addressBlockProblem, conditionKeyProblem, portTextProblem, serviceAccountProblem, trustDomainPatternProblem, wildcardProblem,
} from '../../../src/model/go/authorization';
import { celProblem } from '../../../src/model/go/cel';
import { durationProblem, goDuration, wholeSecondsProblem } from '../../../src/model/go/durations';
import {
  corsHeaderNameProblem, headerNameProblem, headerValueProblem, matchHeaderNameProblem, probeHeaderNameProblem, requestHeaderNameProblem,
  strictHeaderNameProblem,
} from '../../../src/model/go/headers';
import {
  exportToProblem, fqdnProblem, hostLabelProblem, isWildcardLabel, partialWildcardProblem, portNameProblem, sniHostProblem, trustDomainProblem,
  wildcardDomainProblem,
} from '../../../src/model/go/host-names';
import { corsMethodProblem, envoyStatusProblem, grpcStatusProblem, retryConditionProblem } from '../../../src/model/go/http';
import { hubProblem, imageTagProblem } from '../../../src/model/go/image-names';
import {
  booleanTextProblem, cidrListOrAllProblem, cidrListProblem, interceptionModeProblem, interfaceListProblem, operatorPortListProblem,
  portListOrAllProblem,
  portListProblem, quantityProblem, statusPortProblem, unsignedProblem,
} from '../../../src/model/go/injection';
import { jwksProblem } from '../../../src/model/go/jwks';
import { labelKeyProblem, labelValueProblem } from '../../../src/model/go/labels';
import { namespacedHostProblem } from '../../../src/model/go/namespaced-hosts';
import { pathTemplateProblem } from '../../../src/model/go/path-template';
import { isPrime } from '../../../src/model/go/primes';
import { sha256Problem } from '../../../src/model/go/sha';
import { cipherSuiteProblem, ecdhCurveProblem } from '../../../src/model/go/tls';
import { goUrl, goUrlScheme, jwksUriProblem, moduleUrlProblem, urlPathProblem } from '../../../src/model/go/url';

/** A notion of Istio's: ours says no to `wrong` texts only, and so does Go's. */
export interface Notion {
  readonly takes: (text: string) => boolean;
  readonly right: readonly string[];
  readonly wrong: readonly string[];
}

const notion = (problem: (text: string) => string | undefined, right: readonly string[], wrong: readonly string[]): Notion =>
  ({ takes: (text) => problem(text) === undefined, right, wrong });

const LONG = 'a'.repeat(63);
const KEY = '"kty":"RSA","e":"AQAB","n":"0vx7"';
const FROM_CURVE = '"kty":"EC","crv":"P-256","x":"f83O","y":"x_FE"';

/** By the names that `conformance notions` knows them by. */
export const NOTIONS: { readonly [name: string]: Notion } = {
  'host-label': notion(hostLabelProblem, ['a', 'A-b', '0', LONG], ['', '-a', 'a-', 'a.b', 'a_b', `${LONG}a`, 'é', 'a\n']),
  'wildcard-label': { takes: isWildcardLabel, right: ['*', '*a', '*-a', 'a'], wrong: ['', '**', 'a*', '*-', '-a'] },
  'port-name': notion(portNameProblem, ['http', 'http-Web'], ['', 'http_web', 'http.']),
  'fqdn': notion(fqdnProblem, ['reviews', 'reviews.shop.svc.cluster.local', 'istio.io.', 'a.99999999999999999999', `${LONG}.b`],
    ['', '.', 'a.1', '1.2.3.4', '*.a', 'a..b', 'a_b.c', '-a.b', `${`${LONG}.`.repeat(4)}b`]),
  'wildcard-domain': notion(wildcardDomainProblem, ['*', '*.a', '*-a.b', '*a.b', 'a.b.', '1', '*.'], ['', '*.*', 'a.*', '*.1', '*.a.9', 'a*.b', '**.a']),
  'partial-wildcard': notion(partialWildcardProblem, ['*', '*.a', 'a', ''], ['*a', 'a*', '*-a.b', 'a.*']),
  'sni-host': notion(sniHostProblem, ['outbound_.80_._.a.b', 'outbound_.80_.v1_.a', '*.a'], ['outbound_.80_._.', 'outbound_.x_._.a', 'outbound_', 'outbound_.80_.a', '']),
  'gateway-host': notion((text) => namespacedHostProblem(text, 'gateway'), ['*', 'shop/*', './a.b', '*/*.a', '1.2.3.4', '::ffff:1.2.3.4', 'a.b'],
    ['', 'a', '/a.b', 'shop/', '::1', '~/a.b', 'a_b/a.b', 'shop/*a.b', '*-a.b']),
  'sidecar-host': notion((text) => namespacedHostProblem(text, 'sidecar'), ['*/*', './*', '~/*', '~shop/a.b', 'shop/a.b', '~*/*.a', '~./a.b'],
    ['*', 'a.b', '/*', '~~/*', 'shop/', 'shop/1.2.3.4', 'shop/a', 'a.b/*', '*/a/b.c']),
  'trust-domain': notion(trustDomainProblem, ['cluster.local', 'a', 'a.1', 'a.'], ['', '.a', 'a..b', 'a_b', '*', 'a/b']),
  'export-to': notion(exportToProblem, ['.', '*', 'shop'], ['', '~', 'a.b', '*.', 'shop/a']),
  'ip': notion(ipAddressProblem, ['1.2.3.4', '255.255.255.255', '::', '::1', '1::', '1:2:3:4:5:6:7:8', '::1.2.3.4', '1:2:3:4:5:6:1.2.3.4', 'fe80::1%eth0', 'FE80::a'],
    ['', '1.2.3', '01.2.3.4', '1.2.3.256', '1.2.3.4.5', '1.2.3.4%a', '1:2:3:4:5:6:7::8', '1:::2', '12345::', 'fe80::1%', '1:2:3:4:5:6:7:1.2.3.4', ':1', '::g', 'a']),
  'ip-or-cidr': notion(ipOrCidrProblem, ['1.2.3.4', '10.0.0.0/8', '::/0', '::1/128', '1.2.3.4/0', 'fe80::1%a'],
    ['', '10.0.0.0/33', '10.0.0.0/08', '10.0.0.0/', '/8', '1.2.3.4/8/8', 'fe80::1%a/64', '::/129', '10.0.0.0/+8']),
  'cidr': { takes: isCidr, right: ['10.0.0.0/8', '::/0', '::ffff:1.2.3.4/96'], wrong: ['10.0.0.0', '', '10.0.0.0/-1', '::/00'] },
  'unix-address': notion(unixAddressProblem, ['/a', '/a/b', '@', '@a/'], ['', 'a', '/', '/a/', 'a/b']),
  'host-port-split': { takes: (text) => splitHostPort(text) !== undefined, right: ['a:1', ':1', '[::1]:80', '[]:', ':'], wrong: ['', 'a', 'a:b:c', '[::1]', '[::1', '::1', '[a]b:1', 'a]:1'] },
  'host-port': notion(hostPortProblem, ['istiod.istio-system.svc:15012', '1.2.3.4:80', '[::1]:80', 'a:+80', 'a:0080'],
    ['', 'a', 'a:', 'a:0', 'a:65536', ':80', '::1:80', 'a_b:80', 'a:http', 'a:-80', '[a_b]:80']),
  'label-key': notion(labelKeyProblem, ['app', 'app.kubernetes.io/name', 'A_b', `${'a.'.repeat(126)}a/b`], ['', '/a', 'a/', 'a/b/c', '-a', 'a_b/c', `${LONG}a`, `${'a.'.repeat(127)}a/b`]),
  'label-value': notion(labelValueProblem, ['', 'v1', 'a_b.c-d', 'a'.repeat(100)], ['-a', 'a-', 'a b', 'a/b', 'é']),
  'duration': notion(durationProblem, ['1s', '1.5s', '1ms', '1h30m', '1000us', '+1s', '.5s', '1.s', '1000000ns'], ['', '0s', '0', '1us', '1.0001ms', '-1s', '1', 's', '1 s', '1d', '1µ', '.s']),
  'go-duration': { takes: (text) => goDuration(text) !== undefined, right: ['0', '-0', '1.5h', '2562047h47m16.854775807s', '1µs', '1μs', '-2562047h47m16.854775808s'], wrong: ['', '2562047h47m16.854775808s', '1', '.', '1..2s', '--1s', '9223372036854775808ns'] },
  'whole-seconds': notion(wholeSecondsProblem, ['1s', '45s', '1m', '1000ms'], ['1500ms', '0s', '1.5s', '-1s', '', '1ms']),
  'match-header-name': notion(matchHeaderNameProblem, ['x-a', ':path', '@request.auth.claims.sub', '@request.auth.claims[a][b]', '@Request.Auth.Claims.x', 'a!#$'],
    ['', ':x', '@request.auth.claims', '@request.auth.claims.', '@request.auth.claims[]', 'a b', 'a:b', 'é']),
  'cors-header-name': notion(corsHeaderNameProblem, ['*', 'x-a', 'a*', 'a,b'], ['', 'a b', ':path', 'a/b']),
  'strict-header-name': notion(strictHeaderNameProblem, ['x-a_b', 'A'], ['', 'x.a', ':path', 'a*']),
  'probe-header-name': notion(probeHeaderNameProblem, ['x-a', 'A'], ['', 'x_a', 'x.a']),
  'request-header-name': notion(requestHeaderNameProblem, ['x-a', ':authority', 'Host', 'a b'], ['', ':path', ':method', ':']),
  'header-name': notion(headerNameProblem, ['x-a', 'a b', 'hosts'], ['', ':authority', 'Host', 'host', ':']),
  'header-value': notion(headerValueProblem, ['', 'foo', '%HOSTNAME%', '100%%', 'a %REQ(x)% b', '%DYNAMIC_METADATA(["a", "b"])%', '%A(b\\)c)%', 'a\tb', '%A( x) %'],
    ['%', 'a%', '%A', '%A%%', 'a\nb', '\u007f', '%A(%', '%A(["a"x)%', '%A([a])%', '%A(["a"] x)%', '%A(b)x%', '%A(b\\']),
  'cipher-suite': notion(cipherSuiteProblem, ['', 'ALL', 'ECDHE-RSA-AES128-GCM-SHA256', '-AES128-SHA', '+x', '[a|b]'], ['AES128', 'aes128-sha', 'TLS_AES_128_GCM_SHA256', 'é']),
  'ecdh-curve': notion(ecdhCurveProblem, ['', 'P-256', 'X25519'], ['p-256', 'P256', 'secp']),
  'cors-method': notion(corsMethodProblem, ['GET', '*', 'TRACE'], ['', 'get', 'LIST', 'GET ']),
  'retry-condition': notion((text) => text.split(',').map(retryConditionProblem).find((each) => each !== undefined), ['reset,404', '5xx', '503', '+503', 'retriable-4xx', 'unavailable', '0503'], ['', '306', '599', '5XX', ' 5xx', '-503', 'on-error']),
  'grpc-status': notion(grpcStatusProblem, ['OK', 'UNAVAILABLE'], ['', 'ok', '14', 'CANCELED']),
  'envoy-status': notion(envoyStatusProblem, ['', '403', '0', '+503', '-0', '00403'], ['425', '101', '999', '-403', 'a', '4294967699', ' ']),
  'path-template': notion(pathTemplateProblem, ['/a/*', '/a/{*}/b', '/{**}', '/{**}/b', '', '*', '/a b', '{*}', '/a/{*}/{**}/'],
    ['/{a}', '/a{*}', '/{**}/{*}', '/{**}/{**}', '/{*}/a*', '/{*}//a', '/{***}', '/}']),
  'address-block': notion(addressBlockProblem, ['10.0.0.1', '10.0.0.0/8', '::1', '2001:db8::/32', 'fe80::1%a'], ['', '10.0.0.0/33', '010.0.0.1', 'fe80::1%a/b/c', 'fe80::1%a/64', '*']),
  'condition-key': notion(conditionKeyProblem,
    ['source.ip', 'request.headers[a]', 'request.headersX[a]', 'request.auth.claims[a][b]', 'experimental.envoy.filters.a[b]', 'connection.sni', 'request.auth.principal'],
    ['', 'request.path', 'request.headers', 'request.headers[]', 'request.headers[a', 'experimental.envoy.filters.a', 'destination.labels[a]', 'destination.user', 'source.ip ', 'source.ip[a]']),
  'service-account': notion(serviceAccountProblem, ['a', 'a/b', 'A b', 'a'.repeat(320)], ['', '/', 'a/', '/a', 'a/b/c', 'a*', `${'é'.repeat(160)}a`]),
  'authorization-wildcard': notion(wildcardProblem, ['a', '*', '*a', 'a*', 'a/b'], ['', '**', '*a*', 'a*b']),
  'trust-domain-pattern': notion(trustDomainPatternProblem, ['a', '*', '*a', 'a*', 'a b'], ['', '**', '*a*', 'a*b', 'a/b']),
  'port-text': notion(portTextProblem, ['0', '80', '0080', '65535'], ['', '65536', '-1', '+80', 'http', '8_0', ' 80', '0x50', '99999999999']),
  'prime': { takes: (text) => /^\d+$/.test(text) && Number(text) <= 1e9 && isPrime(Number(text)), right: ['1', '2', '3', '5', '65537', '5000011'], wrong: ['0', '4', '9', '65536', '5000010', '25'] },
  'sha256': notion(sha256Problem, ['', '0'.repeat(64), 'abcdef0123456789'.repeat(4)], ['a', 'A'.repeat(64), '0'.repeat(63), 'g'.repeat(64), `${'0'.repeat(64)}\n`]),
  'url': {
    takes: (text) => goUrl(text) !== undefined,
    right: ['', 'a', 'http://a:80/b?c#d', '//a', '///a', 'a:b', 'http://[::1]:80', 'http://[fe80::1%25a%20]/', 'x://a:1,b:2', 'http://u:p@a', '*', 'http://a%25b', '/a#%20'],
    wrong: [':a', 'http://a b', 'http://a:b', '/%', '/a#%', 'http://a:1:2', 'http://[::1', 'http://[1.2.3.4]', 'http://[fe80::1%25]', 'http://%41', 'a:b/c:d/\n', '1:b', 'http://u p@a', 'a\u0000'],
  },
  'request-url-scheme': { takes: (text) => goUrlScheme(text) !== undefined, right: ['/a', 'http://a', '*', 'a:b'], wrong: ['', 'a', 'http://a b', '/a#%'] },
  'jwks-uri': notion(jwksUriProblem, ['https://a/b', 'HTTP://a', 'http:', 'http:a', 'https://a:443'], ['', 'a', 'ftp://a', '/a', 'https://a:b', 'https://a:99999999999999999999']),
  'module-url': notion(moduleUrlProblem, ['oci://a/b:1', 'a.io/b:1', 'file:///a', 'http://a', '/a', 'a', 'a.io/b@sha256:12', 'http://a b'], ['', 'ftp://a', 'a:b', 'a b', 'a.io:80/b']),
  'url-path': notion(urlPathProblem, ['', '/', '/a%20b', '/a?b'], ['a', '/%', 'http://a']),
  'interception-mode': notion(interceptionModeProblem, ['REDIRECT', 'TPROXY', 'NONE'], ['', 'redirect', 'none']),
  'unsigned': notion(unsignedProblem, ['0', '15', '4294967295', '007'], ['', '-1', '+1', '4294967296', '1.5', ' 1']),
  'status-port': notion(statusPortProblem, ['0', '80', ' 80 ', '65535'], ['', '65536', '-1', '+80', 'http']),
  'port-list': notion(portListProblem, ['', '80', '80, 443', ' 80,443 '], ['*', '80,', '80;443', ',']),
  'port-list-or-all': notion(portListOrAllProblem, ['*', '', '80,443'], ['**', '*,80', 'a']),
  'cidr-list': notion(cidrListProblem, ['', '10.0.0.0/8', '10.0.0.0/8,::/0'], ['*', '10.0.0.0/8, 1.1.1.0/24', '10.0.0.1', ',']),
  'cidr-list-or-all': notion(cidrListOrAllProblem, ['*', '', '10.0.0.0/8'], ['1.2.3', '*,10.0.0.0/8']),
  'interface-list': notion(interfaceListProblem, ['', 'eth0', 'eth0, veth_1.a-b'], ['0eth', 'eth0,', 'a'.repeat(16), 'a b', 'eth0;eth1']),
  'boolean-text': notion(booleanTextProblem, ['true', 'F', '1', 'False'], ['', 'yes', 'tRUE', 'bad']),
  'quantity': notion(quantityProblem, ['100m', '128Mi', '0.5', '1e3', '-1', '.5G', 'Mi', '1E'], ['', '1x', '1 Gi', '100M i', '1ki', '1.2.3', '1e', '1KI', '\n1']),
  'operator-ports': notion(operatorPortListProblem, ['*', '', '80,443', '80,*', '+80', '65535'], ['70000', '-1', '80, 443', 'a']),
  'hub': notion(hubProblem, ['docker.io/istio', 'istio', 'localhost:5000/a', 'a_b/c', '[::1]:80/a', ''], ['Bad Hub', 'docker.io/Istio', 'a.b:c/d', 'Docker', 'a@b.c/d']),
  'image-tag': notion(imageTagProblem, ['1.31.0', 'latest', 'a_b-c', 'A'.repeat(128)], ['', 'a b', 'a:b', 'a/b', 'A'.repeat(129)]),
  'jwks': notion(jwksProblem,
    ['{"keys":[]}', '{"keys":null}', `{"keys":[{${KEY}}]}`, `{${KEY}}`, `{"keys":[{${FROM_CURVE}}]} more`, '{"keys":[{"kty":"oct","k":""}]}', `{"keys":[{${KEY},"d":"AQ","kid":null,"key_ops":["sign"],"x":1}]}`,
      '{"keys":[{"kty":"OKP","crv":"Ed25519","x":"A+=="}]}'],
    ['', '{}', '[]', 'null', '{"keys":{}}', '{"keys":[null]}', '{"keys":[{}]}', '{"keys":[{"kty":"RSA"}]}', '{"keys":[{"kty":"rsa","e":"AQAB","n":"0vx7"}]}', `{"keys":[{${KEY},"kid":1}]}`, `{"keys":[{${KEY},"d":1}]}`,
      '{"keys":[{"kty":"RSA","e":"A","n":"0vx7"}]}', '{"keys":[{"kty":"EC","x":"f83O","y":"x_FE"}]}', `{"keys":[{${KEY},"x5c":["AQAB"]}]}`, '{"keys":[]', `{"keys":[{${KEY},"a":1e999}]}`]),
  'cel': notion(celProblem, ['response.code >= 400', 'a', '-1', '--1', '!-1', '!!a', 'a ? b : c ? d : e', 'a.b[0].c(1, "x")', '[1, 2,]', '[,]', '{,}', '{"a": 1}', 'a.B{x: 1, `y`: 2,}', 'has(a.b)', 'has((a.b))', 'has(--a.b)', 'has(has(a.b))',
    'a.all(x, x > 0)', 'a.`b-c`', '.a', 'a // b', '"\\u00e9" + r"\\x" + b"\\x00"', '"""a\n"b""" != \'\'', '1u + 0x1F + 1.5e3 + .5', 'a in [1]', '-9223372036854775808', 'all(1, 2)', 'a.as', 'as{}', '1.e5', 'a.map(x, y, z)', 'x || y && z', '.has(a)', '1 - 2 -3'],
  ['', 'a b', 'a =', 'a = b', 'a &&', '(a', 'a ? b', 'a ? b ? c : d : e', 'f(1,)', '[1,,2]', '{"a"}', 'has(a)', 'has(a[0])', 'a.all(1, x)', 'a.map(__result__, 1)', 'as', 'true.x in', 'a.in', 'a.?b', '[?a]', 'a[?0]', '"\\q"', "b'\\u0041'", '"\\ud800"', '"a', '9223372036854775808',
    '1e999', '!-a', '-!a', 'a().b{}', 'f(a.b{}', '\'a\nb\'', 'a & b', '1.', '18446744073709551616u', `${'('.repeat(251)}a${')'.repeat(251)}`, `a${' + a'.repeat(260)}`, 'a @ b', '1 2']),
};
