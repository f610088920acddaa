import type { AppObject } from './app-object';
import type { Cursor } from './cursor';
import { FIELDS } from '../../imports/fields';
import type { Json, JsonObject } from '../model/json';

/**
 * What a value may be, as imports/fields.ts has it: `s`, `i`, `n`, `b` for a text, an integer, a number and a boolean; `e` one of
 * some texts, `l` a list, `m` a map, `p` an object with these fields, of which `r` are required; 0 anything.
 */
type Node = 0 | 's' | 'i' | 'n' | 'b' | { e: string[] } | { l: Node } | { m: Node } | { p: { [name: string]: Node }; r?: string[] };

/** What in an object is not as its kind has it. */
export interface Mismatch {
  readonly place: Cursor;
  /** Whether there is a value in a field that does not exist; otherwise the value is missing, or not of the right type. */
  readonly isUnknown: boolean;
  /** What is allowed here: for a field that does not exist, the names of those that do. */
  readonly allowed: string;
  /** Where in the kind a field of that name exists. */
  readonly elsewhere: readonly string[];
}

/** Kinds without a meaning of their own when they have no spec. */
export const SPEC_REQUIRED: ReadonlySet<string> = new Set(['ServiceEntry', 'TrafficExtension', 'WasmPlugin', 'WorkloadEntry', 'WorkloadGroup']);
/** Second spellings that Istio's CRDs have. */
const ALIASES: ReadonlySet<string> = new Set(['mirror_percent', 'jwks_uri']);
/** What an object has beside its spec. */
const TOP: readonly string[] = ['apiVersion', 'kind', 'metadata', 'spec', 'status'];
/** Values that are allowed and that nobody should take. */
const UNWANTED: ReadonlySet<string> = new Set(['UNSPECIFIED', 'LEAST_CONN']);
const TYPES = { s: 'a text', i: 'an integer', n: 'a number', b: 'true or false' } as const;

/** The parsed specs: each is read when the first object of its kind is met. */
const parsed = new Map<string, Node>();

/** Whether the fields of the kind are known: those with a CRD of Istio. */
export function hasKnownFields(kind: string): boolean {
  return Object.hasOwn(FIELDS, kind);
}

/** What in an object of Istio is not as its kind has it. */
export function mismatchesOf(object: AppObject): Mismatch[] {
  const spec = specOf(object.kind);
  const found: Mismatch[] = [];
  const { fields } = object.root;
  if (spec === undefined || fields === undefined) { return found; }
  for (const name of Object.keys(fields)) {
    if (!TOP.includes(name) && fields[name] !== undefined && fields[name] !== null) {
      found.push({ place: object.root.at(name), isUnknown: true, allowed: TOP.join(', '), elsewhere: pathsTo(name, spec, 'spec') });
    }
  }
  if (SPEC_REQUIRED.has(object.kind) && (fields.spec ?? undefined) === undefined) {
    found.push({ place: object.root.at('spec'), isUnknown: false, allowed: 'given', elsewhere: [] });
  }
  walk(fields.spec ?? undefined, spec, ['spec'], (path, isUnknown, allowed) => {
    const name = path[path.length - 1];
    const elsewhere = isUnknown ? nearest(pathsTo(String(name), spec, 'spec'), path) : [];
    found.push({ place: object.root.at(...path), isUnknown, allowed, elsewhere });
  });
  return found;
}

function specOf(kind: string): Node | undefined {
  if (!hasKnownFields(kind)) { return undefined; }
  const known = parsed.get(kind) ?? JSON.parse(FIELDS[kind].spec) as Node;
  parsed.set(kind, known);
  return known;
}

type Path = ReadonlyArray<string | number>;
type Tell = (path: Path, isUnknown: boolean, allowed: string) => void;

/** Reads plain JSON and makes no cursors: nearly all objects are as they should be. */
function walk(json: Json | undefined, node: Node, path: Path, tell: Tell): void {
  if (json === undefined || json === null || node === 0) { return; }
  if (typeof node === 'string') {
    if (!isScalar(json, node)) { tell(path, false, TYPES[node]); }
  } else if ('e' in node) {
    if (typeof json !== 'string' || !node.e.includes(json)) { tell(path, false, `one of ${node.e.filter((value) => !UNWANTED.has(value)).join(', ')}`); }
  } else if ('l' in node) {
    if (!Array.isArray(json)) { return tell(path, false, 'a list'); }
    json.forEach((item, i) => {
      // In a list, null is an element; elsewhere it is no value.
      if (item === undefined || item === null) { tell([...path, i], false, allowedOf(node.l)); } else { walk(item, node.l, [...path, i], tell); }
    });
  } else if (typeof json !== 'object' || Array.isArray(json)) {
    tell(path, false, 'an object');
  } else if ('m' in node) {
    for (const key of Object.keys(json)) { walk(json[key], node.m, [...path, key], tell); }
  } else {
    walkFields(json, node, path, tell);
  }
}

function allowedOf(node: Node): string {
  if (node === 0) { return 'given'; }
  if (typeof node === 'string') { return TYPES[node]; }
  return 'l' in node ? 'a list' : 'e' in node ? 'one of its values' : 'an object';
}

function walkFields(json: JsonObject, { p, r }: { p: { [name: string]: Node }; r?: string[] }, path: Path, tell: Tell): void {
  for (const name of Object.keys(json)) {
    if (json[name] === undefined || json[name] === null || ALIASES.has(name)) { continue; }
    if (Object.hasOwn(p, name)) {
      walk(json[name], p[name], [...path, name], tell);
    } else {
      tell([...path, name], true, Object.keys(p).join(', '));
    }
  }
  for (const name of r ?? []) {
    if (json[name] === undefined || json[name] === null) { tell([...path, name], false, 'given'); }
  }
}

function isScalar(json: Json, type: 's' | 'i' | 'n' | 'b'): boolean {
  switch (type) {
    case 's': return typeof json === 'string';
    case 'i': return typeof json === 'number' && Number.isInteger(json);
    case 'n': return typeof json === 'number';
    case 'b': return typeof json === 'boolean';
  }
}

/** Those of the places that are below the object in which the field was looked for; all, if there are none. */
function nearest(places: string[], path: Path): string[] {
  const above = path.slice(0, -1).reduce<string>((text, key) => (typeof key === 'number' ? `${text}[]` : text === '' ? key : `${text}.${key}`), '');
  const below = places.filter((place) => place.startsWith(`${above}.`));
  return below.length === 0 ? places : below;
}

/** The places of fields of a name, `spec.subsets[].trafficPolicy`, the shortest first. */
function pathsTo(name: string, node: Node, path: string): string[] {
  if (node === 0 || typeof node === 'string' || 'e' in node) { return []; }
  if ('l' in node) { return pathsTo(name, node.l, `${path}[]`); }
  if ('m' in node) { return pathsTo(name, node.m, `${path}.*`); }
  const here = Object.hasOwn(node.p, name) ? [`${path}.${name}`] : [];
  const below = Object.keys(node.p).flatMap((field) => pathsTo(name, node.p[field], `${path}.${field}`));
  return [...here, ...below].sort((a, b) => a.length - b.length);
}
