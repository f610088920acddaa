import { keyOf } from './crds';
import { aliasesOf, mapSchema, type KindSchema, type Schema } from './schema';
import type { Source } from './source';
import { HEADER } from './typescript';

/** The schemas once more, as the library reads them: JSON files do not get into the package, code does. */
export const STRUCTURE_FILE = 'structure.ts';

/**
 * The file `structure.ts`: what checks know of Istio's kinds. Each schema is a text, which costs next to nothing until it is parsed,
 * where an object of the kind is. The types are told, or the declarations would repeat all of it.
 */
export function structureOf({ kinds, definitions, deprecated }: Source): string {
  const marks = kinds.map((kind) => marked(kind, new Set(deprecated[keyOf(kind)])));
  return `${HEADER}

export interface KindText { readonly group: string; readonly kind: string; readonly versions: readonly string[]; readonly schema: string }

export const KINDS: readonly KindText[] = [
${marks.map(({ group, kind, versions, schema }) =>
  `  { group: ${quoted(group)}, kind: ${quoted(kind)}, versions: [${versions.map(quoted).join(', ')}], schema: ${textOf(schema)} },\n`).join('')}];

export const DEFINITIONS: string = ${textOf(definitions)};
`;
}

/** Marks what CRDs do not tell apart: what is deprecated, and second spellings. */
function marked(kind: KindSchema, deprecated: ReadonlySet<string>): KindSchema {
  const schema = mapSchema(kind.schema, (node, place) => {
    const { properties, enum: values } = node;
    const old = values?.filter((value) => deprecated.has(`${place}=${String(value)}`)) ?? [];
    const aliases = aliasesOf(Object.keys(properties ?? {}), place);
    return {
      ...node,
      // A list's own place is that of its elements without the brackets.
      ...!place.endsWith('[]') && deprecated.has(place) ? { deprecated: true } : {},
      ...old.length === 0 ? {} : { 'x-deprecated-values': old },
      ...aliases.size === 0 ? {} : { 'x-aliases': [...aliases].sort() },
    };
  });
  return { ...kind, schema };
}

function textOf(json: Schema | Record<string, Schema>): string {
  return quoted(JSON.stringify(json));
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
