/** A node of a structural schema as CRDs have it, plus `$ref` to a shared definition. */
export interface Schema {
  type?: string;
  description?: string;
  $ref?: string;
  enum?: unknown[];
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
  allOf?: Schema[];
  oneOf?: Schema[];
  not?: Schema;
  [keyword: string]: unknown;
}

/** The schema of one version of a kind. */
export interface KindSchema {
  group: string;
  /** The newest version that the API server serves. */
  version: string;
  /** All that it serves, the newest first. */
  versions: string[];
  kind: string;
  schema: Schema;
}

/**
 * Rebuilds a schema from its leaves up. `change` gets each node with its children already changed, and the place of the
 * node: `spec`, `spec.http[].match[]` in a list, `spec.http[].headers{}` in a map.
 */
export function mapSchema(schema: Schema, change: (node: Schema, place: string) => Schema, place = ''): Schema {
  const node: Schema = { ...schema };
  const child = (of: Schema, suffix: string) => mapSchema(of, change, place + suffix);
  if (node.properties !== undefined) {
    node.properties = Object.fromEntries(Object.entries(node.properties)
      .map(([name, property]) => [name, child(property, place === '' ? name : `.${name}`)]));
  }
  if (node.items !== undefined) { node.items = child(node.items, '[]'); }
  if (typeof node.additionalProperties === 'object') { node.additionalProperties = child(node.additionalProperties, '{}'); }
  for (const keyword of ['anyOf', 'allOf', 'oneOf'] as const) {
    const branches = node[keyword];
    if (branches !== undefined) { node[keyword] = branches.map((branch) => child(branch, '')); }
  }
  if (node.not !== undefined) { node.not = child(node.not, ''); }
  return change(node, place);
}

/** Drops the prose of a schema; a property that happens to be called `description` stays. */
export function withoutDescriptions(schema: Schema): Schema {
  return mapSchema(schema, ({ description: _, ...node }) => node);
}

/**
 * Drops the second spelling of a field. A few fields of Istio may also be written in snake case (`mirror_percent`,
 * `jwks_uri`); in TypeScript both would get the same name, and the first one in the schema would take it away from the
 * real field, so that `jwksUri` would be written as `jwks_uri`.
 */
export function withoutAliases(schema: Schema): Schema {
  return mapSchema(schema, (node, place) => {
    if (node.properties === undefined) { return node; }
    const dropped = aliasesOf(Object.keys(node.properties), place);
    const properties = Object.fromEntries(Object.entries(node.properties).filter(([name]) => !dropped.has(name)));
    const required = node.required?.filter((name) => !dropped.has(name));
    return { ...node, properties, ...required && { required } };
  });
}

/** The keys whose name in TypeScript another key of the same object has. */
export function aliasesOf(names: string[], place: string): Set<string> {
  const dropped = new Set<string>();
  for (const [same, spellings] of groupBy(names, (name) => name.replace(/[^a-zA-Z0-9]/g, '').toLowerCase())) {
    if (spellings.length === 1) { continue; }
    const real = spellings.filter((name) => /^[a-zA-Z0-9]+$/.test(name));
    if (real.length !== 1) {
      throw new Error(`${place}: cannot tell which of ${spellings.join(', ')} is the real field '${same}'`);
    }
    for (const name of spellings) { if (name !== real[0]) { dropped.add(name); } }
  }
  return dropped;
}

function groupBy<T>(values: T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    groups.set(key, [...groups.get(key) ?? [], value]);
  }
  return groups;
}
