/**
 * Values of AuthorizationPolicies as Istio's webhook takes them (`pkg/config/security/security.go`). The functions return what is
 * allowed; `undefined`, if the text is.
 */

import { isCidr, isIpAddress } from './addresses';

const encoder = new TextEncoder();

/** Attributes whose name is followed by a key in brackets: `request.headers[user-agent]`. */
const KEYED = ['request.headers', 'request.auth.claims', 'experimental.envoy.filters.'] as const;

/** Attributes that stand for themselves. */
const PLAIN: readonly string[] = [
  'source.ip', 'remote.ip', 'source.namespace', 'source.serviceAccount', 'source.principal', 'source.trustDomain', 'request.auth.principal',
  'request.auth.audiences', 'request.auth.presenter', 'destination.ip', 'destination.port', 'connection.sni',
];

/** For the key of a condition (`ValidateAttribute`). */
export function conditionKeyProblem(key: string): string | undefined {
  const keyed = KEYED.find((name) => key.startsWith(name));
  if (keyed !== undefined) { return hasKeyInBrackets(key) ? undefined : `${keyed}${keyed.endsWith('.') ? 'NAME' : ''}[KEY]`; }
  return PLAIN.includes(key) ? undefined : `one of ${PLAIN.join(', ')}, or request.headers[NAME], request.auth.claims[NAME], experimental.envoy.filters.NAME[KEY]`;
}

/** For a service account (`CheckServiceAccount`). */
export function serviceAccountProblem(text: string): string | undefined {
  return /^[^*/]+(?:\/[^*/]+)?$/.test(text) && encoder.encode(text).length <= MAX_ACCOUNT ? undefined
    : 'the name of a service account, or namespace/name, without wildcards, at most 320 bytes long';
}

/** For a value that may have a wildcard at one end (`CheckWildcardValues`). */
export function wildcardProblem(text: string): string | undefined {
  return /^(?:\*|\*?[^*]+|[^*]+\*)$/.test(text) ? undefined : 'a text with at most one "*", at its beginning or its end';
}

/** For a trust domain (`CheckTrustDomainValues`). */
export function trustDomainPatternProblem(text: string): string | undefined {
  return wildcardProblem(text) ?? (text.includes('/') ? 'a trust domain such as cluster.local, without "/"' : undefined);
}

/** For an address or a range (`ValidateIPs`). */
export function addressBlockProblem(text: string): string | undefined {
  return (text.includes('/') ? isCidr(text) : isIpAddress(text)) ? undefined : 'an IP address, or a range such as 10.0.0.0/8';
}

/** For a port, which is a text here (`ValidatePorts`). */
export function portTextProblem(text: string): string | undefined {
  return /^\d+$/.test(text) && Number(text) <= 65535 ? undefined : 'the number of a port as a text, "0" to "65535"';
}

const MAX_ACCOUNT = 320;

/** `validateMapKey`. */
function hasKeyInBrackets(key: string): boolean {
  const open = key.indexOf('[');
  return key.endsWith(']') && open > 0 && open < key.length - 2;
}
