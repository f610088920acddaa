/*
 * mesh-N with no library at all: plain objects, and an emitter that knows no more of YAML than they need. What any program of Node takes.
 *
 *   node floor.js SERVICES CHARTS FOLDER
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { objectsOf } from './objects';
import { work } from './work';

function emit(value: unknown, indent: string): string {
  if (Array.isArray(value)) { return value.map((entry) => `\n${indent}-${emit(entry, `${indent}  `).replace(/^\n */, ' ')}`).join(''); }
  if (typeof value === 'object') {
    return Object.entries(value as object).map(([key, member]) => `\n${indent}${key}:${emit(member, `${indent}  `)}`).join('');
  }
  return ` ${String(value)}`;
}

const { services, outdir } = work();
const texts: string[] = [];
for (let i = 0; i < services; i++) {
  for (const object of objectsOf(i)) { texts.push(`${emit(object, '').slice(1)}\n`); }
}
mkdirSync(outdir, { recursive: true });
writeFileSync(join(outdir, 'mesh.yaml'), texts.join('---\n'));
