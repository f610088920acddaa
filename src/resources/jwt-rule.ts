import type { Duration } from 'cdk8s';
import { renderDuration } from './duration';
import { requireHeaderName } from './headers';
import type { Jwks } from './jwks';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requireSome, requireText } from '../model/require';

/** A header that holds a token. */
export interface JwtHeader {
  /** Its name. */
  readonly name: string;

  /**
   * What stands before the token: `Bearer `, with the blank. A header without it holds no token.
   *
   * @default - nothing
   */
  readonly prefix?: string;
}

/** A claim that the destination gets in a header. */
export interface JwtClaimHeader {
  /** The name of the header: letters, digits, "-" and "_". What the client sent in it is replaced. */
  readonly header: string;

  /** The claim, or the way to it within others: `realm.group`. Only texts, integers and booleans are copied. */
  readonly claim: string;
}

/**
 * Tokens of one issuer that a workload checks. A request with a token that fails is refused, one without a token is not:
 * an AuthorizationPolicy has to ask for one.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTRule
 */
export interface JwtRule {
  /**
   * Who issues the tokens (`iss`). Needed, unless `jwks` are fetched from a URL.
   *
   * @default - anybody whose tokens the keys fit
   */
  readonly issuer?: string;

  /**
   * The issuer's public keys.
   *
   * @default - found by the issuer's URL (OpenID Connect Discovery)
   */
  readonly jwks?: Jwks;

  /**
   * Whom tokens may be meant for (`aud`); one is enough.
   *
   * @default - anybody
   */
  readonly audiences?: string[];

  /**
   * Headers that may hold the token. A request must not have several.
   *
   * @default - `Authorization: Bearer …` and the parameter `access_token`, if neither headers, parameters nor cookies are given
   */
  readonly fromHeaders?: JwtHeader[];

  /**
   * Parameters of the query that may hold the token.
   *
   * @default - see fromHeaders
   */
  readonly fromParams?: string[];

  /**
   * Cookies that may hold the token.
   *
   * @default - see fromHeaders
   */
  readonly fromCookies?: string[];

  /**
   * The header in which the destination gets the token's payload, in base64.
   *
   * @default - none
   */
  readonly outputPayloadToHeader?: string;

  /**
   * Claims that the destination gets in headers.
   *
   * @default - none
   */
  readonly outputClaimToHeaders?: JwtClaimHeader[];

  /**
   * Whether the destination gets the token itself.
   *
   * @default false
   */
  readonly forwardOriginalToken?: boolean;

  /**
   * How long fetching the keys may take.
   *
   * @default Duration.seconds(5)
   */
  readonly timeout?: Duration;

  /**
   * Claims that hold several values with blanks between, at most 64.
   *
   * @default - scope and permission, which always do
   */
  readonly spaceDelimitedClaims?: string[];
}

/** As many as the API server takes. */
const MAX_CLAIMS = 64;

/** One of the `jwtRules` of a RequestAuthentication. */
export function renderJwtRule(rule: JwtRule, field: Field): JsonObject {
  if (rule.issuer === undefined && rule.jwks?._fetched !== true) {
    throw field.at('issuer').error(undefined, 'given', 'or give jwks a URL: Jwks.uri(…)');
  }
  const texts = (name: 'audiences' | 'fromParams' | 'fromCookies' | 'spaceDelimitedClaims') => given(rule[name], (values) =>
    requireSome(values, field.at(name), 'or leave it out').map((value, i) => requireText(value, field.at(name).at(i))));
  const claims = rule.spaceDelimitedClaims;
  if (claims !== undefined && claims.length > MAX_CLAIMS) {
    throw field.problem(`${field.at('spaceDelimitedClaims').path} has ${claims.length} elements; it must have at most ${MAX_CLAIMS}`);
  }
  return defined({
    issuer: given(rule.issuer, (issuer) => requireText(issuer, field.at('issuer'))),
    ...rule.jwks?._render(),
    audiences: texts('audiences'),
    fromHeaders: given(rule.fromHeaders, (headers) =>
      requireSome(headers, field.at('fromHeaders'), 'or leave it out').map((header, i) => defined({
        name: requireHeaderName(header.name, field.at('fromHeaders').at(i).at('name')),
        prefix: header.prefix,
      }))),
    fromParams: texts('fromParams'),
    fromCookies: texts('fromCookies'),
    outputPayloadToHeader: given(rule.outputPayloadToHeader, (name) => requireHeaderName(name, field.at('outputPayloadToHeader'))),
    outputClaimToHeaders: given(rule.outputClaimToHeaders, (all) => renderClaimHeaders(all, field.at('outputClaimToHeaders'))),
    forwardOriginalToken: rule.forwardOriginalToken,
    timeout: given(rule.timeout, (timeout) => renderDuration(timeout, field.at('timeout'))),
    spaceDelimitedClaims: texts('spaceDelimitedClaims'),
  });
}

function renderClaimHeaders(all: JwtClaimHeader[], field: Field): JsonObject[] {
  return requireSome(all, field, 'or leave it out').map(({ header, claim }, i) => {
    const at = field.at(i).at('header');
    if (!/^[-_A-Za-z0-9]+$/.test(header)) { throw at.error(header, 'the name of a header: letters, digits, "-" and "_"'); }
    if (all.findIndex((other) => other.header.toLowerCase() === header.toLowerCase()) < i) { throw at.error(header, 'given once'); }
    return { header, claim: requireText(claim, field.at(i).at('claim')) };
  });
}
