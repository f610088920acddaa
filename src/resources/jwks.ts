import { URL } from 'node:url';
import { Field } from '../model/field';
import type { JsonObject } from '../model/json';

/** As long as the API server takes it. */
const MAX_URL_LENGTH = 2048;

/** Members of a key that only its owner may know. */
const PRIVATE = ['d', 'k'];

/**
 * The public keys that tell whether a token is its issuer's.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTRule
 */
export class Jwks {
  /** Fetched from a URL, and again when they change: `https://issuer.example.com/.well-known/jwks.json`. */
  public static uri(uri: string): Jwks {
    const field = new Field('Jwks.uri').at('uri');
    if (!isHttpUrl(uri)) { throw field.error(uri, 'an http or https URL'); }
    if (uri.length > MAX_URL_LENGTH) { throw field.error(uri, `at most ${MAX_URL_LENGTH} characters long (it has ${uri.length})`); }
    return new Jwks({ jwksUri: uri }, true);
  }

  /** Written here, as a JSON Web Key Set: `{"keys":[{"kty":"RSA",…}]}`. Whoever can read the object can read them. */
  public static inline(json: string): Jwks {
    const field = new Field('Jwks.inline').at('json');
    const keys = parseKeys(json);
    if (keys === undefined || keys.length === 0 || !keys.every((key) => typeof key.kty === 'string')) {
      throw field.error(json, 'a JSON Web Key Set with at least one key: {"keys":[{"kty":"RSA",…}]}');
    }
    const leaky = keys.findIndex((key) => PRIVATE.some((member) => member in key));
    if (leaky >= 0) { throw field.problem(`key ${leaky} of ${field.path} is a private one; it must be public`, 'publish its public half only'); }
    return new Jwks({ jwks: json }, false);
  }

  private constructor(
    private readonly json: JsonObject,
    /** @internal */
    public readonly _fetched: boolean,
  ) {}

  /** @internal */
  public _render(): JsonObject {
    return { ...this.json };
  }
}

function isHttpUrl(text: string): boolean {
  // Go refuses what JavaScript mends: blanks, missing slashes, broken escapes.
  if (!/^https?:\/\/[^/\s]\S*$/i.test(text) || /%(?![0-9a-f]{2})/i.test(text)) { return false; }
  try {
    return new URL(text).hostname !== '';
  } catch {
    return false;
  }
}

function parseKeys(json: string): { [member: string]: unknown }[] | undefined {
  try {
    const { keys } = JSON.parse(json) as { keys?: unknown };
    return Array.isArray(keys) && keys.every((key) => typeof key === 'object' && key !== null) ? keys : undefined;
  } catch {
    return undefined;
  }
}
