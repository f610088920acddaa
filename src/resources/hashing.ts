import type { Duration } from 'cdk8s';
import { renderDuration } from './duration';
import { requireHeaderName } from './headers';
import { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requireInteger, requireText } from '../model/require';

/** An attribute of a cookie: `SameSite=Strict`. */
export interface CookieAttribute {
  /** Its name. */
  readonly name: string;

  /**
   * Its value.
   *
   * @default - none
   */
  readonly value?: string;
}

/** The cookie that the proxy makes for clients that have none. */
export interface HashCookieOptions {
  /**
   * How long it lives; 0 for as long as the browser is open.
   *
   * @default - the proxy makes none
   */
  readonly ttl?: Duration;

  /**
   * The path that it is for.
   *
   * @default - none
   */
  readonly path?: string;

  /**
   * Its other attributes.
   *
   * @default - none
   */
  readonly attributes?: CookieAttribute[];
}

/** What of a request decides which endpoint it goes to: equal keys go to the same one. */
export class HashKey {
  /** A header. */
  public static header(name: string): HashKey {
    return new HashKey({ httpHeaderName: requireHeaderName(name, new Field('HashKey.header').at('name')) });
  }

  /** A cookie. */
  public static cookie(name: string, options: HashCookieOptions = {}): HashKey {
    const field = new Field('HashKey.cookie');
    const attributes = options.attributes ?? [];
    attributes.forEach((attribute, i) => {
      const at = field.at('attributes').at(i).at('name');
      requireText(attribute.name, at);
      if (attributes.findIndex((other) => other.name === attribute.name) < i) { throw at.error(attribute.name, 'given once'); }
    });
    return new HashKey({
      httpCookie: defined({
        name: requireText(name, field.at('name')),
        path: options.path,
        ttl: given(options.ttl, (ttl) => renderDuration(ttl, field.at('ttl'), 0)),
        attributes: given(options.attributes, (all) => all.map((one) => defined({ name: one.name, value: one.value }))),
      }),
    });
  }

  /** The address of the client. */
  public static sourceIp(): HashKey {
    return new HashKey({ useSourceIp: true });
  }

  /** A parameter in the query. */
  public static queryParameter(name: string): HashKey {
    return new HashKey({ httpQueryParameterName: requireText(name, new Field('HashKey.queryParameter').at('name')) });
  }

  private constructor(private readonly json: JsonObject) {}

  /** @internal */
  public _render(): JsonObject {
    return { ...this.json };
  }
}

/** How keys are spread over endpoints, so that few move when endpoints come and go. */
export class HashRing {
  /** A ring with at least so many places: more places, more even shares. */
  public static ring(minimumSize: number): HashRing {
    requireInteger(minimumSize, new Field('HashRing.ring').at('minimumSize'), 1, 8388608);
    return new HashRing({ ringHash: { minimumRingSize: minimumSize } });
  }

  /** Maglev, with a table of so many places: a prime below 5000011. Envoy's own size is 65537. */
  public static maglev(tableSize: number): HashRing {
    const field = new Field('HashRing.maglev').at('tableSize');
    requireInteger(tableSize, field, 2, 5000010);
    if (!isPrime(tableSize)) { throw field.error(tableSize, 'a prime number'); }
    return new HashRing({ maglev: { tableSize } });
  }

  private constructor(private readonly json: JsonObject) {}

  /** @internal */
  public _render(): JsonObject {
    return { ...this.json };
  }
}

function isPrime(n: number): boolean {
  if (n < 4) { return true; }
  if (n % 2 === 0) { return false; }
  for (let factor = 3; factor * factor <= n; factor += 2) {
    if (n % factor === 0) { return false; }
  }
  return true;
}
