import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Changelog } from '../scripts/release/changelog';

const root = join(__dirname, '..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const manifest = JSON.parse(read('package.json')) as Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** Construct Hub lists what is made by jsii, has the keyword of its CDK and a license that permits much. */
test('Construct Hub finds what it asks for', () => {
  expect(manifest.keywords).toContain('cdk8s');
  expect(manifest.license).toBe('Apache-2.0');
  expect(manifest.jsii.outdir).toBe('dist');
  expect(manifest.description).toMatch(/^[A-Z].{40,160}\.$/);
  expect(manifest.author).toMatchObject({ name: expect.stringMatching(/./), email: expect.stringMatching(/@/) });
  expect(manifest.stability).toBe('experimental');
  expect(manifest.private).toBeUndefined();
});

/** It resolves relative links and images of README.md by this address: to `blob/HEAD` and to the raw files. */
test('the repository is named in the form that Construct Hub understands', () => {
  expect(manifest.repository).toEqual({ type: 'git', url: 'https://github.com/cdk8s-istio/cdk8s-istio.git' });
  expect(manifest.repository.url).toMatch(/^(?:(?:git@)?github\.com:|https?:\/\/github\.com\/)([^/]+)\/([^/]+)(?:\.git)?$/);
});

test('relative links of README.md lead to files', () => {
  const links = [...read('README.md').matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(([, link]) => link!);
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter((link) => link.startsWith('/') || !existsSync(join(root, link)))).toEqual([]);
});

test('each language has its package', () => {
  expect(manifest.jsii.targets).toMatchInlineSnapshot(`
{
  "go": {
    "moduleName": "github.com/cdk8s-istio/cdk8s-istio-go",
    "packageName": "cdk8sistio",
  },
  "java": {
    "maven": {
      "artifactId": "cdk8s-istio",
      "groupId": "io.github.cdk8s-istio",
    },
    "package": "io.github.cdk8s_istio.cdk8s.istio",
  },
  "python": {
    "distName": "cdk8s-istio",
    "module": "cdk8s_istio",
  },
}
`);
});

test('the version is that of the changelog\'s last release, in both files', () => {
  const { last } = Changelog.parse(read('CHANGELOG.md'));
  const lock = JSON.parse(read('package-lock.json')) as { version: string; packages: Record<string, { version: string }> };
  expect([manifest.version, lock.version, lock.packages['']!.version]).toEqual([`${last}`, `${last}`, `${last}`]);
});

test('what is installed with the package, and what it asks for', () => {
  expect(Object.keys(manifest.peerDependencies)).toEqual(['cdk8s', 'constructs']);
  expect(manifest.bundledDependencies).toEqual(Object.keys(manifest.dependencies));
  expect(manifest.scripts).not.toHaveProperty('install');
  expect(manifest.scripts).not.toHaveProperty('postinstall');
});
