import { App, Chart } from 'cdk8s';
import type { Statement } from './code';
import { normalForm } from './normal-form';
import { objectCode } from './object-code';
import type { Piece, Surroundings } from './patterns/candidate';
import { recognize } from './patterns/recognize';
import type { Json, JsonObject } from '../../model/json';
import type { Path, YamlContent, YamlObject } from '../yaml/documents';

/** Something to tell about a place in a file. */
export interface Note {
  readonly line: number;
  readonly text: string;
}

/** A file as a chart. */
export interface ChartCode {
  /** The namespace of all of its objects, if they have the same. */
  readonly namespace?: string;
  readonly statements: readonly Statement[];
  /** How many objects are said in which way. */
  readonly count: { readonly patterns: number; readonly resources: number; readonly plain: number };
  /** What is said otherwise than in the file. */
  readonly replaced: readonly Note[];
  /** Objects of Istio that are kept as they stand, because no construct says them. */
  readonly kept: readonly Note[];
  /** What is not in the program. */
  readonly lost: readonly Note[];
}

/** The objects of a file as statements, each of them tried: patterns where they say exactly that, else one construct for each object. */
export function chartCode({ objects, problems }: YamlContent, surroundings: Surroundings): ChartCode {
  const [replaced, kept, lost]: Note[][] = [[], [], [...problems]];
  const namespace = sharedNamespace(objects.map(({ json }) => json));
  const chart = new Chart(new App(), 'imported', { namespace });
  const pieces = objects.map((object): Piece & { object: YamlObject } =>
    ({ object, normal: normalForm(object.json), note: (text) => ({ line: object.lineOf([]), text }) }));
  const patterns = recognize(chart, pieces, surroundings);
  const ids = new Set(patterns.flatMap((pattern) => pattern.ids));
  const statements: Statement[] = [];
  const count = { patterns: 0, resources: 0, plain: 0 };
  for (const piece of pieces) {
    const { object, normal } = piece;
    const note = (path: Path, text: string): Note => ({ line: object.lineOf(path), text: [showPath(path), text].filter((part) => part !== '').join(' ') });
    replaced.push(...normal.replacements.map(({ path, text }) => note(path, text)));
    const pattern = patterns.find((one) => one.pieces.includes(piece));
    if (pattern !== undefined) {
      count.patterns++;
      if (pattern.pieces[0] !== piece) { continue; }
      statements.push(...pattern.statements);
      replaced.push(...pattern.notes);
      continue;
    }
    const id = freeId(object.json, ids);
    try {
      const made = objectCode(chart, id, normal, namespace);
      kept.push(...made.problems.map(({ path, text }) => note(path, text)));
      statements.push({ code: made.code });
      ids.add(id);
      count[made.typed ? 'resources' : 'plain']++;
    } catch (error) {
      lost.push(note([], (error as Error).message));
    }
  }
  return { namespace, statements, count, replaced, kept, lost };
}

function sharedNamespace(objects: readonly JsonObject[]): string | undefined {
  const [first, ...others] = objects.map(({ metadata }) => (metadata as { namespace?: Json } | undefined)?.namespace);
  return typeof first === 'string' && others.every((other) => other === first) ? first : undefined;
}

/** An id that no object of the chart has yet: its name, with the kind before it where that is taken. */
function freeId(json: JsonObject, taken: ReadonlySet<string>): string {
  const { name, generateName } = (json.metadata ?? {}) as { name?: Json; generateName?: Json };
  const kind = String(json.kind).toLowerCase();
  const own = [name, generateName].find((one): one is string => typeof one === 'string')?.replaceAll('/', '-');
  const wished = [own, own === undefined ? kind : `${kind}-${own}`].filter((id): id is string => id !== undefined && id !== '');
  const free = wished.find((id) => !taken.has(id));
  if (free !== undefined) { return free; }
  for (let i = 2; ; i++) {
    const id = `${wished[wished.length - 1]}-${i}`;
    if (!taken.has(id)) { return id; }
  }
}

function showPath(path: Path): string {
  return path.map((key, i) => {
    if (typeof key === 'number') { return `[${key}]`; }
    return /^[A-Za-z_$][\w$]*$/.test(key) ? `${i === 0 ? '' : '.'}${key}` : `[${JSON.stringify(key)}]`;
  }).join('');
}
