/** Plain data as it is rendered. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A plain object; members that are `undefined` are not rendered. */
export interface JsonObject {
  [key: string]: Json | undefined;
}

/**
 * A text that is equal for equal data, whatever the order of keys: the identity of values in the model.
 */
export function canonical(value: Json | undefined): string {
  if (value === undefined) { return ''; }
  if (value === null || typeof value !== 'object') { return JSON.stringify(value); }
  if (Array.isArray(value)) { return `[${value.map(canonical).join(',')}]`; }
  const members = Object.keys(value).filter((key) => value[key] !== undefined).sort(byCodeUnit);
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

/** Whether two values are equal data: whether `canonical` has one text for both. */
export function sameData(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) { return true; }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) { return canonical(a) === canonical(b); }
  if (Array.isArray(a)) { return Array.isArray(b) && a.length === b.length && a.every((item, i) => sameData(item, b[i])); }
  if (Array.isArray(b)) { return false; }
  const members = Object.keys(a).filter((key) => a[key] !== undefined);
  return members.every((key) => sameData(a[key], b[key])) && members.length === Object.keys(b).filter((key) => b[key] !== undefined).length;
}

/** A copy that shares no object and no list. Members that are read when the objects are written stay what they are. */
export function copyOf<T extends Json>(value: T): T {
  if (Array.isArray(value)) { return value.map(copyOf) as T; }
  if (value === null || Object.getPrototypeOf(value) !== Object.prototype) { return value; }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, member === undefined ? undefined : copyOf(member as Json)])) as T;
}

/** Orders texts alike on every machine: no locale takes part. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The members of a map by name: a map has no order, in other languages one of each run. For what becomes a text or a list. */
export function entriesByName<T>(map: { readonly [name: string]: T }): Array<[string, T]> {
  return Object.entries(map).sort(([a], [b]) => byCodeUnit(a, b));
}

/** Data whose maps, at any depth, have their members by name. */
export function inNameOrder<T>(value: T): T {
  if (Array.isArray(value)) { return value.map(inNameOrder) as T; }
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) { return value; }
  return Object.fromEntries(entriesByName(value as { [name: string]: unknown }).map(([name, member]) => [name, inNameOrder(member)])) as T;
}

/** The object without the members that are `undefined`. Other values stay, zero, `false` and empty ones too. */
export function defined<T extends object>(value: T): T {
  const members = value as { readonly [key: string]: unknown };
  const result: { [key: string]: unknown } = {};
  for (const key of Object.keys(value)) {
    if (members[key] !== undefined) { result[key] = members[key]; }
  }
  return result as T;
}

/** Maps a value that is given; `undefined` stays `undefined`, and so is not rendered. */
export function given<T, R>(value: T | undefined, map: (value: T) => R): R | undefined {
  return value === undefined ? undefined : map(value);
}

/** The list; `undefined`, and so not rendered, if it is empty. For lists that mean nothing when they are empty. */
export function some<T>(list: T[]): T[] | undefined {
  return list.length === 0 ? undefined : list;
}
