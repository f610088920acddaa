import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommandLine } from '../../../src/cli/command-line';

const POLICY = 'apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: default, namespace: shop }\nspec: { mtls: { mode: STRICT } }\n';

let folder: string;
let out: string;
let err: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-'));
  out = err = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => { out += String(text); return true; });
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => { err += String(text); return true; });
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function write(files: { readonly [path: string]: string }): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function run(...args: string[]): number {
  return runCommandLine(['node', 'cdk8s-istio', 'import', ...args, '--output', join(folder, 'out')]);
}

/** What the command said, without the folder of the test. */
function said(): string {
  return out.replaceAll(folder.replaceAll('\\', '/'), '.').replaceAll(folder, '.');
}

test('writes a project, and says what it did', () => {
  write({ 'in/mesh/policy.yaml': POLICY.replace('/v1', '/v1beta1'), 'in/app.yml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n', 'in/notes.txt': 'x' });

  expect(run(join(folder, 'in'))).toBe(0);

  expect(said()).toBe(`Said in today's way:
  ./in/mesh/policy.yaml:1: apiVersion security.istio.io/v1beta1 is security.istio.io/v1 today
2 files, 2 objects: 1 by patterns, 0 by resources, 1 as plain objects; 0 not in the program
written to ./out
`);
  expect(['main.ts', 'charts/app.ts', 'charts/mesh/policy.ts', 'cdk8s.yaml', 'package.json', 'tsconfig.json'].filter((path) => !existsSync(join(folder, 'out', path))))
    .toEqual([]);
  expect(readFileSync(join(folder, 'out/main.ts'), 'utf8')).toBe(`import { App } from 'cdk8s';
import { AppChart } from './charts/app';
import { MeshPolicyChart } from './charts/mesh/policy';

const app = new App();

new AppChart(app, 'app');
new MeshPolicyChart(app, 'mesh-policy');

app.synth();
`);
});

test('lists what no construct says, and what is not in the program, with file, line and path', () => {
  write({
    'a.yaml': `${POLICY}---\n${POLICY.replace('name: default', 'name: odd').replace('namespace: shop', 'namespace: other').replace('STRICT', 'SOMETIMES')}`,
    'b.yaml': 'kind: [\n',
  });

  expect(run(join(folder, 'a.yaml'), join(folder, 'b.yaml'))).toBe(1);

  expect(said()).toBe(`Kept as plain objects, because no construct says it:
  ./a.yaml:9: spec.mtls.mode is "SOMETIMES"; it must be one of UNSET, DISABLE, PERMISSIVE, STRICT
Mistakes that the synth will report:
  a/odd: spec.mtls.mode is "SOMETIMES"; it must be one of UNSET, DISABLE, PERMISSIVE, STRICT; write such a value [CI0032]
NOT in the program:
  ./b.yaml:2: Flow sequence in block collection must be sufficiently indented and end with a ]
2 files, 2 objects: 1 by patterns, 0 by resources, 1 as plain objects; 1 not in the program
written to ./out
`);
});

test('files that differ in little have modules and charts of their own', () => {
  write({ 'in/a.yaml': POLICY, 'in/a.yml': POLICY, 'in/A b.yaml': POLICY, 'in/a/b.yaml': POLICY });

  expect(run(join(folder, 'in'))).toBe(0);

  expect(readFileSync(join(folder, 'out/main.ts'), 'utf8').match(/new \w+\(app, '.*'\)/g)).toEqual([
    'new ABChart(app, \'a-b\')', 'new AB2Chart(app, \'a-b-2\')', 'new AChart(app, \'a\')', 'new A2Chart(app, \'a-2\')',
  ]);
});

test('a link that leads back is not followed; folders of packages and hidden ones are passed over', () => {
  write({ 'in/a.yaml': POLICY, 'in/node_modules/b.yaml': POLICY, 'in/.git/c.yaml': POLICY });
  symlinkSync(join(folder, 'in'), join(folder, 'in/loop'));

  expect(run(join(folder, 'in'))).toBe(0);
  expect(said()).toContain('1 files, 1 objects');
});

describe('is called wrongly', () => {
  test('without paths', () => {
    expect(runCommandLine(['node', 'cdk8s-istio', 'import'])).toBe(2);
    expect(err).toContain('missing required argument \'paths\'');
  });

  test('with a path that is not there: nothing is written', () => {
    expect(run(join(folder, 'nothing'))).toBe(2);
    expect(err).toContain('nothing: there is no such file or folder; give a file, a folder or - for standard input');
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  test('with a folder for output that holds something: it stays as it is, unless forced', () => {
    write({ 'a.yaml': POLICY, 'out/package.json': '{}' });

    expect(run(join(folder, 'a.yaml'))).toBe(2);
    expect(err).toContain('out is not empty; give another --output, or --force to write into it');
    expect(existsSync(join(folder, 'out/main.ts'))).toBe(false);

    expect(run(join(folder, 'a.yaml'), '--force')).toBe(0);
    expect(readFileSync(join(folder, 'out/package.json'), 'utf8')).toBe('{}');
  });

  test('help is no mistake', () => {
    expect(runCommandLine(['node', 'cdk8s-istio', '--help'])).toBe(0);
    expect(out).toContain('import [options] <paths...>');
  });
});
