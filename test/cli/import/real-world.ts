/*
 * Imports folders of YAML as people wrote it, checks the types of the program, runs it, and compares what it writes with the
 * YAML in normal form. The last line is "N passed, N failed".
 *
 *   ts-node test/cli/import/real-world.ts FOLDER...
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { importCommand } from '../../../src/cli/import/command';
import { difference } from '../../../src/cli/import/difference';
import { normalForm } from '../../../src/cli/import/normal-form';
import { inPatternsWords } from '../../../src/cli/import/patterns/spelling';
import { readYaml } from '../../../src/cli/yaml/documents';
import { sources } from '../../../src/cli/yaml/sources';
import type { Json, JsonObject } from '../../../src/model/json';

const ROOT = join(__dirname, '../../..');
const PROGRAM = join(ROOT, '.cache/import');

const folders = process.argv.slice(2);
let passed = 0;
let failed = 0;

function check(name: string, problems: readonly string[]): void {
  if (problems.length === 0) { passed++; } else { failed++; }
  console.log(`${problems.length === 0 ? 'ok   ' : 'FAIL '} ${name}`);
  problems.slice(0, 40).forEach((problem) => console.log(`      ${problem}`));
}

function run(command: string, ...args: string[]): string[] {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: PROGRAM, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return status === 0 ? [] : [...stdout.split('\n'), ...stderr.split('\n')].filter((line) => line !== '');
}

/** Objects by what tells them apart; of several alike, all. */
function byIdentity(objects: readonly JsonObject[]): Map<string, JsonObject[]> {
  const found = new Map<string, JsonObject[]>();
  for (const object of objects) {
    const { name, namespace } = (object.metadata ?? {}) as JsonObject;
    const key = JSON.stringify([object.apiVersion, object.kind, namespace, name]);
    found.set(key, [...found.get(key) ?? [], object]);
  }
  return found;
}

rmSync(PROGRAM, { recursive: true, force: true });
let report = '';
importCommand(folders, { output: PROGRAM }, { out: (text) => { report += text; }, progress: () => undefined, colours: false });
const lost = new Set([...report.slice(report.indexOf('NOT in the program')).matchAll(/^ {2}(.*?):\d+: /gm)].map(([, file]) => file));
console.log(report.split('\n').filter((line) => /^\d+ files/.test(line)).join('\n'));

writeFileSync(join(PROGRAM, 'tsconfig.json'), JSON.stringify({
  extends: '../../test/tsconfig.json',
  compilerOptions: { paths: { 'cdk8s-istio': ['../../src'] }, noEmit: true },
  include: ['main.ts', 'charts/**/*.ts'],
}));
check('the program has no error of types', run(join(ROOT, 'node_modules/.bin/tsc'), '-p', '.'));

const library = join(PROGRAM, 'node_modules/cdk8s-istio/index.js');
mkdirSync(dirname(library), { recursive: true });
writeFileSync(library, 'module.exports = require("../../../../src");\n');
check('the program runs', run(join(ROOT, 'node_modules/.bin/ts-node'), '-T', '--project', '../../test/tsconfig.json', 'main.ts'));

const written = byIdentity(readdirSync(join(PROGRAM, 'dist')).sort()
  .flatMap((name) => readYaml(readFileSync(join(PROGRAM, 'dist', name), 'utf8')).objects.map(({ json }) => json as JsonObject)));
let count = 0;
for (const { name, read } of sources(folders)) {
  const objects = lost.has(name) ? [] : readYaml(read()).objects.map(({ json }) => normalForm(json).json);
  const problems = objects.flatMap((object) => {
    const { namespace } = (object.metadata ?? {}) as { namespace?: string };
    const alike = [...byIdentity([object]).keys()].flatMap((key) => written.get(key) ?? []);
    const differences = alike.map((made) =>
      difference(made as Json, object) && difference(made as Json, inPatternsWords(object, made, namespace).json));
    const same = differences.indexOf(undefined);
    if (same >= 0) { alike.splice(same, 1); return []; }
    return [`${String(object.kind)} ${JSON.stringify(object.metadata)}: ${differences.length === 0 ? 'is not written' : JSON.stringify(differences[0])}`];
  });
  count += objects.length;
  if (problems.length > 0) { check(name, problems); }
}
check(`${count} objects are as they were`, count > 0 ? [] : ['there are none']);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
