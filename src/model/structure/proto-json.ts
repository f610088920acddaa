import { type Schema, resolved } from './schema';
import type { Json, JsonObject } from '../json';

/**
 * JSON as Istio's messages read it: names of fields also in snake case, numbers also as texts, values of enumerations also as
 * numbers (which are left out here, as nobody writes them). What is returned has the names and types of the schema.
 */
export function protoJson(json: Json, given: Schema): Json {
  const schema = resolved(given);
  if (Array.isArray(json)) { return schema.items === undefined ? json : json.map((item) => protoJson(item ?? null, schema.items as Schema)); }
  if (typeof json === 'object' && json !== null) {
    const { properties = {}, additionalProperties: values } = schema;
    return Object.fromEntries(Object.entries(json).map(([written, value]) => {
      const name = Object.hasOwn(properties, written) ? written : Object.hasOwn(properties, camelCase(written)) ? camelCase(written) : written;
      const below = Object.hasOwn(properties, name) ? properties[name] : typeof values === 'object' ? values : {};
      return [name, protoJson(value ?? null, below)];
    }));
  }
  if (typeof json === 'string' && (schema.type === 'integer' || schema.type === 'number') && /^-?\d+(\.\d+)?$/.test(json)) { return Number(json); }
  return Number.isInteger(json) && schema.enum !== undefined ? null : json;
}

function camelCase(name: string): string {
  return name.replace(/_([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** An IstioOperator as istioctl reads it: its MeshConfig and its values are messages, the rest is plain JSON. */
export function operatorJson(operator: JsonObject, { properties }: Schema): JsonObject {
  const { spec } = operator;
  if (typeof spec !== 'object' || spec === null || Array.isArray(spec)) { return operator; }
  const parts = resolved(properties?.spec ?? {}).properties ?? {};
  const read = ['meshConfig', 'values'].filter((name) => spec[name] !== undefined).map((name) => [name, protoJson(spec[name] ?? null, parts[name] ?? {})]);
  return { ...operator, spec: { ...spec, ...Object.fromEntries(read) as JsonObject } };
}
