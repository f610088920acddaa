import { type Document, isAlias, isCollection, isScalar, isSeq, LineCounter, parseAllDocuments, visit } from 'yaml';
import { MIB, type Piece, pieces } from './pieces';
import { burden } from './weight';
import type { Json, JsonObject } from '../../model/json';
import { KUBERNETES_YAML } from '../../model/kubernetes-yaml';

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

// Comparing each key with each takes a minute for a ConfigMap of a megabyte; wrongKey looks for them.
const OPTIONS: typeof KUBERNETES_YAML = { ...KUBERNETES_YAML, uniqueKeys: false };

/** What must be read at once may have so many characters: its tree takes fifty times as much memory. */
const MAX_LENGTH = 16 * MIB;

/** What is said of documents of something else. */
export const NO_OBJECT = 'is no Kubernetes object: it has no apiVersion and kind';

const TOO_DEEP = 'is nested too deep to be read';

/** A document, and the line in its file of a place in its text. */
interface Read {
  readonly document: Document;
  readonly lineAt: (offset: number) => number;
}

/** The objects of a file, those in lists one by one. */
export function readYaml(text: string): YamlContent {
  const objects: YamlObject[] = [];
  const problems: YamlProblem[] = [];
  // Lines are asked for later, and rarely: the tree is made again then, and kept for the next who asks for the same part.
  let last: { readonly piece: Piece; readonly documents: readonly Read[] } | undefined;
  const again = (piece: Piece) => {
    if (last?.piece !== piece) { last = { piece, documents: parse(piece) }; }
    return last.documents;
  };
  for (const piece of pieces(text)) {
    if (piece.text.length > MAX_LENGTH) {
      const given = `${Math.ceil(piece.text.length / MIB)} MiB`;
      problems.push({ line: piece.line, text: `is a document of ${given}; it must be at most ${MAX_LENGTH / MIB} MiB, or a list as kubectl prints it` });
      continue;
    }
    try {
      const later = (i: number) => (path: Path) => lineOf(again(piece)[i], path);
      parse(piece).forEach((read, i) => { collectDocument(read, piece.isItems === true, later(i), objects, problems); });
    } catch (thrown) {
      problems.push({ line: piece.line, text: thrown instanceof RangeError ? TOO_DEEP : (thrown as Error).message });
    }
  }
  return { objects, problems };
}

function parse({ text, line }: Piece): Read[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { ...OPTIONS, lineCounter: lines });
  const lineAt = (offset: number) => line + Math.max(lines.linePos(offset).line, 1) - 1;
  return Array.isArray(documents) ? documents.map((document) => ({ document, lineAt })) : [];
}

function collectDocument(
  { document, lineAt }: Read, isItems: boolean, lineOfLater: (path: Path) => number, objects: YamlObject[], problems: YamlProblem[],
): void {
  const tell = (offset: number, text: string) => { problems.push({ line: lineAt(offset), text }); };
  const [error] = document.errors;
  if (error !== undefined) { return tell(error.pos[0], /call stack/.test(error.message) ? TOO_DEEP : error.message); }
  const heavy = burden(document);
  if (heavy !== undefined) { return tell(startOf(document, []), heavy); }
  const wrong = wrongKey(document);
  if (wrong !== undefined) { return tell(wrong.offset, wrong.text); }
  const json = document.toJS({ maxAliasCount: -1 }) as Json;
  const lineNow = (path: Path) => lineAt(startOf(document, path));
  const parts: Array<readonly [Json, Path]> = isItems && Array.isArray(json) ? json.map((item, i) => [item, [i]] as const) : [[json, []]];
  for (const [part, path] of parts) { collect(part, path, { lineNow, lineOfLater }, objects, problems); }
}

interface Lines {
  readonly lineNow: (path: Path) => number;
  readonly lineOfLater: (path: Path) => number;
}

function collect(json: Json, path: Path, lines: Lines, objects: YamlObject[], problems: YamlProblem[]): void {
  if (json === null) { return; }
  if (typeof json !== 'object' || Array.isArray(json) || typeof json.apiVersion !== 'string' || typeof json.kind !== 'string') {
    problems.push({ line: lines.lineNow(path), text: NO_OBJECT });
  } else if (json.kind.endsWith('List') && Array.isArray(json.items)) {
    json.items.forEach((item, i) => collect(item, [...path, 'items', i], lines, objects, problems));
  } else {
    objects.push(yamlObject(json as YamlObject['json'], path, lines.lineNow(path), lines.lineOfLater));
  }
}

/** In a function of its own, so that the object keeps nothing alive but what it is given: not the tree. */
function yamlObject(json: YamlObject['json'], path: Path, line: number, lineOfLater: Lines['lineOfLater']): YamlObject {
  return { json, lineOf: (inner) => (inner.length === 0 ? line : lineOfLater([...path, ...inner])) };
}

/** Where a key stands that is a list or an object, as `{{ .Values.name }}` reads, or that is there twice. */
function wrongKey(document: Document): { readonly offset: number; readonly text: string } | undefined {
  let found: { readonly offset: number; readonly text: string } | undefined;
  const look = (keys: Set<unknown>, key: unknown) => {
    if (key !== null && !isScalar(key) && !isAlias(key)) {
      found = { offset: rangeOf(key) ?? 0, text: 'has a key that is no text; is it a template?' };
    } else if (isScalar(key) && key.value !== '<<') {
      if (keys.has(key.value)) { found = { offset: rangeOf(key) ?? 0, text: `has the key ${String(key.value)} twice` }; }
      keys.add(key.value);
    }
    return found !== undefined;
  };
  visit(document, {
    Map: (_, { items }) => {
      const keys = new Set<unknown>();
      return items.some(({ key }) => look(keys, key)) ? visit.BREAK : undefined;
    },
  });
  return found;
}

function lineOf({ document, lineAt }: Read, path: Path): number {
  return lineAt(startOf(document, path));
}

/** Where a field begins in the text; that of what it would stand in, if it is not there. */
function startOf(document: Document, path: Path): number {
  let node = document.contents as unknown;
  let start = rangeOf(node) ?? 0;
  for (const key of path) {
    if (isAlias(node)) { node = node.resolve(document); }
    if (!isCollection(node)) { break; }
    const isKey = (item: unknown) => (item as { key?: { value?: unknown } }).key?.value === key;
    const pair = isSeq(node) ? undefined : node.items.find(isKey) as { key: unknown } | undefined;
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
