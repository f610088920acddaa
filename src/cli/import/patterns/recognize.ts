import { ApiObject, type Chart } from 'cdk8s';
import type { Candidate, Piece, Surroundings } from './candidate';
import { hostCandidates } from './host';
import { inPatternsWords } from './spelling';
import { strictMtlsCandidates } from './strict-mtls';
import { canonical, type Json, type JsonObject } from '../../../model/json';
import type { Note } from '../chart-code';
import type { Statement } from '../code';
import { difference } from '../difference';
import { evaluate } from '../evaluate';

/** Patterns that say exactly what some objects of a file say. */
export interface Recognized {
  readonly pieces: readonly Piece[];
  readonly statements: readonly Statement[];
  readonly ids: readonly string[];
  readonly notes: readonly Note[];
}

/** What of the objects are patterns. Each was tried in the chart, which keeps it. */
export function recognize(chart: Chart, pieces: readonly Piece[], surroundings: Surroundings): Recognized[] {
  const candidates = [...strictMtlsCandidates(pieces), ...hostCandidates(pieces, surroundings, chart.namespace)];
  return candidates.flatMap((candidate) => {
    const notes = tried(chart, candidate);
    return notes === undefined ? [] : [{ ...candidate, notes }];
  });
}

/** What the patterns say otherwise, if they make the objects and nothing else; `undefined`, if they do not. */
function tried(chart: Chart, { pieces, statements, ids, namespace }: Candidate): Note[] | undefined {
  if (ids.some((id) => chart.node.tryFindChild(id) !== undefined) || new Set(ids).size < ids.length) { return undefined; }
  try {
    const local: { [name: string]: unknown } = { this: chart };
    for (const { variable, code } of statements) {
      const result = evaluate(code, local);
      if (variable !== undefined) { local[variable] = result; }
    }
    const made = ids.flatMap((id) => chart.node.findChild(id).node.findAll()).filter((one): one is ApiObject => ApiObject.isApiObject(one))
      .map((one) => one.toJson() as JsonObject);
    const notes = pieces.map((piece) => matched(piece, made, namespace));
    if (made.length === pieces.length && notes.every((some) => some !== undefined)) { return notes.flat(); }
  } catch {
    // What a pattern refuses is not that pattern.
  }
  ids.forEach((id) => chart.node.tryRemoveChild(id));
  return undefined;
}

function matched({ normal, note }: Piece, made: readonly JsonObject[], namespace: string | undefined): Note[] | undefined {
  const own = made.find((one) => identity(one) === identity(normal.json));
  if (own === undefined) { return undefined; }
  const spelled = inPatternsWords(normal.json, own, namespace);
  return difference(own, spelled.json as Json) === undefined ? spelled.notes.map(note) : undefined;
}

function identity({ kind, metadata }: JsonObject): string {
  const { name, namespace } = metadata as JsonObject;
  return canonical([kind ?? null, name ?? null, namespace ?? null]);
}
