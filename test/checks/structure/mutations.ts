import type { Json, JsonObject } from '../../../src/model/json';
import type { Schema } from '../../../src/model/structure/schema';

/** Numbers that look random and are the same each time: Lehmer's sequence from a seed. */
export function randomOf(seed: number): (below: number) => number {
  const modulus = 2 ** 31 - 1;
  let state = seed % (modulus - 1) + 1;
  return (below) => {
    state = state * 48_271 % modulus;
    return Math.floor(state / modulus * below);
  };
}

type Random = ReturnType<typeof randomOf>;

const NUMBERS = [-1, 0, 1, 2, 99, 100, 101, 199, 200, 599, 600, 1.5, 65535, 65536, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, -(2 ** 31) - 1];
const TEXTS = [
  '', '*', 'a', 'a*b', 'A', '/', '0s', '1ms', '999us', '1h', '-5s', '1.5s', '.5s', 's', '1d', '1h30m5s10ms', '+2s', '9223372036s', '9223372037s', 'unix://', 'unix:///a',
  'unix:///a/', 'unix://@a', 'unix://a', 'http://a', 'https://a.com/x?y#z', 'HTTP://a', 'ftp://a', 'oci://a/b:1', 'file:///a', 'http://%zz', 'http://a b',
  'http://[::1]:80/', 'http://[::1', 'http://a:b', 'http://a:80', '//a', '/a', 'a.b/c:d', ':a', 'http://u:p@h/', 'http://a/%zz', 'http://a/#%zz',
  'http:a', 'a:b', 'http://', 'http://a|b', '10.0.0.0/8', '10.0.0.1', 'a.example.com', 'YWJj', 'YWJ', 'x'.repeat(63), 'x'.repeat(64), 'x'.repeat(254), 'x'.repeat(257),
  'DNS', 'DNS_ROUND_ROBIN', 'NONE', 'STATIC', 'UPSERT', 'REMOVE', 'WAYPOINT', 'HOST', 'ä'.repeat(63), 'a'.repeat(64), 'f'.repeat(64),
];
/** Those that the webhook tells apart: hosts, addresses, headers, regular expressions, labels, names of conditions and statuses. */
const TELLING_WEBHOOK = [
  'shop', 'shop.example.com', '*.example.com', '*.com', 'foo.*.com', '*foo.com', 'a..b', '-a.com', 'a_b.com', 'A.com', '1.2.3.4', '::1', '1.2.3.4:80', 'shop/*', './*', '~/*',
  '*/*', '*/shop', 'shop/shop.example.com', '/shop', 'shop/', 'mesh', 'shop/edge', '.', '~', '10.0.0.0/33', '10.0.0.1/8', '2001:db8::/32', '999.1.1.1', 'x-user', 'x user', 'X-User',
  ':path', ':authority', 'host', '@request.auth.claims.group', 'a\nb', 'a%b', '%DOWNSTREAM_REMOTE_ADDRESS%', '(', '[a-z]+', 'a(?!b)', '^/v1/.*$', '*a', 'a*', '5xx', '5xx,503', '5xx,strange', '503', '99',
  'UNAVAILABLE', 'unavailable', 'GET', 'get', '/a/{*}', '/a/{**}/b', '/a/{b}', 'request.headers[x-user]', 'request.headers', 'source.ip', 'strange.key', 'https://issuer.example.com',
  'https://issuer.example.com/jwks', '{"keys":[]}', '{"keys":', 'response.code >= 400', 'response.code >=', 'key=value', 'a b', 'P-256', 'ECDHE-RSA-AES128-GCM-SHA256', 'us-east1/zone1/sub', 'us-east1/*', 'a/*/b',
  'ISTIO_MUTUAL', 'MUTUAL', 'SIMPLE', 'DISABLE', 'PASSTHROUGH', 'AUTO_PASSTHROUGH', 'HTTP', 'HTTPS', 'TCP', 'TLS', 'UDP', 'http', 'sha256:abc', '$hide_from_ui', 'topology.kubernetes.io/region',
];
/** Those that rules tell apart. */
const TELLING = ['*', 'a*b', '', 'a', 'unix:///a', 'unix://a/', '10.0.0.0/8', '0s', '2s', 'ftp://a', 'HOST'];
const KEYS = ['', 'a', 'a*', '80', '0', '65536', 'x', '-1', 'a_b', '-a', 'x'.repeat(62), 'x'.repeat(63), 'http'];

/** A place in an object: what holds it, and where there. */
interface Place {
  readonly holder: JsonObject | Json[];
  readonly key: string | number;
  readonly schema: Schema | undefined;
  readonly holding: Schema | undefined;
}

/** An object with one thing changed, so that it is wrong more often than not. */
export function mutated(object: JsonObject, schema: Schema, random: Random): JsonObject {
  const copy = structuredClone(object);
  const places: Place[] = [];
  collect(copy, 'spec', schema.properties?.spec, schema, places);
  // Few places have rules of their own, and rules are what is easiest to get wrong.
  const ruled = places.filter((place) => place.schema?.['x-kubernetes-validations'] !== undefined);
  const among = ruled.length > 0 && random(3) === 0 ? ruled : places;
  change(among[random(among.length)], random);
  return copy;
}

