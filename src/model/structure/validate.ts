import { choiceText } from './choice';
import type { Problem, Wrong } from './problem';
import { RULES } from './rules';
import { type KindSchema, type Schema, istioStructure } from './schema';
import { outOfBounds } from './value-bounds';
import { show } from '../field';
import { type Json, type JsonObject, canonical } from '../json';

type Path = ReadonlyArray<string | number>;

/** The fields of every object; Kubernetes has their schema, and the status is not for apps to write. */
const OF_ALL_OBJECTS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'status']);

const TYPES: { readonly [type: string]: string } = {
  object: 'an object', array: 'a list', string: 'a text', boolean: 'true or false', number: 'a number', integer: 'a whole number',
};

/**
 * What an API server with Istio's CRDs would refuse of an object: types, bounds, alternatives, and the rules of the CRDs. Fields
 * that it does not know are no matter here. The time it takes is linear in the object.
 */
export function structuralProblems(object: JsonObject, { schema }: KindSchema): Problem[] {
  const walk = new Walk(istioStructure().definitions);
  const own = Object.fromEntries(Object.entries(object).filter(([name]) => !OF_ALL_OBJECTS.has(name)));
  walk.value(own, schema, []);
  return walk.problems;
}

class Walk {
  public readonly problems: Problem[] = [];

  constructor(private readonly definitions: { readonly [name: string]: Schema }) {}

  public value(json: Json, given: Schema, path: Path): void {
    const schema = this.resolved(given);
    const allowed = typeProblem(json, schema);
    if (allowed !== undefined) {
      this.say('type', path, `is ${show(json)}; it must be ${allowed}`);
      return;
    }
    if (json === null) { return; }
    const before = this.problems.length;
    this.leaf(json, schema, path);
    if (Array.isArray(json)) { this.list(json, schema, path); }
    if (isObject(json)) { this.object(json, schema, path); }
    for (const branch of schema.allOf ?? []) { this.choices(json, this.resolved(branch), path); }
    this.choices(json, schema, path);
    if (this.problems.length === before) { this.rules(json, schema, path); }
  }

  private leaf(json: Json, schema: Schema, path: Path): void {
    const { enum: values } = schema;
    if (values !== undefined && !values.includes(json)) {
      this.say('enum', path, `is ${show(json)}; it must be ${values.length === 1 ? '' : 'one of '}${values.map(show).join(', ')}`);
    }
    const bounds = outOfBounds(json, schema);
    if (bounds !== undefined) {
      const is = isObject(json) || Array.isArray(json) ? `has ${Object.keys(json).length}; it must have ${bounds}` : `is ${show(json)}; it must be ${bounds}`;
      this.say('bounds', path, is);
    }
  }

  private list(json: readonly Json[], schema: Schema, path: Path): void {
    const { items } = schema;
    if (items !== undefined) { json.forEach((item, i) => this.value(item ?? null, items, [...path, i])); }
    const type = schema['x-kubernetes-list-type'];
    if (type !== 'map' && type !== 'set') { return; }
    const seen = new Map<string, number>();
    const keys = schema['x-kubernetes-list-map-keys'] ?? [];
    json.forEach((item, i) => {
      const key = canonical(type === 'set' || !isObject(item) ? item : keys.map((name) => item[name] ?? null));
      const first = seen.get(key);
      if (first === undefined) { seen.set(key, i); return; }
      this.say('rule', [...path, i], `has the ${keys.join(' and ') || 'value'} of element ${first}; it must have one of its own`);
    });
  }

  private object(json: JsonObject, schema: Schema, path: Path): void {
    const { properties = {}, additionalProperties } = schema;
    for (const name of schema.required ?? []) {
      if (json[name] === undefined || json[name] === null) { this.say('missing', [...path, name], 'is missing; it must be given'); }
    }
    for (const name of Object.keys(json)) {
      const value = json[name];
      if (value === undefined) { continue; }
      const known = Object.hasOwn(properties, name) ? properties[name] : typeof additionalProperties === 'object' ? additionalProperties : undefined;
      if (known !== undefined) {
        // A null stands for no value, if it is not one.
        if (value !== null || this.resolved(known).nullable === true) { this.value(value, known, [...path, name]); }
      }
    }
  }

  /** Alternatives: CRDs tell them apart by the fields that are set. */
  private choices(json: Json, schema: Schema, path: Path): void {
    const { oneOf, anyOf } = schema;
    const fitting = (branches: readonly Schema[]) => branches.filter((branch) => this.fits(json, branch)).length;
    if (oneOf !== undefined && fitting(oneOf) !== 1) {
      this.say('choice', path, isObject(json) ? choiceText(json, oneOf) : `is ${show(json)}; it must be one of the alternatives`);
    }
    if (anyOf !== undefined && fitting(anyOf) === 0) {
      this.say('choice', path, isObject(json) ? choiceText(json, anyOf) : `is ${show(json)}; it must be ${anyOf.map(({ type = '' }) => TYPES[type]).join(' or ')}`);
    }
    if (schema.not !== undefined && this.fits(json, schema.not)) { this.say('choice', path, `is ${show(json)}; it must be something else`); }
  }

  private fits(json: Json, schema: Schema): boolean {
    const walk = new Walk(this.definitions);
    walk.value(json, schema, []);
    return walk.problems.length === 0;
  }

  private rules(json: Json, schema: Schema, path: Path): void {
    for (const { rule, message } of schema['x-kubernetes-validations'] ?? []) {
      if (RULES[rule]?.(json) === false) {
        this.say('rule', path, `${isObject(json) ? 'breaks a rule' : `is ${show(json)}`}; it must keep to the rule "${message}"`);
      }
    }
  }

  private resolved(schema: Schema): Schema {
    return schema.$ref === undefined ? schema : this.definitions[schema.$ref.replace('#/definitions/', '')];
  }

  private say(wrong: Wrong, path: Path, text: string): void {
    this.problems.push({ wrong, path, text });
  }
}

/** What the value must be, if it is of another type. */
function typeProblem(json: Json, schema: Schema): string | undefined {
  if (json === null) { return schema.nullable === true || schema.type === undefined ? undefined : TYPES[schema.type]; }
  if (schema['x-kubernetes-int-or-string'] === true) {
    return typeof json === 'string' || Number.isInteger(json) ? undefined : 'a whole number or a text';
  }
  const { type } = schema;
  const actual = Array.isArray(json) ? 'array' : typeof json;
  const fits = type === undefined || type === actual || (type === 'integer' && Number.isInteger(json));
  return fits ? undefined : TYPES[type];
}

function isObject(json: Json): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
