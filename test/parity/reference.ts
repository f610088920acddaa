import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { JsonObject } from '../../src/model/json';
import { istioStructure } from '../../src/model/structure/schema';

/** Where the lists of what other tools check are kept; they are beside the project, not in it. */
const FOLDER = process.env.ISTIO_REFERENCE ?? join(__dirname, '../../../shared/reference');

/** Whether the lists are there. Where they are not, the comparisons say so and compare nothing. */
export const HAS_REFERENCE = existsSync(join(FOLDER, 'checks.json'));

export function readReference<T>(file: string): T {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as T;
}

/** One thing that a tool checks. */
export interface Entry {
  readonly id: string;
  readonly source: 'istio-validation' | 'crd-schema/CEL' | 'istioctl-analyze' | 'kiali';
  readonly code: string;
  readonly kind: string;
  readonly kinds: readonly string[];
  readonly severity: 'error' | 'warning' | 'info';
  readonly rule: string;
  readonly decidable: 'resource' | 'app' | 'cluster';
  readonly example: string;
  readonly field?: string;
}

/** What an entry's example shows, as objects; `undefined`, if it is told in words. */
export function objectsOf(entry: Entry): JsonObject[] | undefined {
  if (entry.example.endsWith('(no spec)')) { return [complete({ kind: entry.kind })]; }
  if (!/^(kind|apiVersion|meshConfig): |^\{/.test(entry.example)) { return undefined; }
  const documents = parseAllDocuments(spelledOut(entry)).map((document) => document.toJS() as JsonObject | null);
  return documents.filter((each): each is JsonObject => each !== null).map((json) => objectFrom(json, entry));
}

/** The lists shorten what is long: `<'a' x 300>`, and elements too many by one that break off with ` ...`. */
function spelledOut({ example, rule }: Entry): string {
  const text = example.replace(/<'a' x (\d+)>/g, (_, count) => 'a'.repeat(Number(count)));
  if (!text.endsWith(' ...')) { return text; }
  const [, limit] = / at most (\d+) (?:entries|items)/.exec(rule) ?? [];
  if (limit === undefined) { throw new Error(`${example} breaks off`); }
  const all = Array.from({ length: Number(limit) + 1 }, (_, i) => i);
  const isMap = text.includes('"k0"');
  const [, element] = /\[("[^"]*"|\{[^{}]*\}|\{[^{}]*\{[^{}]*\}[^{}]*\}),/.exec(text) ?? [];
  const body = isMap ? `${text.slice(0, text.indexOf('"k0"'))}${all.map((i) => `"k${i}": "1"`).join(', ')}`
    : `${text.slice(0, text.indexOf(`[${element},`) + 1)}${all.map(() => element).join(', ')}`;
  return body + closing(body);
}

/** The brackets that are still open, closed. */
function closing(text: string): string {
  const open: string[] = [];
  for (const sign of text.replace(/"[^"]*"/g, '')) {
    if (sign === '{') { open.push('}'); } else if (sign === '[') { open.push(']'); } else if (sign === '}' || sign === ']') { open.pop(); }
  }
  return open.reverse().join('');
}

function objectFrom(json: JsonObject, entry: Entry): JsonObject {
  if (json.apiVersion !== undefined) { return json; }
  if (json.meshConfig !== undefined) { return complete({ kind: 'IstioOperator', spec: { meshConfig: json.meshConfig } }); }
  if (json.networks !== undefined) { return complete({ kind: 'IstioOperator', spec: { values: { global: { meshNetworks: json.networks } } } }); }
  if (json.kind !== undefined) { return complete(json); }
  return complete(json.metadata === undefined ? { kind: entry.kind, spec: json } : { kind: entry.kind, ...json });
}

/** With the name, namespace and version that the examples leave out. */
function complete(json: JsonObject): JsonObject {
  const kind = istioStructure().kinds.find((each) => each.kind === json.kind);
  const apiVersion = kind !== undefined ? `${kind.group}/${kind.versions[0]}` : json.kind === 'Deployment' ? 'apps/v1' : 'v1';
  return { apiVersion, ...json, metadata: { name: 'test', namespace: 'test-ns', ...json.metadata as JsonObject | undefined } };
}
