import * as fc from 'fast-check';
import { type Conditions, EVERYTHING, normalConditions, type RequestProperties } from '../../src/model/conditions';
import type { Facet, Forward, Scope, Treatment } from '../../src/model/facet';
import type { Json } from '../../src/model/json';
import { prefixOf } from '../../src/model/path-change';
import { NOTHING, type Pattern } from '../../src/model/pattern';

/** Texts from few letters, so that generated patterns overlap, nest and miss each other often. */
const PATHS = ['/', '/a', '/ab', '/abc', '/b', '/a/b', '/A', '/AB/c', '/a1', '/a12'];
const VALUES = ['', 'a', 'ab', 'abc', 'b', 'ba'];
const HEADERS = ['x', 'y', 'z'];
const QUERIES = ['q', 'r'];
const REGEXES = ['a', 'a.*', 'ab+', '[ab]+', 'b.*', 'a|b', '(a|b)c?'];
const PATH_REGEXES = ['/a[0-9]+', '/a.*', '/(a|b)', '/b+', '/.*'];

const valuePattern: fc.Arbitrary<Pattern> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...VALUES).map((value): Pattern => ({ kind: 'exact', value })) },
  { weight: 3, arbitrary: fc.constantFrom(...VALUES.slice(1)).map((value): Pattern => ({ kind: 'prefix', value })) },
  { weight: 1, arbitrary: fc.constantFrom(...REGEXES).map((value): Pattern => ({ kind: 'regex', value })) },
  { weight: 2, arbitrary: fc.constant<Pattern>({ kind: 'present' }) },
);

const pathPattern: fc.Arbitrary<Pattern> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...PATHS), fc.boolean()).map(([value, ic]): Pattern => ({ kind: 'exact', value, ...(ic ? { ignoreCase: true } : {}) })) },
  { weight: 5, arbitrary: fc.tuple(fc.constantFrom(...PATHS), fc.boolean()).map(([value, ic]): Pattern => ({ kind: 'prefix', value, ...(ic ? { ignoreCase: true } : {}) })) },
  { weight: 1, arbitrary: fc.constantFrom(...PATH_REGEXES).map((value): Pattern => ({ kind: 'regex', value })) },
);

export const pattern: fc.Arbitrary<Pattern> = fc.oneof(valuePattern, pathPattern);

const requirement: fc.Arbitrary<[string, Pattern]> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...HEADERS).map((name) => `header:${name}`), valuePattern) },
  { weight: 4, arbitrary: fc.tuple(fc.constant('path'), pathPattern) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...QUERIES).map((name) => `query:${name}`), valuePattern) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('method'), fc.constantFrom('GET', 'POST').map((value): Pattern => ({ kind: 'exact', value }))) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('port'), fc.constantFrom('80', '90').map((value): Pattern => ({ kind: 'exact', value }))) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('sourceLabel:app'), fc.constantFrom('web', 'job').map((value): Pattern => ({ kind: 'exact', value }))) },
);

/** One conjunction, of none to three conditions and sometimes a forbidden header. */
export const conditions: fc.Arbitrary<Conditions> = fc.tuple(
  fc.array(requirement, { maxLength: 3 }),
  fc.oneof({ weight: 4, arbitrary: fc.constant<[string, Pattern][]>([]) },
    { weight: 1, arbitrary: fc.array(fc.tuple(fc.constantFrom(...HEADERS), valuePattern), { maxLength: 1 }) }),
).map(([required, forbidden]) => normalConditions(required, forbidden))
  .filter((found): found is Conditions => found !== NOTHING);

/** A request, from the same few texts. */
export const request: fc.Arbitrary<RequestProperties> = fc.record({
  path: fc.constantFrom(...PATHS, '/abcd', '/a/b/c', '/c'),
  method: fc.constantFrom('GET', 'POST', 'PUT'),
  port: fc.constantFrom('80', '90', '91'),
  headers: fc.dictionary(fc.constantFrom(...HEADERS), fc.constantFrom(...VALUES), { maxKeys: 3 }),
  query: fc.dictionary(fc.constantFrom(...QUERIES), fc.constantFrom(...VALUES), { maxKeys: 2 }),
  app: fc.constantFrom('web', 'job', undefined),
}).map(({ path, method, port, headers, query, app }) => new Map<string, string>([
  ['path', path], ['method', method], ['port', port], ['scheme', 'http'], ['authority', 'host'], ['sourceNamespace', 'default'],
  ...Object.entries(headers).map(([name, value]): [string, string] => [`header:${name}`, value]),
  ...Object.entries(query).map(([name, value]): [string, string] => [`query:${name}`, value]),
  ...(app === undefined ? [] : [['sourceLabel:app', app] as [string, string]]),
]));

