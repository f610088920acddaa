import { KindSchema, Schema, withoutAliases } from './schema';

/** The file that holds the fields of all kinds. */
export const FIELDS_FILE = 'fields.ts';

/**
 * What a value may be, in few characters: `s`, `i`, `n`, `b` for a text, an integer, a number and a boolean; `e` one of some
 * texts, `l` a list, `m` a map, `p` an object with these fields, of which `r` are required; 0 anything.
 */
type Node = 0 | 's' | 'i' | 'n' | 'b' | { e: unknown[] } | { l: Node } | { m: Node } | { p: Record<string, Node>; r?: string[] };

const SCALARS: Readonly<Record<string, 's' | 'i' | 'n' | 'b'>> = { string: 's', integer: 'i', number: 'n', boolean: 'b' };

/** The file `fields.ts`: the `spec` of each kind that has a CRD, as a text that is only read where an object of the kind is. */
export function fieldsOf(kinds: readonly KindSchema[], header: string): string {
  const lines = kinds.filter(({ group }) => group !== 'install.istio.io').map(({ group, version, kind, schema }) => {
    const spec = JSON.stringify(nodeOf(withoutAliases(schema).properties?.spec ?? {}));
    if (/['\\]/.test(spec)) { throw new Error(`the fields of ${kind} need quoting`); }
    return `  ${kind}: { group: '${group}', version: '${version}', spec: '${spec}' },`;
  });
  return [
    header,
    '',
    'export const FIELDS: { readonly [kind: string]: { readonly group: string; readonly version: string; readonly spec: string } } = {',
    ...lines.sort(),
    '};',
    '',
  ].join('\n');
}

function nodeOf(schema: Schema): Node {
  if (schema['x-kubernetes-preserve-unknown-fields'] === true) { return 0; }
  if (schema.enum !== undefined) { return { e: schema.enum }; }
  if (schema.items !== undefined) { return { l: nodeOf(schema.items) }; }
  if (typeof schema.additionalProperties === 'object') { return { m: nodeOf(schema.additionalProperties) }; }
  if (schema.properties !== undefined) {
    const fields = Object.entries(schema.properties).sort(([a], [b]) => (a < b ? -1 : 1));
    const p = Object.fromEntries(fields.map(([name, field]) => [name, nodeOf(field)]));
    return { p, ...schema.required === undefined || schema.required.length === 0 ? {} : { r: [...schema.required].sort() } };
  }
  if (schema.type === 'object') { return { p: {} }; }
  return SCALARS[schema.type ?? ''] ?? 0;
}
