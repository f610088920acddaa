import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModuleKind, transpileModule } from 'typescript';

const SCRIPT = join(__dirname, '..', '..', 'scripts', 'bundle-checks.mjs');
const SOURCES: { readonly [file: string]: string } = {
  'model/json.ts': 'console.log(\'json\'); export const json = {};',
  'checks/check.ts': 'export const seen: string[] = [];',
  'checks/gateway/one.ts': 'import { seen } from \'../check\'; import { json } from \'../../model/json\'; seen.push(\'one\'); export const one = { json };',
  'checks/gateway/two.ts': 'import { seen } from \'../check\'; seen.push(\'two\'); export const two = {};',
  'checks/gateway/index.ts': 'import { one } from \'./one\'; import { two } from \'./two\'; export const GATEWAY = [one, two];',
  'checks/registry.ts': 'import { GATEWAY } from \'./gateway\'; export const CHECKS = [...GATEWAY];',
  'patterns/review.ts': 'import { two } from \'../checks/gateway/two\'; export const reviewed = two;',
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  for (const [file, source] of Object.entries(SOURCES)) {
    mkdirSync(join(folder, 'src', file, '..'), { recursive: true });
    const { outputText } = transpileModule(source, { compilerOptions: { module: ModuleKind.CommonJS, esModuleInterop: true } });
    writeFileSync(join(folder, 'src', file.replace('.ts', '.js')), outputText);
  }
});
afterEach(() => { rmSync(folder, { recursive: true }); });

const node = (...args: string[]) => execFileSync(process.execPath, args, { encoding: 'utf8', cwd: folder }).trim();

test('the checks are one file, what they share is loaded once, and one that others ask for stays', () => {
  expect(node(SCRIPT, '.')).toBe('2 files of checks are one');
  expect(['one', 'two', 'index'].map((name) => existsSync(join(folder, `src/checks/gateway/${name}.js`)))).toEqual([false, true, false]);
  expect(node('-e', `
    const { CHECKS } = require('./src/checks/registry'), { json } = require('./src/model/json');
    console.log(CHECKS.length, CHECKS[0].json === json, CHECKS[1] === require('./src/patterns/review').reviewed, require('./src/checks/check').seen.join());
  `)).toBe('json\n2 true true one,two');
});

test('what is bundled already stays as it is', () => {
  node(SCRIPT, '.');
  expect(node(SCRIPT, '.')).toBe('0 files of checks are one');
  expect(node('-e', 'console.log(require("./src/checks/registry").CHECKS.length)')).toBe('json\n2');
});
