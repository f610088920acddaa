import { byCodeUnit } from './json';
import {
  INEXPRESSIBLE, intersectPatterns, matchesPattern, normalPattern, NOTHING, patternContained, samePattern, type Pattern,
} from './pattern';

/**
 * What a request must have to be matched: all of these, one conjunction.
 *
 * `required` maps a property of the request to what its value must be; `forbidden` maps a header to what its value must
 * not be. Properties are named `path`, `method`, `scheme`, `authority`, `port`, `sourceNamespace`, `header:NAME`,
 * `query:NAME` and `sourceLabel:NAME`.
 */
export interface Conditions {
  readonly required: ReadonlyMap<string, Pattern>;
  readonly forbidden: ReadonlyMap<string, Pattern>;
}

/** A request as the model sees it: its properties, named as in `Conditions`. What it lacks is not in the map. */
export type RequestProperties = ReadonlyMap<string, string>;

/** No condition: every request. */
export const EVERYTHING: Conditions = { required: new Map(), forbidden: new Map() };

/** Properties that every request has, so that asking for their presence asks nothing. */
const ALWAYS_PRESENT = new Set(['path', 'method', 'scheme', 'authority', 'port', 'sourceNamespace']);

/** Whether a property is one of HTTP: connections that Istio does not look into have only the others. */
export function isHttpProperty(property: string): boolean {
  return !(property === 'port' || property === 'sourceNamespace' || property.startsWith('sourceLabel:'));
}

/** Whether a property tells where a request comes from. A gateway is asked by clients outside the mesh. */
export function isSourceProperty(property: string): boolean {
  return property === 'sourceNamespace' || property.startsWith('sourceLabel:');
}

/** Begins the name of a property that is known of all requests in question, and so neither rendered nor told to people. */
const KNOWN = '~';

/** The name of such a property. */
export function knownProperty(name: string): string {
  return `${KNOWN}${name}`;
}

/** The conditions that are left when what is known anyway is left out. */
export function withoutKnown(conditions: Conditions): Conditions {
  return { ...conditions, required: new Map([...conditions.required].filter(([property]) => !property.startsWith(KNOWN))) };
}

/** Whether nothing is asked, so that every request is meant. */
export function isEverything({ required, forbidden }: Conditions): boolean {
  return required.size === 0 && forbidden.size === 0;
}

/** Whether a request fulfils all conditions. */
export function fulfils(request: RequestProperties, conditions: Conditions): boolean {
  for (const [property, pattern] of conditions.required) {
    const value = request.get(property);
    if (value === undefined || !matchesPattern(pattern, value)) { return false; }
  }
  for (const [header, pattern] of conditions.forbidden) {
    if (hits(pattern, request.get(`header:${header}`))) { return false; }
  }
  return true;
}

/** Whether a forbidden pattern hits: a header that is missing counts as empty, unless presence itself is forbidden. */
function hits(pattern: Pattern, value: string | undefined): boolean {
  return value === undefined ? pattern.kind !== 'present' && matchesPattern(pattern, '') : matchesPattern(pattern, value);
}

/** Conditions in the one form that the model compares; `NOTHING` if no request can fulfil them. */
export function normalConditions(
  required: Iterable<[string, Pattern]>,
  forbidden: Iterable<[string, Pattern]>,
): Conditions | typeof NOTHING {
  const requires = new Map<string, Pattern>();
  for (const [property, pattern] of required) {
    if (pattern.kind === 'present' && ALWAYS_PRESENT.has(property)) { continue; }
    requires.set(property, normalPattern(pattern));
  }
  const forbids = new Map<string, Pattern>();
  for (const [header, pattern] of forbidden) {
    const wanted = requires.get(`header:${header}`);
    if (wanted !== undefined) {
      if (patternContained(wanted, pattern)) { return NOTHING; }
      if (intersectPatterns(wanted, pattern) === NOTHING) { continue; } // what is required already rules it out
    }
    forbids.set(header, pattern);
  }
  return { required: sorted(requires), forbidden: sorted(forbids) };
}

