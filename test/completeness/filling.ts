import { inner, type Schema } from './schema';

/** What a filling cannot tell from a schema. The keys are regular expressions that a path has to match; the first that does counts. */
export interface FillingRules {
  /** Members that exclude each other. */
  readonly oneOf: { readonly [path: string]: readonly string[] };
  /** Members that an object has whatever else it has, or by what else it has. */
  readonly always: { readonly [path: string]: (object: { readonly [name: string]: unknown }) => { readonly [name: string]: unknown } };
  /** Values that mean something. */
  readonly values: { readonly [path: string]: unknown };
}

/**
 * Plain data that says all of a schema, for properties that take plain data: as many values as it needs, because of members that
 * exclude each other and because of enums.
 *
 * @param left the leaves to say; what is said is taken out
 */
export function fillings(schema: Schema, path: string, rules: FillingRules, left: Set<string>): unknown[] {
  const all: unknown[] = [];
  for (let value = fill(schema, path, rules, left); value !== undefined; value = fill(schema, path, rules, left)) { all.push(value); }
  return all;
}

/** A value that says as much as one value can of what is left; `undefined` if nothing is. */
function fill(schema: Schema, path: string, rules: FillingRules, left: Set<string>): unknown {
  const steps = inner(schema);
  if (Object.keys(steps).length === 0) { return leaf(schema, path, rules, left); }
  if ('[]' in steps) {
    const elements = fillings(steps['[]'], `${path}[]`, rules, left);
    return elements.length === 0 ? undefined : elements;
  }
  if ('.*' in steps) {
    const members = fillings(steps['.*'], `${path}.*`, rules, left);
    return members.length === 0 ? undefined : Object.fromEntries(members.map((member, i) => [key(path, rules, i), member]));
  }
  const object: { [name: string]: unknown } = {};
  const exclusive = rule(rules.oneOf, path) ?? [];
  let chosen = false;
  for (const [step, within] of Object.entries(steps)) {
    const name = step.slice(1);
    if (exclusive.includes(name) && chosen) { continue; }
    const value = fill(within, path + step, rules, left);
    if (value === undefined) { continue; }
    object[name] = value;
    chosen ||= exclusive.includes(name);
  }
  if (Object.keys(object).length === 0) { return undefined; }
  return { ...object, ...rule(rules.always, path)?.(object) };
}

function leaf(schema: Schema, path: string, rules: FillingRules, left: Set<string>): unknown {
  const value = schema.enum?.find((one) => left.has(`${path}=${one}`)) ?? schema.enum?.[0];
  const wanted = [path, `${path}=${value}`].filter((one) => left.delete(one));
  if (wanted.length === 0) { return undefined; }
  return rule(rules.values, path) ?? value ?? plain(schema);
}

function plain({ type, format, 'x-kubernetes-int-or-string': intOrString }: Schema): unknown {
  if (intOrString === true) { return 1; }
  switch (type) {
    case 'boolean': return true;
    case 'integer': return 1;
    case 'number': return 1;
    case 'object': return {};
    default: return format === 'byte' ? 'dGV4dA==' : 'text';
  }
}

function key(path: string, rules: FillingRules, i: number): string {
  const name = (rule(rules.values, `${path}{}`) as string | undefined) ?? 'key';
  return i === 0 ? name : `${name}-${i}`;
}

function rule<T>(rules: { readonly [path: string]: T }, path: string): T | undefined {
  return Object.entries(rules).find(([expression]) => new RegExp(expression).test(path))?.[1];
}
