import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const EXAMPLES = join(__dirname, '..', 'examples');
const names = readdirSync(EXAMPLES, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);

/** The files in a folder, and in those that it holds, with their content. */
function files(folder: string): { [name: string]: string } {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
}

/** Runs an example as a program of its own, and returns what it writes. */
function synthesized(name: string): { [name: string]: string } {
  const out = mkdtempSync(join(tmpdir(), 'cdk8s-istio-example-'));
  const before = process.env.CDK8S_OUTDIR;
  process.env.CDK8S_OUTDIR = out;
  try {
    jest.isolateModules(() => { jest.requireActual(join(EXAMPLES, name, 'main.ts')); });
    return files(out);
  } finally {
    if (before === undefined) { delete process.env.CDK8S_OUTDIR; } else { process.env.CDK8S_OUTDIR = before; }
    rmSync(out, { recursive: true, force: true });
  }
}

test('there is an example for the whole application, for the composition, and for each pattern', () => {
  expect(names).toEqual(expect.arrayContaining([
    'access', 'addons', 'alb', 'ambient', 'bookinfo', 'canary', 'canary-plan', 'canary-steps', 'composition', 'egress', 'fault-injection', 'fleet', 'ingress',
    'install', 'install-argo-cd', 'install-helm', 'install-sail', 'mirroring', 'mtls-migration', 'releases', 'resilience', 'routing',
    'shop', 'sidecar-scope', 'sidecar-settings', 'strict-mtls', 'tcp-canary', 'traffic-policies', 'transform', 'upgrade', 'virtual-machines',
  ]));
});

// After a change that is meant: `npm run example` writes them anew; then look at the difference.
test.each(names)('%s writes the YAML that is committed, without a warning', (name) => {
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const written = synthesized(name);
  const warned = stderr.mock.calls.map(([text]) => String(text));
  stderr.mockRestore();
  expect(warned).toEqual([]);
  expect(written).toEqual(files(join(EXAMPLES, name, 'dist')));
});
