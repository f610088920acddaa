/** Sets of JSON Web Keys as the library reads them that Istio reads them with (`github.com/lestrrat-go/jwx`, `jwk.Parse`). */

import type { X509Certificate } from 'node:crypto';
import type { Json, JsonObject } from '../json';

/** A key of a set. */
export interface JsonWebKey {
  /** Whether it says what nobody but its owner should know. */
  readonly isPrivate: boolean;
}

const TEXTS = ['alg', 'kid', 'use', 'x5t', 'x5t#S256', 'x5u'];
const PUBLIC: { readonly [type: string]: readonly string[] } = { RSA: ['n', 'e'], EC: ['crv', 'x', 'y'], OKP: ['crv', 'x'], oct: ['k'] };
const BYTES: { readonly [type: string]: readonly string[] } = {
  RSA: ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'], EC: ['x', 'y', 'd'], OKP: ['x', 'd'], oct: ['k'],
};

/** The keys in a set, or the single one that the text is; `undefined`, if Istio cannot read it. */
export function parseJwks(text: string): JsonWebKey[] | undefined {
  const set = firstObject(text);
  if (set === undefined) { return undefined; }
  if (!Object.hasOwn(set, 'keys')) { return allKeys([set]); }
  const keys = set.keys;
  return keys === null ? [] : Array.isArray(keys) ? allKeys(keys) : undefined;
}

/** For a set of keys: what is allowed; `undefined`, if the text is. */
export function jwksProblem(text: string): string | undefined {
  return parseJwks(text) === undefined ? 'a JSON Web Key Set: {"keys": […]}, whose keys have all that their type needs' : undefined;
}

function allKeys(list: readonly Json[]): JsonWebKey[] | undefined {
  const keys = list.map(parseKey);
  return keys.every((key): key is JsonWebKey => key !== undefined) ? keys : undefined;
}

/** Istio's library reads one JSON value and leaves what comes after it. */
function firstObject(text: string): JsonObject | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/gs)) {
    if (token === '{') { depth++; }
    if (token === '}') { depth--; }
    if (depth === 0 && token === '}') { return parseObject(text.slice(0, index + 1)); }
  }
  return undefined;
}

function parseObject(text: string): JsonObject | undefined {
  let isFinite = true;
  try {
    const json = JSON.parse(text, (_, value: Json) => {
      isFinite &&= typeof value !== 'number' || Number.isFinite(value);
      return value;
    }) as Json;
    return isFinite && isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function isObject(json: Json): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function parseKey(json: Json): JsonWebKey | undefined {
  if (!isObject(json)) { return undefined; }
  // The type is looked for in any case of letters first, then as it is written.
  const type = anyCase(json, 'kty');
  if (typeof type !== 'string' || !Object.hasOwn(PUBLIC, type) || (Object.hasOwn(json, 'kty') && json.kty !== type)) { return undefined; }
  const hasSecret = type !== 'oct' && anyCase(json, 'd') !== undefined;
  const needed = hasSecret ? [...PUBLIC[type], 'd'] : PUBLIC[type];
  const texts = [...TEXTS, ...(PUBLIC[type].includes('crv') ? ['crv'] : [])];
  const bytes = hasSecret ? BYTES[type] : PUBLIC[type].filter((name) => name !== 'crv');
  const isKey = needed.every((name) => Object.hasOwn(json, name))
    && texts.every((name) => isTextOrNull(json[name] ?? null))
    && bytes.every((name) => isBase64(json[name] ?? ''))
    && isListOfTexts(json.key_ops ?? null) && isCertificateChain(json.x5c ?? null);
  return isKey ? { isPrivate: hasSecret || type === 'oct' } : undefined;
}

function anyCase(json: JsonObject, name: string): Json | undefined {
  const key = Object.keys(json).filter((each) => each.toLowerCase() === name).pop();
  return key === undefined ? undefined : json[key];
}

function isTextOrNull(json: Json): boolean {
  return json === null || typeof json === 'string';
}

function isListOfTexts(json: Json): boolean {
  return json === null || (Array.isArray(json) && json.every(isTextOrNull));
}

/** Base64 of either alphabet, with or without padding. */
function isBase64(json: Json): json is string {
  if (typeof json !== 'string') { return false; }
  const char = /[+/]/.test(json) ? '[A-Za-z0-9+/]' : '[A-Za-z0-9_-]';
  const end = json.endsWith('=') ? `(?:${char}{2}==|${char}{3}=)` : `(?:${char}{2,3})?`;
  return new RegExp(`^(?:${char}{4})*${end}$`).test(json.replace(/[\r\n]/g, ''));
}

function isCertificateChain(json: Json): boolean {
  return json === null || (Array.isArray(json) && json.every((text) => isBase64(text ?? '') && isCertificate((text ?? '') as string)));
}

function isCertificate(text: string): boolean {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { X509Certificate: Certificate } = require('node:crypto') as { X509Certificate: typeof X509Certificate };
  try {
    new Certificate(Buffer.from(text, 'base64'));
    return true;
  } catch {
    return false;
  }
}