/** What fulfils both. */
export function intersectConditions(a: Conditions, b: Conditions): Conditions | typeof NOTHING | typeof INEXPRESSIBLE {
  if (isEverything(a) && isEverything(b)) { return EVERYTHING; }
  let inexpressible = false;
  const required = new Map(a.required);
  for (const [property, pattern] of b.required) {
    const other = required.get(property);
    const common = other === undefined ? pattern : intersectPatterns(other, pattern);
    if (common === NOTHING) { return NOTHING; }
    if (common === INEXPRESSIBLE) { inexpressible = true; } else { required.set(property, common); }
  }
  const forbidden = new Map(a.forbidden);
  for (const [header, pattern] of b.forbidden) {
    const other = forbidden.get(header);
    const both = other === undefined ? pattern : forbidBoth(other, pattern);
    if (both === NOTHING) { return NOTHING; }
    if (both === INEXPRESSIBLE) { inexpressible = true; } else { forbidden.set(header, both); }
  }
  const normal = normalConditions(required, forbidden);
  // A contradiction in one property settles it, whatever could not be said of another.
  if (normal === NOTHING) { return NOTHING; }
  return inexpressible ? INEXPRESSIBLE : normal;
}

/** One pattern that forbids what either forbids. Istio takes one for each header. */
function forbidBoth(a: Pattern, b: Pattern): Pattern | typeof NOTHING | typeof INEXPRESSIBLE {
  if (samePattern(a, b)) { return a; }
  if (a.kind === 'present' || b.kind === 'present') {
    // Only a missing header is left, which counts as empty for the other pattern.
    const other = a.kind === 'present' ? b : a;
    return hits(other, undefined) ? NOTHING : { kind: 'present' };
  }
  if (patternContained(a, b)) { return b; }
  if (patternContained(b, a)) { return a; }
  return INEXPRESSIBLE;
}

/** Whether all that fulfils `a` fulfils `b`. May say no where that is true but hard to see; never yes where it is not. */
export function conditionsContained(a: Conditions, b: Conditions): boolean {
  for (const [property, pattern] of b.required) {
    const narrower = a.required.get(property);
    if (narrower === undefined || !patternContained(narrower, pattern)) { return false; }
  }
  for (const [header, pattern] of b.forbidden) {
    const wanted = a.required.get(`header:${header}`);
    if (wanted !== undefined && intersectPatterns(wanted, pattern) === NOTHING) { continue; }
    const wider = a.forbidden.get(header);
    if (wider === undefined || !forbidsAll(wider, pattern)) { return false; }
  }
  return true;
}

/** Whether forbidding `wider` forbids all that `pattern` would. */
function forbidsAll(wider: Pattern, pattern: Pattern): boolean {
  if (!patternContained(pattern, wider)) { return false; }
  // Forbidding presence lets a missing header pass, which counts as empty for another pattern.
  return wider.kind !== 'present' || pattern.kind === 'present' || !hits(pattern, undefined);
}

/** Whether no request fulfils both. May say no where that is true but hard to see; never yes where it is not. */
export function apart(a: Conditions, b: Conditions): boolean {
  return !isEverything(a) && !isEverything(b) && intersectConditions(a, b) === NOTHING;
}

/** The conditions as a text that is the same for the same conditions, and that sorts deterministically. */
export function conditionsKey(conditions: Conditions): string {
  if (isEverything(conditions)) { return ''; }
  const parts = [
    ...[...conditions.required].map(([property, pattern]) => `${property} ${patternKey(pattern)}`),
    ...[...conditions.forbidden].map(([header, pattern]) => `!header:${header} ${patternKey(pattern)}`),
  ];
  return parts.join('\n');
}

function patternKey(pattern: Pattern): string {
  if (pattern.kind === 'present') { return 'present'; }
  const insensitive = pattern.kind !== 'regex' && pattern.ignoreCase === true ? '/i' : '';
  return `${pattern.kind}${insensitive} ${JSON.stringify(pattern.value)}`;
}

function sorted(patterns: Map<string, Pattern>): Map<string, Pattern> {
  return patterns.size < 2 ? patterns : new Map([...patterns].sort(([a], [b]) => byCodeUnit(a, b)));
}
