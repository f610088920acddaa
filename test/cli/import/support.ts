import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transpile } from 'typescript';
import { parseAllDocuments } from 'yaml';
import { type Imported, importYaml } from '../../../src/cli/import/import';
import { normalForm } from '../../../src/cli/import/normal-form';
import { readYaml } from '../../../src/cli/yaml/documents';
import { canonical, type Json, type JsonObject } from '../../../src/model/json';

/** Imports files that are given as texts. */
export function importFiles(files: { readonly [name: string]: string }): Imported {
  return importYaml(Object.entries(files).map(([name, text]) => ({ name, read: () => text })), () => undefined);
}

/** What stands between the braces of the constructor of the only chart. */
export function statements(yaml: string): string {
  const [, chart] = importFiles({ 'shop.yaml': yaml }).files;
  const body = chart.text.slice(chart.text.indexOf('super('));
  return body.slice(body.indexOf('\n') + 1, body.lastIndexOf('  }\n}')).replace(/^ {4}/gm, '').trim();
}

/** Runs a program of TypeScript as it is printed; what it writes, object by object. */
export function run({ files }: Imported): JsonObject[] {
  const outdir = mkdtempSync(join(tmpdir(), 'imported-'));
  const loaded = new Map<string, unknown>();
  const load = (path: string): unknown => {
    const file = files.find((one) => one.path === `${path}.ts`);
    if (file === undefined) { throw new Error(`${path} is not in the program`); }
    if (!loaded.has(path)) {
      const module = { exports: {} };
      loaded.set(path, module.exports);
      const text = path === 'main' ? file.text.replace('new App()', `new App({ outdir: ${JSON.stringify(outdir)} })`) : file.text;
      const script = transpile(text, { module: 1, target: 9 });
      // eslint-disable-next-line @typescript-eslint/no-implied-eval
      new Function('require', 'exports', 'module', script)((name: string) => (name.startsWith('./') ? load(name.slice(2)) : resolve(name)), module.exports, module);
    }
    return loaded.get(path);
  };
  try {
    load('main');
    return readdirSync(outdir).sort().flatMap((name) =>
      parseAllDocuments(readFileSync(join(outdir, name), 'utf8')).map((document) => document.toJS() as JsonObject));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The library as it is tested, other packages as they are installed. */
function resolve(name: string): unknown {
  return name === 'cdk8s-istio' ? jest.requireActual('../../../src') : createRequire(__filename)(name);
}

/** The objects of a file in normal form, as texts that can be compared. */
export function normalTexts(yaml: string): string[] {
  return readYaml(yaml).objects.map(({ json }) => canonical(normalForm(json).json));
}

export function sorted(objects: readonly JsonObject[]): string[] {
  return objects.map((object) => canonical(object as Json)).sort();
}
