import type { ArrivingRequest, Claims, ServingWorkload } from './arrival';
import { type SeenRequest, claimOf } from './facts';
import { policiesFor } from './policy-attachment';
import { carriesToken, looksAtAuthorization } from './token-places';
import { type Known, PRESENT, UNKNOWN } from './truth';
import type { AppObject } from '../../../checks/app-object';
import type { AppView } from '../../../checks/app-view';
import type { Cursor } from '../../../checks/cursor';

/** What RequestAuthentications make of the token of a request. */
export interface Authenticated {
  /** The status that the proxy answers with, if it does not take the token. */
  readonly status?: number;
  /** What policies can tell of the token. */
  readonly claims: Claims | undefined | typeof UNKNOWN;
  /** The request without the token, unless it is to be passed on, and with the headers that are made of claims. */
  readonly request: SeenRequest;
  /** Whether the proxy keeps the token, so that what stands behind it gets none. */
  readonly keepsToken: boolean;
  readonly explanation: readonly string[];
  readonly undecided: readonly string[];
}

/** A rule and the policy that has it. */
interface TokenRule {
  readonly policy: AppObject;
  readonly place: Cursor;
}

/** Claims that are lists of words in one text. */
const WORDS = ['permission', 'scope'] as const;

/** A request without a token passes; one with a token must have a good one of an issuer that a rule names (`policy_applier.go`). */
export function authenticate(
  workload: ServingWorkload, sent: ArrivingRequest, request: SeenRequest, claims: Claims | undefined, view: AppView,
): Authenticated {
  const rules = policiesFor(workload, 'RequestAuthentication', view)
    .flatMap((policy) => policy.spec.at('jwtRules').items().map((place): TokenRule => ({ policy, place })));
  const passed = { claims: undefined, request, keepsToken: false, explanation: [], undecided: [] };
  if (rules.length === 0) {
    const unread = 'no RequestAuthentication has the token verified, so policies know nothing of it';
    return claims === undefined ? passed : { ...passed, explanation: [unread] };
  }
  if (isPreflight(sent)) { return { ...passed, explanation: ['a CORS preflight request needs no token'] }; }
  if (claims === undefined) {
    const carrying = rules.find(({ place }) => carriesToken(place, sent));
    if (carrying === undefined) { return { ...passed, request: withoutOutputs(request, rules) }; }
    return { ...passed, claims: UNKNOWN, undecided: [`the request carries a token for RequestAuthentication ${carrying.policy.id} whose claims are not told`] };
  }
  const issuer = typeof claims.iss === 'string' ? claims.iss : '';
  const own = rules.filter(({ place }) => place.at('issuer').text === issuer);
  const taking = own.find(({ place }) => hasAudience(place, claims));
  if (taking !== undefined) { return taken(taking, rules, request, claims); }
  if (own.length > 0) {
    const reason = `RequestAuthentication ${own[0].policy.id} wants another audience than the token has`;
    return { ...passed, status: 403, explanation: [reason] };
  }
  if (!rules.some(({ place }) => looksAtAuthorization(place))) {
    return { ...passed, explanation: ['no RequestAuthentication looks for a token in the header authorization, so policies know nothing of it'] };
  }
  const known = [...new Set(rules.map(({ place }) => place.at('issuer').text ?? ''))].join(', ');
  return { ...passed, status: 401, explanation: [`the token is of issuer ${issuer}, and RequestAuthentications know ${known}`] };
}

function taken({ policy, place }: TokenRule, rules: readonly TokenRule[], request: SeenRequest, claims: Claims): Authenticated {
  const made: { [name: string]: Known<string> } = {};
  for (const output of place.at('outputClaimToHeaders').items()) {
    const value = claimOf(claims, (output.at('claim').text ?? '').split('.'));
    const text = typeof value === 'number' ? numberText(value) : typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
    if (text !== '') { made[(output.at('header').text ?? '').toLowerCase()] = text; }
  }
  const payload = place.at('outputPayloadToHeader').text?.toLowerCase();
  if (payload !== undefined) { made[payload] = PRESENT; }
  const { headers } = withoutOutputs(request, rules);
  const isThere = looksAtAuthorization(place) ? place.at('forwardOriginalToken').isTrue : headers.authorization !== PRESENT;
  const kept = isThere ? headers : Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'authorization'));
  const words = [...WORDS, ...place.at('spaceDelimitedClaims').texts()];
  return {
    claims: Object.fromEntries(Object.entries(claims).map(([name, value]) =>
      [name, words.includes(name) && typeof value === 'string' ? value.split(' ').filter((word) => word !== '') : value])),
    request: { ...request, headers: { ...kept, ...made } },
    keepsToken: !place.at('forwardOriginalToken').isTrue,
    explanation: [`RequestAuthentication ${policy.id} takes the token of issuer ${place.at('issuer').text ?? ''}`],
    undecided: [],
  };
}

/** A number as Envoy writes it in a header. */
function numberText(value: number): string {
  return Number.isInteger(value) && value >= 0 ? String(value) : value.toFixed(6);
}

/** Headers that rules make of claims are removed first, so that no caller can send them. */
function withoutOutputs(request: SeenRequest, rules: readonly TokenRule[]): SeenRequest {
  const outputs = new Set(rules.flatMap(({ place }) => [
    place.at('outputPayloadToHeader').text, ...place.at('outputClaimToHeaders').items().map((output) => output.at('header').text),
  ]).map((name) => name?.toLowerCase()));
  return { ...request, headers: Object.fromEntries(Object.entries(request.headers).filter(([name]) => !outputs.has(name))) };
}

/** Whether the token is for one of the audiences that the rule wants. It does not matter whether they are written with `https://` and a `/`. */
function hasAudience(rule: Cursor, claims: Claims): boolean {
  const wanted = rule.at('audiences').texts().map(bare);
  const own = Array.isArray(claims.aud) ? claims.aud : [claims.aud];
  return wanted.length === 0 || own.some((one) => typeof one === 'string' && wanted.includes(bare(one)));
}

function bare(audience: string): string {
  return audience.replace(/^https?:\/\//, '').replace(/\/$/, '');
}

function isPreflight({ method, headers }: ArrivingRequest): boolean {
  const names = Object.entries(headers).filter(([, value]) => value !== '').map(([name]) => name.toLowerCase());
  return method === 'OPTIONS' && names.includes('origin') && names.includes('access-control-request-method');
}
