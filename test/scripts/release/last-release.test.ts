import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastRelease, RealReleases } from '../../../scripts/release/last-release';

jest.setTimeout(120_000);

const ask = (versions: string[], published: string[] | undefined, tagged: string[]) => lastRelease(versions, {
  published: () => published, tagged: () => tagged, fromNpm: (version) => `npm ${version}`, fromTag: (version) => `tag ${version}`,
});

test.each<[string, string[], string[] | undefined, string[], string | undefined]>([
  ['nothing is released', [], undefined, [], undefined],
  ['the first is being released', ['0.1.0'], [], [], undefined],
  ['the last is on npm', ['0.2.0', '0.1.0'], ['0.1.0', '0.2.0'], ['0.1.0', '0.2.0'], 'npm 0.2.0'],
  ['one more is being released', ['0.3.0', '0.2.0', '0.1.0'], ['0.1.0', '0.2.0'], ['0.1.0', '0.2.0'], 'npm 0.2.0'],
  ['another\'s package of this name does not count', ['0.1.0'], ['3.0.0'], [], undefined],
  ['npm has none, Git does', ['0.2.0', '0.1.0'], [], ['0.1.0'], 'tag 0.1.0'],
  ['npm cannot be asked', ['0.2.0', '0.1.0'], undefined, ['0.1.0', '0.2.0'], 'tag 0.2.0'],
])('%s', (_name, versions, published, tagged, expected) => {
  expect(ask(versions, published, tagged)?.folder).toBe(expected);
});

test('if nobody can tell, it is not taken for nothing', () => {
  expect(() => ask(['0.2.0', '0.1.0'], undefined, [])).toThrow(
    new Error('the API of 0.2.0 or 0.1.0 is not known: npm cannot be asked, and there is no tag v0.2.0; try "git fetch --tags"'));
});

test('a tag is compiled, unless it is what is checked out', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tags-'));
  try {
    const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], { cwd: folder });
    writeFileSync(join(folder, 'index.ts'), 'export class One {}');
    writeFileSync(join(folder, '.gitignore'), '/node_modules\n/.cache\n');
    writeFileSync(join(folder, 'package.json'), JSON.stringify({
      name: 'one',
      version: '0.1.0',
      main: 'index.js',
      types: 'index.d.ts',
      license: 'Apache-2.0',
      author: { name: 'x' },
      repository: { url: 'https://example.com/one.git' },
      jsii: { outdir: 'dist', targets: {} },
    }));
    symlinkSync(join(__dirname, '..', '..', '..', 'node_modules'), join(folder, 'node_modules'));
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'one');
    git('tag', 'v0.1.0');
    const releases = new RealReleases(folder, 'one');
    expect(releases.tagged()).toEqual([]);
    git('commit', '-qm', 'two', '--allow-empty');
    git('tag', 'v0.2.0');
    git('tag', 'other');
    expect(releases.tagged()).toEqual(['0.1.0']);
    expect(existsSync(join(releases.fromTag('0.1.0'), '.jsii'))).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
