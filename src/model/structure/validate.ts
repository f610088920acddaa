import { choiceText } from './choice';
import { knownFields } from './places';
import type { Problem, Wrong } from './problem';
import { RULES } from './rules';
import { type KindSchema, type Schema, resolved } from './schema';
import { outOfBounds } from './value-bounds';
import { show } from '../field';
import { type Json, type JsonObject, canonical } from '../json';

/** The fields of every object; Kubernetes has their schema, and the status is not for apps to write. */
const OF_ALL_OBJECTS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'status']);

const TYPES: { readonly [type: string]: string } = {
  object: 'an object', array: 'a list', string: 'a text', boolean: 'true or false', number: 'a number', integer: 'an integer',
};

/** Values that are of no use to people. */
const UNWANTED: readonly unknown[] = ['UNSPECIFIED'];

/**
 * What an API server with Istio's CRDs would refuse of an object: types, bounds, alternatives, the rules of the CRDs, and fields that
 * it does not know; and what is deprecated. The time it takes is linear in the object.
 */
export function structuralProblems(object: JsonObject, { group, kind, schema }: KindSchema): Problem[] {
  // Of an IstioOperator, which has no CRD, istioctl takes some fields in a second spelling, and others whatever their name.
  const walk = new Walk(group === 'install.istio.io' ? undefined : kind);
  const own = Object.fromEntries(Object.entries(object).filter(([name]) => !OF_ALL_OBJECTS.has(name)));
  walk.value(own, schema);
  return [...walk.problems, ...walk.remarks];
}

class Walk {
  public readonly problems: Problem[] = [];
  /** What is wrong with names, not with values: it takes no part in alternatives and rules. */
  public readonly remarks: Problem[] = [];

  /** Where the walk is. */
  private readonly path: Array<string | number> = [];

  /** @param kind the kind whose fields are known; without one, names are no matter */
  constructor(private readonly kind?: string) {}

  public value(json: Json, given: Schema): void {
    const schema = resolved(given);
    const allowed = typeProblem(json, schema);
    if (allowed !== undefined) {
      this.say('type', `is ${show(json)}; it must be ${allowed}`);
      return;
    }
    if (json === null) { return; }
    const before = this.problems.length;
    this.leaf(json, schema);
    if (Array.isArray(json)) { this.list(json, schema); }
    if (isObject(json)) { this.object(json, schema); }
    for (const branch of schema.allOf ?? []) { this.choices(json, resolved(branch)); }
    this.choices(json, schema);
    if (this.problems.length === before) { this.rules(json, schema); }
  }

  private leaf(json: Json, schema: Schema): void {
    const { enum: values } = schema;
    if (values !== undefined && !values.includes(json)) {
      this.say('enum', `is ${show(json)}; it must be ${enumText(schema)}`);
    }
    if (schema['x-deprecated-values']?.includes(json as string) === true) {
      this.remark({ wrong: 'deprecated', path: [...this.path], text: `is ${show(json)}, which is deprecated; it must be ${enumText(schema)}` });
    }
    const bounds = outOfBounds(json, schema);
    if (bounds !== undefined) {
      const is = isObject(json) || Array.isArray(json) ? `has ${Object.keys(json).length}; it must have ${bounds}` : `is ${show(json)}; it must be ${bounds}`;
      this.say('bounds', is);
    }
  }

  private list(json: readonly Json[], schema: Schema): void {
    const { items } = schema;
    if (items !== undefined) { json.forEach((item, i) => this.member(i, item ?? null, items)); }
    const type = schema['x-kubernetes-list-type'];
    if (type !== 'map' && type !== 'set') { return; }
    const seen = new Map<string, number>();
    const keys = schema['x-kubernetes-list-map-keys'] ?? [];
    json.forEach((item, i) => {
      const key = canonical(type === 'set' || !isObject(item) ? item : keys.map((name) => item[name] ?? null));
      const first = seen.get(key);
      if (first === undefined) { seen.set(key, i); return; }
      this.say('rule', `has the ${keys.join(' and ') || 'value'} of element ${first}; it must have one of its own`, i);
    });
  }

