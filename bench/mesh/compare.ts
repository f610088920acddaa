import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { objectsOf } from './objects';
import { canonical, type Json } from '../../src/model/json';

/** All tools must write the same objects, or they would not be comparable. */
export function requireSameObjects(tool: string, folder: string, services: number): void {
  const wanted = sorted(Array.from({ length: services }, (_, i) => objectsOf(i)).flat() as unknown as Json[]);
  const written = readdirSync(folder).flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), 'utf8'))).map((document) => document.toJSON() as Json);
  const found = sorted(written.filter((document) => document !== null));
  const odd = found.findIndex((text, i) => text !== wanted[i]);
  if (found.length !== wanted.length || odd !== -1) {
    throw new Error(`${tool} writes ${found.length} objects, of ${wanted.length}\n${found[odd] ?? ''}\n${wanted[odd] ?? ''}`);
  }
}

function sorted(objects: readonly Json[]): string[] {
  return objects.map(canonical).sort();
}
