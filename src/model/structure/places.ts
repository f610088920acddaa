import { resolved, type Schema } from './schema';

/** The fields that an object may have, without second spellings; `undefined` if it may have any. */
export function knownFields(schema: Schema): string[] | undefined {
  const { properties, additionalProperties } = schema;
  if (schema['x-kubernetes-preserve-unknown-fields'] === true || (additionalProperties !== undefined && additionalProperties !== false)) { return undefined; }
  const aliases = schema['x-aliases'] ?? [];
  return Object.keys(properties ?? {}).filter((name) => !aliases.includes(name)).sort();
}

/** Where a schema has fields of a name: `spec.subsets[].trafficPolicy`, the shortest first. */
export function placesOf(name: string, schema: Schema): string[] {
  return [...places(name, resolved(schema), '')].sort((a, b) => a.length - b.length);
}

function* places(name: string, schema: Schema, path: string): Iterable<string> {
  for (const field of knownFields(schema) ?? []) {
    const below = path === '' ? field : `${path}.${field}`;
    if (field === name) { yield below; }
    yield* places(name, resolved(schema.properties?.[field] ?? {}), below);
  }
  if (schema.items !== undefined) { yield* places(name, resolved(schema.items), `${path}[]`); }
  if (typeof schema.additionalProperties === 'object') { yield* places(name, resolved(schema.additionalProperties), `${path}.*`); }
}
