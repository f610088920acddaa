import type { Duration } from 'cdk8s';
import { requireCorsHeader } from './headers';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { renderPattern } from '../model/request-match-json';
import type { StringMatch } from '../model/string-match';

/** What becomes of preflight requests from origins that are not allowed. */
export enum UnmatchedPreflights {
  /** They are forwarded to the destination. */
  FORWARD = 'FORWARD',
  /** They are answered by the proxy, without permission. */
  IGNORE = 'IGNORE',
}

/**
 * Which scripts of other origins may use the route from a browser.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy
 */
export interface Cors {
  /**
   * Origins that may: `StringMatch.exact('https://shop.example.com')`.
   *
   * @default - none
   */
  readonly allowOrigins?: StringMatch[];

  /**
   * HTTP methods that they may use, in capitals; `*` stands for all.
   *
   * @default - those that need no permission (GET, HEAD, POST)
   */
  readonly allowMethods?: string[];

  /**
   * Headers that they may send; `*` stands for all.
   *
   * @default - those that need no permission
   */
  readonly allowHeaders?: string[];

  /**
   * Headers of the response that they may read; `*` stands for all.
   *
   * @default - those that need no permission
   */
  readonly exposeHeaders?: string[];

  /**
   * How long the browser may remember the answer to a preflight request, in whole seconds.
   *
   * @default - as long as the browser likes
   */
  readonly maxAge?: Duration;

  /**
   * Whether requests may carry cookies and other credentials.
   *
   * @default - they may not
   */
  readonly allowCredentials?: boolean;

  /**
   * What becomes of preflight requests from other origins.
   *
   * @default UnmatchedPreflights.FORWARD
   */
  readonly unmatchedPreflights?: UnmatchedPreflights;
}

const METHODS: ReadonlyArray<string> = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', '*'];

/** The `corsPolicy` of a route. */
export function renderCors(cors: Cors, field: Field): JsonObject {
  return defined({
    allowOrigins: given(cors.allowOrigins, (origins) => origins.map((origin, i) => renderOrigin(origin, field.at('allowOrigins').at(i)))),
    allowMethods: given(cors.allowMethods, (methods) => methods.map((method, i) => requireMethod(method, field.at('allowMethods').at(i)))),
    allowHeaders: given(cors.allowHeaders, (names) => names.map((name, i) => requireCorsHeader(name, field.at('allowHeaders').at(i)))),
    exposeHeaders: given(cors.exposeHeaders, (names) => names.map((name, i) => requireCorsHeader(name, field.at('exposeHeaders').at(i)))),
    maxAge: given(cors.maxAge, (age) => renderSeconds(age, field.at('maxAge'))),
    allowCredentials: cors.allowCredentials,
    unmatchedPreflights: cors.unmatchedPreflights,
  });
}

/** Every origin is a regular expression here: an empty match is none, and Istio refuses it. */
function renderOrigin(origin: StringMatch, field: Field): JsonObject {
  const pattern = origin._pattern;
  if (pattern.kind === 'present') { return { regex: '.*' }; }
  if (pattern.value === '') { throw field.error(pattern.value, 'an origin (https://shop.example.com)'); }
  return renderPattern(pattern);
}

function requireMethod(method: string, field: Field): string {
  if (METHODS.includes(method)) { return method; }
  throw field.error(method, `one of ${METHODS.join(', ')}`);
}

function renderSeconds(age: Duration, field: Field): string {
  const seconds = age.toSeconds({ integral: false });
  if (Number.isInteger(seconds) && seconds >= 1) { return `${seconds}s`; }
  throw field.error(`${seconds}s`, 'whole seconds, at least 1s');
}
