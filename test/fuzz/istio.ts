import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../src/model/json';

/** One thing that Istio says of an object when it is applied. */
export interface Verdict {
  readonly name: string;
  readonly layer: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly path?: string;
}

/** So many are judged at a time, which bounds the memory that it takes. */
const BATCH = 5000;

/** What the API server and the webhook say of objects, by their names, each of which is there once. */
export function istioSays(conformance: string, objects: readonly JsonObject[]): Map<string, Verdict[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const said = new Map<string, Verdict[]>();
  try {
    const file = join(folder, 'objects.yaml');
    for (let i = 0; i < objects.length; i += BATCH) {
      writeFileSync(file, objects.slice(i, i + BATCH).map((object) => JSON.stringify(object)).join('\n---\n'));
      const { stdout, stderr } = spawnSync(conformance, ['judge', '--json', '--admission', file], { encoding: 'utf8', maxBuffer: 2 ** 30 });
      if (stdout === '') { throw new Error(stderr); }
      for (const verdict of JSON.parse(stdout) as Verdict[]) { said.set(verdict.name, [...said.get(verdict.name) ?? [], verdict]); }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return said;
}
