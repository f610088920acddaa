import type { Schema } from './schema';
import type { JsonObject } from '../json';

/** What a value must be that fits none, or several, of the alternatives of its schema: they differ in the fields that are set. */
export function choiceText(json: JsonObject, alternatives: readonly Schema[]): string {
  const names = [...new Set(alternatives.flatMap(requiredOf))];
  const given = names.filter((name) => Object.hasOwn(json, name));
  const quoted = (list: readonly string[]) => list.map((name) => `"${name}"`).join(', ');
  if (given.length === 0) { return `has none of ${quoted(names)}; it must have one`; }
  return `has ${quoted(given)}; it must have one at most of ${quoted(names)}`;
}

function requiredOf(schema: Schema): string[] {
  const below = [...schema.oneOf ?? [], ...schema.anyOf ?? [], ...schema.allOf ?? [], ...schema.not === undefined ? [] : [schema.not]];
  return [...schema.required ?? [], ...below.flatMap(requiredOf)];
}
