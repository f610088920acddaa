import { type Field, show } from '../model/field';
import { canonical, type Json, type JsonObject } from '../model/json';

/** A place in the values of Istio's charts. */
export type ValuePath = readonly string[];

/** What a property of the installation says about a value of the charts. */
export interface ImpliedValue {
  readonly path: ValuePath;
  readonly value: Json;
  /** The property. */
  readonly by: Field;
  /** Whether istioctl has to be told; otherwise it sees to it itself, unless the values say something else. */
  readonly write: boolean;
}

/** A value of the charts; `undefined`, if the values do not say it. */
export function valueAt(values: { [key: string]: unknown } | undefined, path: ValuePath): unknown {
  let at: unknown = values;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) { return undefined; }
    at = (at as { [key: string]: unknown })[key];
  }
  return at;
}

/** The values with what other properties imply. istioctl prefers values, so they must not say something else. */
export function withImplied(
  values: { [key: string]: unknown } | undefined, implied: readonly ImpliedValue[], field: Field,
): { [key: string]: unknown } | undefined {
  let result = values;
  for (const { path, value, by, write } of implied) {
    const said = valueAt(values, path);
    if (said === undefined) {
      if (write) { result = put(result, path, value); }
    } else if (canonical(said as Json) !== canonical(value)) {
      throw path.reduce((at, key) => at.at(key), field).error(said, `left out or ${show(value)}, as ${by.path} says`, 'istioctl would take the value');
    }
  }
  return result;
}

function put(values: unknown, [key, ...rest]: ValuePath, value: Json): JsonObject {
  const object = typeof values === 'object' && values !== null ? values as JsonObject : {};
  return { ...object, [key]: rest.length === 0 ? value : put(object[key], rest, value) };
}
