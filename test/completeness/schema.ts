import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A schema of a CRD, as far as it says which fields there are. */
export interface Schema {
  readonly '$ref'?: string;
  readonly 'type'?: string;
  readonly 'format'?: string;
  readonly 'enum'?: readonly string[];
  readonly 'properties'?: { readonly [name: string]: Schema };
  readonly 'items'?: Schema;
  readonly 'additionalProperties'?: Schema | boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
}

interface Kind {
  readonly kind: string;
  readonly group: string;
  readonly version: string;
  readonly schema: Schema;
}

const FILE = JSON.parse(readFileSync(join(__dirname, '../../imports/schema.json'), 'utf8')) as {
  readonly definitions: { readonly [name: string]: Schema };
  readonly kinds: readonly Kind[];
};

/** The kinds, in the order of their names. */
export const KINDS: readonly string[] = FILE.kinds.map(({ kind }) => kind).sort();

/** The schema of the `spec` of a kind. */
export function specOf(kind: string): Schema {
  const spec = FILE.kinds.find((one) => one.kind === kind)?.schema.properties?.spec;
  if (spec === undefined) { throw new Error(`there is no schema of ${kind}`); }
  return resolved(spec);
}

/** The schema, and not a reference to it. */
export function resolved(schema: Schema): Schema {
  if (schema.$ref === undefined) { return schema; }
  return FILE.definitions[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)];
}

/** The schemas within one, by what is appended to its path: `.name`, `[]` for elements, `.*` for members of any name. */
export function inner(schema: Schema): { readonly [step: string]: Schema } {
  const { properties, items, additionalProperties } = schema;
  if (properties !== undefined) {
    return Object.fromEntries(Object.entries(properties).map(([name, property]) => [`.${name}`, resolved(property)]));
  }
  if (items !== undefined) { return { '[]': resolved(items) }; }
  return typeof additionalProperties === 'object' ? { '.*': resolved(additionalProperties) } : {};
}

/**
 * What a schema can say: the paths of all fields that have no fields within (`spec.http[].timeout`), and one more for each
 * value of an enum (`spec.mtls.mode=STRICT`).
 */
export function leaves(schema: Schema, path: string): string[] {
  const steps = Object.entries(inner(schema));
  if (steps.length > 0) { return steps.flatMap(([step, within]) => leaves(within, path + step)); }
  return [path, ...(schema.enum ?? []).map((value) => `${path}=${value}`)];
}

/** What a value says of it. Fields that the schema does not have are an error. */
export function said(value: unknown, schema: Schema, path: string): string[] {
  const steps = inner(schema);
  if (Object.keys(steps).length === 0) { return [path, ...(schema.enum === undefined ? [] : [`${path}=${String(value)}`])]; }
  if (Array.isArray(value)) { return value.flatMap((element) => said(element, steps['[]'], `${path}[]`)); }
  return Object.entries(value as object).flatMap(([name, member]) => {
    const step = '.*' in steps ? '.*' : `.${name}`;
    if (!(step in steps)) { throw new Error(`the schema has no ${path}.${name}`); }
    return said(member, steps[step], path + step);
  });
}

/** The schema of a path that begins at `spec`. */
export function schemaAt(spec: Schema, path: string): Schema {
  let at = spec;
  for (const step of path.match(/\.[^.[]+|\[\]/g) ?? []) { at = inner(at)[step]; }
  return at;
}