function collect(holder: JsonObject | Json[], key: string | number, schema: Schema | undefined, holding: Schema | undefined, places: Place[]): void {
  places.push({ holder, key, schema, holding });
  const value = read(holder, key);
  if (Array.isArray(value)) { value.forEach((_, i) => collect(value, i, schema?.items, schema, places)); }
  if (isObject(value)) { for (const name of Object.keys(value)) { collect(value, name, schemaAt(schema, name), schema, places); } }
}

function schemaAt(schema: Schema | undefined, name: string): Schema | undefined {
  const { additionalProperties } = schema ?? {};
  return schema?.properties?.[name] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
}

function change({ holder, key, schema, holding }: Place, random: Random): void {
  const pick = <T>(list: readonly T[]): T => pickOf(list, random);
  const value = read(holder, key);
  const put = (to: Json) => { write(holder, key, to); };
  const changes: Array<() => void> = [
    () => { put(pick<Json>([3, 'text', '80', true, [], {}, [null], { a: 'b' }, ['a'], 1.5])); },
  ];
  if (!Array.isArray(holder) && typeof key === 'string') {
    const name = pick([`${key}s`, key.slice(0, -1), key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), 'strange', key.toUpperCase()]);
    changes.push(() => { delete holder[key]; });
    changes.push(() => { delete holder[key]; holder[name] = value; });
  }
  if (typeof value === 'number') { changes.push(() => { put(pick(NUMBERS)); }, () => { put(pick(NUMBERS)); }); }
  if (typeof value === 'string') { changes.push(() => { put(pick(TELLING)); }, () => { put(pick(TEXTS)); }, () => { put(pick(TELLING_WEBHOOK)); }, () => { put(pick(TELLING_WEBHOOK)); }); }
  if (schema?.enum !== undefined) { changes.push(() => { put(pick(schema.enum as string[])); }, () => { put('STRANGE'); }); }
  if (Array.isArray(value)) {
    changes.push(() => { put([]); });
    if (value.length > 0) {
      changes.push(() => { value.push(structuredClone(pick(value))); }, () => { put(Array.from({ length: 300 }, () => structuredClone(value[0]))); });
    }
  }
  if (isObject(value)) {
    changes.push(() => { value.strange = 1; }, () => { put({}); }, () => { value[pick(KEYS)] = pick<Json>(['a', '*', {}, 80]); });
    const names = Object.keys(schema?.properties ?? {}).filter((name) => value[name] === undefined);
    // Fields that exclude each other are mostly left out.
    const add = () => { const name = pick(names); value[name] = made(schema?.properties?.[name] as Schema, random); };
    if (names.length > 0) { changes.push(add, add, add); }
    if (schema?.['x-kubernetes-validations'] !== undefined) {
      const all = Object.keys(schema.properties ?? {});
      const several = () => {
        for (const name of [pick(all), pick(all), pick(all)]) { value[name] = made(schema.properties?.[name] as Schema, random); }
      };
      if (all.length > 0) { changes.push(several, several, several); }
    }
  }
  if (holding?.['x-kubernetes-list-type'] !== undefined && Array.isArray(holder)) { changes.push(() => { holder.push(structuredClone(value ?? null)); }); }
  pick(changes)();
}

/** A small value of a schema, within its bounds as far as these are simple. */
function made(schema: Schema, random: Random): Json {
  if (schema.enum !== undefined) { return schema.enum[random(schema.enum.length)] as Json; }
  switch (schema.type) {
    case 'object': {
      const { properties = {}, required = [], additionalProperties } = schema;
      if (typeof additionalProperties === 'object') { return { [KEYS[random(KEYS.length)]]: made(additionalProperties, random) }; }
      return Object.fromEntries(Object.keys(properties).filter((name) => required.includes(name) || random(3) === 0)
        .map((name) => [name, made(properties[name], random)]));
    }
    case 'array': return Array.from({ length: random(3) }, () => made(schema.items ?? {}, random));
    case 'integer': case 'number': return random(2) === 0 ? NUMBERS[random(NUMBERS.length)] : Math.max(1, schema.minimum ?? 1);
    case 'boolean': return random(2) === 0;
    default: return pickOf(pickOf([TELLING, TEXTS, TELLING_WEBHOOK, TELLING_WEBHOOK], random), random);
  }
}

function pickOf<T>(list: readonly T[], random: Random): T {
  return list[random(list.length)];
}

function read(holder: JsonObject | Json[], key: string | number): Json | undefined {
  return (holder as JsonObject)[key];
}

function write(holder: JsonObject | Json[], key: string | number, value: Json): void {
  (holder as JsonObject)[key] = value;
}

function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
