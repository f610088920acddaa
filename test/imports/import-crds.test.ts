import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { compareVersions, readCrds } from '../../scripts/import-crds/crds';
import { differingFiles, filesOf, writeFiles } from '../../scripts/import-crds/files';
import { Schema, withoutAliases, withoutDescriptions } from '../../scripts/import-crds/schema';
import { sourceOfFile, sourceOfImports } from '../../scripts/import-crds/source';

const ROOT = join(__dirname, '..', '..');
const IMPORTS = join(ROOT, 'imports');

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'import-crds-test-')); });
afterEach(() => { rmSync(folder, { recursive: true }); });

function fileOf(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

interface CrdOptions { kind?: string; versions?: { name: string; served?: boolean; schema?: Schema }[] }

function crd({ kind = 'Sidecar', versions = [{ name: 'v1' }] }: CrdOptions = {}) {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    spec: {
      group: 'networking.istio.io',
      names: { kind },
      versions: versions.map(({ name, served = true, schema = { type: 'object', properties: { spec: { type: 'object' } } } }) => (
        { name, served, schema: { openAPIV3Schema: schema } })),
    },
  };
}

describe('reading CRDs', () => {
  test('takes the newest served version, and names all that are served', () => {
    const versions = [{ name: 'v1alpha3' }, { name: 'v1beta1' }, { name: 'v1', served: false }];
    expect(readCrds(stringify(crd({ versions })), 'file')).toMatchObject([{ version: 'v1beta1', versions: ['v1beta1', 'v1alpha3'] }]);
  });

  test('orders versions by stability, then by number', () => {
    const versions = ['v1', 'v2alpha1', 'v1beta2', 'v2', 'v1alpha3', 'v1beta1', 'v1alpha10'];
    expect(versions.sort(compareVersions)).toEqual(['v1alpha3', 'v1alpha10', 'v2alpha1', 'v1beta1', 'v1beta2', 'v1', 'v2']);
  });

  test('reads documents and lists, and passes over what is no CRD', () => {
    const text = [stringify({ kind: 'ConfigMap' }), '', stringify({ kind: 'List', items: [crd({ kind: 'B' }), crd({ kind: 'A' })] })].join('---\n');
    expect(readCrds(text, 'file').map(({ kind }) => kind)).toEqual(['A', 'B']);
  });

  test.each<[string, string, string]>([
    ['no CRD', stringify({ kind: 'ConfigMap' }), 'file holds no CustomResourceDefinition'],
    ['nothing', '', 'file holds no CustomResourceDefinition'],
    ['no YAML', 'a: [', 'file is not YAML'],
    ['nothing served', stringify(crd({ versions: [{ name: 'v1', served: false }] })), 'the CRD of Sidecar has no served version with a schema'],
    ['a strange version', stringify(crd({ versions: [{ name: 'one' }, { name: 'v1' }] })), "'one' is not the name of a Kubernetes version"],
    ['no spec', stringify(crd({ versions: [{ name: 'v1', schema: { type: 'object' } }] })), 'the schema of Sidecar has no spec'],
    ['a kind twice', [crd(), crd()].map((each) => stringify(each)).join('---\n'), 'file holds the CRD of Sidecar twice'],
  ])('refuses a file with %s', (_, text, message) => {
    expect(() => readCrds(text, 'file')).toThrow(message);
  });

  test('refuses a kind that is not known', () => {
    const file = fileOf('crds.yaml', stringify(crd({ kind: 'Sidecaar' })));
    expect(() => sourceOfFile(file, IMPORTS)).toThrow('holds unknown kinds: Sidecaar.networking.istio.io');
  });

  test('refuses a file that is not there', () => {
    expect(() => sourceOfFile(join(folder, 'none.yaml'), IMPORTS)).toThrow('there is no file');
  });
});

describe('schemas', () => {
  test('lose their prose, not a property called description', () => {
    const schema: Schema = {
      description: 'a',
      properties: { description: { type: 'string', description: 'b' } },
      items: { description: 'c' },
      additionalProperties: { description: 'd' },
      oneOf: [{ description: 'e' }],
      not: { anyOf: [{ description: 'f' }] },
    };
    expect(withoutDescriptions(schema)).toEqual({
      properties: { description: { type: 'string' } },
      items: {},
      additionalProperties: {},
      oneOf: [{}],
      not: { anyOf: [{}] },
    });
  });

  test('lose the second spelling of a field, not a field in snake case', () => {
    const properties = { jwks_uri: {}, jwksUri: {}, proxy_init: {} };
    expect(withoutAliases({ properties, required: ['jwks_uri', 'jwksUri'] }))
      .toEqual({ properties: { jwksUri: {}, proxy_init: {} }, required: ['jwksUri'] });
  });

  test('with two spellings of equal right are refused', () => {
    expect(() => withoutAliases({ properties: { spec: { properties: { meshID: {}, meshId: {} } } } }))
      .toThrow('spec: cannot tell which of meshID, meshId is the real field');
  });
});

describe('checking', () => {
  test('names the files that differ, are missing or should not be there', () => {
    const files = new Map([['same.ts', 'same'], ['changed.ts', 'old'], ['missing.ts', '']]);
    writeFiles(folder, files);
    expect(differingFiles(folder, files)).toEqual([]);

    rmSync(join(folder, 'missing.ts'));
    fileOf('changed.ts', 'new');
    fileOf('foreign.ts', '');
    expect(differingFiles(folder, files)).toEqual(['changed.ts', 'foreign.ts', 'missing.ts']);

    fileOf('envoy.ts', 'of another script');
    writeFiles(folder, files);
    expect(differingFiles(folder, files)).toEqual([]);
    expect(readFileSync(join(folder, 'envoy.ts'), 'utf8')).toBe('of another script');
  });

  test('of the schemas as CRDs again finds nothing to change', () => {
    const kinds = sourceOfImports(IMPORTS).kinds.filter(({ kind }) => kind !== 'IstioOperator');
    const items = kinds.map(({ group, kind, versions: names, schema }) => {
      const versions = names.map((name) => ({ name, served: true, schema: { openAPIV3Schema: schema } }));
      return { kind: 'CustomResourceDefinition', spec: { group, names: { kind }, versions } };
    });
    const file = fileOf('crds.yaml', stringify({ kind: 'List', items }));
    expect(differingFiles(IMPORTS, filesOf(sourceOfFile(file, IMPORTS)))).toEqual([]);
  });

  test('says on the command line what is wrong, and nothing more', () => {
    const file = fileOf('crds.yaml', stringify(crd()));
    expect(run('--check', '--crds', file)).toMatch(/^no CRD of .*\nimports\/ is not what npm run import-crds writes:\n {2}extensions\.istio\.io\.ts\n/);
    expect(run('--crds', join(folder, 'none.yaml'))).toBe(`there is no file ${join(folder, 'none.yaml')}\n`);
    expect(run('--chek')).toContain('usage: npm run import-crds -- [--crds FILE] [--check]');
  });
});

/** Runs the script, which has to fail, and returns what it says. */
function run(...args: string[]): string {
  const script = ['-T', '--project', 'projenrc/tsconfig.json', 'scripts/import-crds/main.ts'];
  try {
    execFileSync(process.execPath, [require.resolve('ts-node/dist/bin.js'), ...script, ...args], { cwd: ROOT, stdio: 'pipe' });
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: Buffer };
    expect(status).toBe(1);
    return stderr.toString();
  }
  throw new Error('the script should have failed');
}
