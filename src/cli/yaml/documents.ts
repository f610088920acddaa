import {
  type Document, type DocumentOptions, isAlias, isCollection, isScalar, LineCounter, parseAllDocuments, type ParseOptions, type SchemaOptions, visit,
} from 'yaml';
import type { Json, JsonObject } from '../../model/json';

/** Where in an object: its keys and indices. */
export type Path = ReadonlyArray<string | number>;

/** A Kubernetes object in a file. */
export interface YamlObject {
  readonly json: JsonObject & { readonly apiVersion: string; readonly kind: string };
  /** The line that a field stands on, or the one around it; the first line is 1. */
  readonly lineOf: (path: Path) => number;
}

/** What cannot be read as an object. */
export interface YamlProblem {
  readonly line: number;
  readonly text: string;
}

export interface YamlContent {
  readonly objects: readonly YamlObject[];
  readonly problems: readonly YamlProblem[];
}

/** As kubectl reads it: YAML 1.1, where `yes` is true, but without dates and numbers to the base of 60. */
const OPTIONS: ParseOptions & DocumentOptions & SchemaOptions = {
  schema: 'yaml-1.1',
  merge: true,
  prettyErrors: false,
  customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || (!NOT_IN_GO.has(tag.tag) && tag.format !== 'TIME')),
};

const NOT_IN_GO: ReadonlySet<string> = new Set(['tag:yaml.org,2002:timestamp', 'tag:yaml.org,2002:binary', 'tag:yaml.org,2002:set',
  'tag:yaml.org,2002:omap', 'tag:yaml.org,2002:pairs']);

/** So many copies of one anchor are meant; more are an attack. */
const MAX_ALIASES = 10000;

/** The objects of a file, those in lists one by one. */
export function readYaml(text: string): YamlContent {
  const lines = new LineCounter();
  const objects: YamlObject[] = [];
  const problems: YamlProblem[] = [];
  const documents = parseAllDocuments(text, { ...OPTIONS, lineCounter: lines });
  for (const document of Array.isArray(documents) ? documents : []) {
    const lineOf = (path: Path) => lines.linePos(startOf(document, path)).line;
    const [error] = document.errors;
    if (error !== undefined) {
      problems.push({ line: lines.linePos(error.pos[0]).line, text: error.message });
      continue;
    }
    const strange = keyThatIsNoText(document);
    if (strange !== undefined) {
      problems.push({ line: lines.linePos(strange).line, text: 'has a key that is no text; is it a template?' });
      continue;
    }
    try {
      collect(document.toJS({ maxAliasCount: MAX_ALIASES }) as Json, [], lineOf, objects, problems);
    } catch (thrown) {
      problems.push({ line: lineOf([]), text: (thrown as Error).message });
    }
  }
  return { objects, problems };
}

function collect(json: Json, path: Path, lineOf: (path: Path) => number, objects: YamlObject[], problems: YamlProblem[]): void {
  if (json === null) { return; }
  if (typeof json !== 'object' || Array.isArray(json) || typeof json.apiVersion !== 'string' || typeof json.kind !== 'string') {
    problems.push({ line: lineOf(path), text: 'is no Kubernetes object: it has no apiVersion and kind' });
  } else if (json.kind.endsWith('List') && Array.isArray(json.items)) {
    json.items.forEach((item, i) => collect(item, [...path, 'items', i], lineOf, objects, problems));
  } else {
    objects.push({ json: json as YamlObject['json'], lineOf: (inner) => lineOf([...path, ...inner]) });
  }
}

/** Where a key stands that is a list or an object: `{{ .Values.name }}` reads as one. */
function keyThatIsNoText(document: Document): number | undefined {
  let found: number | undefined;
  visit(document, {
    Pair: (_, { key }) => {
      if (key === null || isScalar(key) || isAlias(key)) { return undefined; }
      found = rangeOf(key) ?? 0;
      return visit.BREAK;
    },
  });
  return found;
}

/** Where a field begins in the text; that of what it would stand in, if it is not there. */
function startOf(document: Document, path: Path): number {
  let node = document.contents as unknown;
  let start = rangeOf(node) ?? 0;
  for (const key of path) {
    if (isAlias(node)) { node = node.resolve(document); }
    if (!isCollection(node)) { break; }
    const pair = node.items.find((item) => (item as { key?: { value?: unknown } }).key?.value === key) as { key: unknown } | undefined;
    node = node.get(key as never, true);
    const found = rangeOf(pair?.key) ?? rangeOf(node);
    if (found === undefined) { break; }
    start = found;
  }
  return start;
}

function rangeOf(node: unknown): number | undefined {
  return (node as { range?: readonly number[] | null } | undefined | null)?.range?.[0];
}
