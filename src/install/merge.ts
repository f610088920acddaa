import type { Json, JsonObject } from '../model/json';

/** Both, where the second wins: objects are merged, all else is replaced. As Helm and istioctl merge values. */
export function merged(under: JsonObject, over: JsonObject): JsonObject {
  const result: JsonObject = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const before = result[key];
    result[key] = isObject(before) && isObject(value) ? merged(before, value) : value;
  }
  return result;
}

/** An object with one value, at the end of a path. */
export function at(path: readonly string[], value: Json): JsonObject {
  const [key, ...rest] = path;
  return { [key]: rest.length === 0 ? value : at(rest, value) };
}

/** Whether a value has members. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