const says: fc.Arbitrary<Treatment> = fc.oneof(
  fc.constantFrom(1, 2).map((n) => ({ forward: { split: [{ host: 'h', subset: `v${n}` }] } })),
  fc.constantFrom('1s', '2s').map((timeout) => ({ timeout })),
  fc.constantFrom(1, 2).map((attempts) => ({ retries: { attempts } })),
  fc.constantFrom('1s', '2s').map((fixedDelay) => ({ 'fault.delay': { fixedDelay } })),
  fc.constantFrom(500, 503).map((httpStatus) => ({ 'fault.abort': { httpStatus } })),
  fc.tuple(fc.constantFrom('m', 'n'), fc.constantFrom(10, 100)).map(([host, percentage]) => ({ [`mirror ${host}`]: { host, percentage } })),
  fc.constantFrom('1', '2').map((set) => ({ 'header request a': { set } })),
  fc.constantFrom<Json>({ set: '1' }, { add: '2' }, { remove: true }).map((operation) => ({ 'header response b': operation })),
  fc.constantFrom('a', 'b').map((exact) => ({ corsPolicy: { allowOrigins: [{ exact }] } })),
  fc.constantFrom('/t', '/u/').map((to) => ({ 'rewrite.path': { to } })),
  fc.constant({ 'rewrite.path': { regex: { match: 'a+', rewrite: '-' } } }),
  fc.constantFrom('a', 'b').map((authority) => ({ 'rewrite.authority': authority })),
  fc.constant({ forward: { redirect: { uri: '/r' } } }),
  fc.constantFrom('/t', '/u/').map((to) => ({ forward: { redirect: { scheme: 'https' }, redirectPath: { to } } })),
  fc.constantFrom(200, 404).map((status) => ({ forward: { directResponse: { status } } })),
  fc.constant({ 'timeout': '3s', 'retries': { attempts: 3 }, 'fault.delay': { fixedDelay: '3s' } }),
);

const facetWith = (match: fc.Arbitrary<Conditions[]>): fc.Arbitrary<Facet> => fc.record({
  owner: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f').map((id) => `chart/${id}`),
  match,
  priority: fc.constantFrom(0, 0, 0, 1, 2),
  says,
}).map((facet) => withPrefix({ ...facet, name: facet.owner.slice('chart/'.length) }));

/** What a facet says of the path is about the prefix of its one match, as patterns take care of. */
function withPrefix(facet: Facet): Facet {
  const { forward, 'rewrite.path': path, ...rest } = facet.says;
  const { redirect, redirectPath } = (forward ?? {}) as Forward;
  const change = redirectPath ?? path as { readonly to?: string } | undefined;
  if (change?.to === undefined) { return facet; }
  const match = facet.match.slice(0, 1);
  const prefix = prefixOf(match[0] ?? EVERYTHING);
  const said = { ...prefix, to: change.to };
  if (redirectPath === undefined) { return { ...facet, match, says: { ...rest, 'rewrite.path': said } }; }
  const answer = prefix === undefined ? { redirect: { ...redirect, uri: change.to } } : { redirect, redirectPath: said };
  return { ...facet, match, says: { ...rest, forward: answer as Json } };
}

/** Facets that take their conditions from a small pool, so that equal and nested ones are common. */
export const facets: fc.Arbitrary<Facet[]> = fc.array(conditions, { minLength: 1, maxLength: 3 }).chain((pool) =>
  fc.array(facetWith(fc.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...pool) }, { weight: 1, arbitrary: conditions }), { maxLength: 2 })),
    { maxLength: 5 }));

/** The mesh's one scope, or several exposures of a gateway's host. */
export const scopes: fc.Arbitrary<Scope[]> = fc.oneof(
  { weight: 2, arbitrary: facets.map((mine) => [scope('h', [], mine)]) },
  { weight: 1, arbitrary: fc.tuple(facets, facets, conditions).map(([a, b, part]) => [scope('h', [part], a), scope('i', [], b)]) },
);

function scope(host: string, match: Conditions[], mine: Facet[]): Scope {
  return { owner: `chart/${host}`, name: host, match, priority: 0, host, facets: mine };
}
