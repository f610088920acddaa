import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ANNOTATIONS_FILE, annotationsOf } from './annotations';
import { LINKS_FILE, SCHEMA_FILE, Source } from './source';
import { STRUCTURE_FILE, structureOf } from './structure';
import { typeScriptOf } from './typescript';

/** What another script writes there: `npm run import-envoy`. */
export const OF_OTHERS: ReadonlySet<string> = new Set(['envoy.ts']);

/** The files of `imports/` by name, as they should be. */
export function filesOf(source: Source): Map<string, string> {
  const { links, ...rest } = source;
  const [schemaFile, linksFile] = [jsonOf(rest), jsonOf(links)];
  // The TypeScript is made from what the JSON says, so that it can be made again from the JSON alone.
  const kept = { ...JSON.parse(schemaFile) as typeof rest, links };
  return typeScriptOf(kept).set(SCHEMA_FILE, schemaFile).set(LINKS_FILE, linksFile).set(STRUCTURE_FILE, structureOf(kept))
    .set(ANNOTATIONS_FILE, annotationsOf(kept));
}

/** Makes a folder hold these files and nothing else. */
export function writeFiles(folder: string, files: Map<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) { if (!files.has(name) && !OF_OTHERS.has(name)) { rmSync(join(folder, name)); } }
  for (const [name, text] of files) { writeFileSync(join(folder, name), text); }
}

/** The names of the files in which a folder differs from what it should hold. */
export function differingFiles(folder: string, files: Map<string, string>): string[] {
  const present = new Set(readdirSync(folder).filter((name) => !OF_OTHERS.has(name)));
  const names = new Set([...present, ...files.keys()]);
  return [...names].filter((name) => !present.has(name) || readFileSync(join(folder, name), 'utf8') !== files.get(name)).sort();
}

/** JSON with its keys in order, so that it does not depend on the order in which Istio lists its fields. */
function jsonOf(value: unknown): string {
  return `${JSON.stringify(value, (_, part: unknown) => isRecord(part) ? sorted(part) : part, 1)}\n`;
}

function sorted(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => a < b ? -1 : 1));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