  private object(json: JsonObject, schema: Schema): void {
    const { properties = {}, additionalProperties } = schema;
    for (const name of schema.required ?? []) {
      if (json[name] === undefined || json[name] === null) { this.say('missing', 'is missing; it must be given', name); }
    }
    for (const name of Object.keys(json)) {
      const value = json[name];
      if (value === undefined) { continue; }
      const known = Object.hasOwn(properties, name) ? properties[name] : typeof additionalProperties === 'object' ? additionalProperties : undefined;
      if (known === undefined) {
        if (value !== null) { this.unknown(name, schema); }
      } else if (value !== null || !Object.hasOwn(properties, name) || resolved(known).nullable === true) {
        // In a field, null stands for no value, if it is not one; in a map it is a value.
        if (known.deprecated === true) { this.remark({ wrong: 'deprecated', path: [...this.path, name], text: 'is deprecated; it must be left out' }); }
        this.member(name, value, known);
      }
    }
  }

  private member(name: string | number, value: Json, schema: Schema): void {
    this.path.push(name);
    this.value(value, schema);
    this.path.pop();
  }

  private unknown(name: string, schema: Schema): void {
    const fields = this.kind === undefined ? undefined : knownFields(schema);
    if (fields === undefined) { return; }
    const known = this.path.length === 0 ? ['apiVersion', 'kind', 'metadata', ...fields, 'status'] : fields;
    const text = `is no field of ${this.kind}; it must be ${known.length === 0 ? 'left out' : `one of ${known.join(', ')}`}`;
    this.remark({ wrong: 'unknown', path: [...this.path, name], text, known });
  }

  /** Alternatives: CRDs tell them apart by the fields that are set. */
  private choices(json: Json, schema: Schema): void {
    const { oneOf, anyOf } = schema;
    const fitting = (branches: readonly Schema[]) => branches.filter((branch) => this.fits(json, branch)).length;
    if (oneOf !== undefined && fitting(oneOf) !== 1) {
      this.say('choice', isObject(json) ? choiceText(json, oneOf) : `is ${show(json)}; it must be one of the alternatives`);
    }
    if (anyOf !== undefined && fitting(anyOf) === 0) {
      this.say('choice', isObject(json) ? choiceText(json, anyOf) : `is ${show(json)}; it must be ${anyOf.map(({ type = '' }) => TYPES[type]).join(' or ')}`);
    }
    if (schema.not !== undefined && this.fits(json, schema.not)) { this.say('choice', `is ${show(json)}; it must be something else`); }
  }

  private fits(json: Json, schema: Schema): boolean {
    // Nearly all alternatives ask for fields alone, or for none of some.
    const [only, ...others] = Object.keys(schema);
    if (others.length === 0 && json !== null) {
      if (schema.required !== undefined) {
        return !isObject(json) || schema.required.every((name) => json[name] !== undefined && json[name] !== null);
      }
      if (only === 'not' && schema.not !== undefined) { return !this.fits(json, schema.not); }
      if (only === 'anyOf') { return schema.anyOf?.some((branch) => this.fits(json, branch)) === true; }
    }
    const walk = new Walk();
    walk.value(json, schema);
    return walk.problems.length === 0;
  }

  private rules(json: Json, schema: Schema): void {
    for (const { rule, message } of schema['x-kubernetes-validations'] ?? []) {
      if (RULES[rule]?.(json) === false) {
        this.say('rule', `${isObject(json) ? 'breaks a rule' : `is ${show(json)}`}; it must keep to the rule "${message}"`);
      }
    }
  }

  /** @param name of the member that it is about; without one, it is about the value itself */
  private say(wrong: Wrong, text: string, name?: string | number): void {
    this.problems.push({ wrong, path: name === undefined ? [...this.path] : [...this.path, name], text });
  }

  private remark(problem: Problem): void {
    this.remarks.push(problem);
  }
}

/** The values of an enumeration that people should take. */
function enumText(schema: Schema): string {
  const unwanted = [...UNWANTED, ...schema['x-deprecated-values'] ?? []];
  const values = (schema.enum ?? []).filter((value) => !unwanted.includes(value)).map((value) => (/^\w+$/.test(String(value)) ? String(value) : show(value)));
  return `${values.length === 1 ? '' : 'one of '}${values.join(', ')}`;
}

/** What the value must be, if it is of another type. */
function typeProblem(json: Json, schema: Schema): string | undefined {
  if (json === null) { return schema.nullable === true || schema.type === undefined ? undefined : TYPES[schema.type]; }
  if (schema['x-kubernetes-int-or-string'] === true) {
    return typeof json === 'string' || Number.isInteger(json) ? undefined : 'an integer or a text';
  }
  const { type } = schema;
  const actual = Array.isArray(json) ? 'array' : typeof json;
  const fits = type === undefined || type === actual || (type === 'integer' && Number.isInteger(json));
  return fits ? undefined : TYPES[type];
}

function isObject(json: Json): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
