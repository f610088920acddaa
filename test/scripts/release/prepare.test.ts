import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NOTHING_IGNORED } from '../../../scripts/release/compatibility';
import { prepared, writeAll } from '../../../scripts/release/prepare';
import type { Preparation } from '../../../scripts/release/prepare';

const root = join(__dirname, '..', '..', '..');
const REMOVED = { key: 'removed:cdk8s-istio.CanaryRelease.weight', message: 'PROPERTY cdk8s-istio.CanaryRelease.weight: has been removed' };
const MEANT = `${NOTHING_IGNORED}# The weight is said by the plan.\n${REMOVED.key}\n`;
const NEW = { key: 'removed:cdk8s-istio.Plan', message: 'CLASS cdk8s-istio.Plan: has been removed' };

const changelog = (last: string | undefined, unreleased: string) => [
  '# Changelog', '## [Unreleased]', unreleased, ...last === undefined ? [] : [`## [${last}] - 2026-11-21`, '- All of it.'],
].join('\n\n') + '\n';
const json = (value: object) => `${JSON.stringify(value, undefined, 2)}\n`;
const prepare = (changes: Partial<Preparation>) => prepared({
  version: '0.1.0',
  date: '2026-12-01',
  changelog: changelog(undefined, '### Added\n\n- All of it.'),
  packageJson: json({ name: 'cdk8s-istio', version: '0.0.0', main: 'lib/index.js' }),
  packageLock: json({ name: 'cdk8s-istio', version: '0.0.0', packages: { '': { version: '0.0.0' }, 'node_modules/yaml': { version: '2.8.0' } } }),
  compatIgnore: NOTHING_IGNORED,
  api: undefined,
  ...changes,
});

test('a release is a section with a date, the version, and no more breaks that are meant', () => {
  const files = prepare({
    version: '0.2.0',
    changelog: changelog('0.1.0', '### Removed\n\n- **Breaking:** the weight.'),
    compatIgnore: MEANT,
    api: { breaks: [REMOVED], additions: [] },
  });
  expect(Object.fromEntries(files)).toMatchInlineSnapshot(`
{
  ".compatignore": "# Breaks of the API since the last release that are meant: one a line, by the key that \`npm run compat\` shows in brackets.
# A comment right above each says why. Preparing a release empties this file.
",
  "CHANGELOG.md": "# Changelog

## [Unreleased]

## [0.2.0] - 2026-12-01

### Removed

- **Breaking:** the weight.

## [0.1.0] - 2026-11-21

- All of it.

[Unreleased]: https://github.com/cdk8s-istio/cdk8s-istio/compare/v0.2.0...HEAD
[0.2.0]: https://github.com/cdk8s-istio/cdk8s-istio/compare/v0.1.0...v0.2.0
[0.1.0]: https://github.com/cdk8s-istio/cdk8s-istio/releases/tag/v0.1.0
",
  "package-lock.json": "{
  "name": "cdk8s-istio",
  "version": "0.2.0",
  "packages": {
    "": {
      "version": "0.2.0"
    },
    "node_modules/yaml": {
      "version": "2.8.0"
    }
  }
}
",
  "package.json": "{
  "name": "cdk8s-istio",
  "version": "0.2.0",
  "main": "lib/index.js"
}
",
}
`);
});

test('the files of this project change in their versions alone', () => {
  const read = (name: string) => readFileSync(join(root, name), 'utf8');
  const [packageJson, packageLock] = [read('package.json'), read('package-lock.json')];
  const files = prepare({ packageJson, packageLock, version: '0.0.1' });
  for (const [name, before] of [['package.json', packageJson], ['package-lock.json', packageLock]] as const) {
    const lines = files.get(name)!.split('\n').filter((line, i) => line !== before.split('\n')[i]);
    expect(lines.map((line) => line.trim())).toEqual(name === 'package.json' ? ['"version": "0.0.1",'] : ['"version": "0.0.1",', '"version": "0.0.1",']);
  }
  expect(read('.compatignore').startsWith(files.get('.compatignore')!)).toBe(true);
});

const FIXED = '### Fixed\n\n- Timeouts.';
const ADDED = '### Added\n\n- More.';
const BREAKING = '### Changed\n\n- **Breaking:** other names in the YAML.';
const NO_CHANGE = { breaks: [], additions: [] };

test.each<[string, string | undefined, string, string, Partial<Preparation>]>([
  ['the first', undefined, '0.1.0', ADDED, {}],
  ['the first, stable', undefined, '1.0.0', ADDED, {}],
  ['a fix', '0.1.0', '0.1.1', FIXED, { api: NO_CHANGE }],
  ['more than it needs', '0.1.0', '0.2.0', FIXED, { api: NO_CHANGE }],
  ['news before 1.0.0', '0.1.0', '0.1.1', ADDED, { api: { breaks: [], additions: [NEW] } }],
  ['a break before 1.0.0', '0.1.0', '0.2.0', BREAKING, { api: { breaks: [REMOVED], additions: [] }, compatIgnore: MEANT }],
  ['a fix later', '1.4.2', '1.4.3', FIXED, { api: NO_CHANGE }],
  ['news later', '1.4.2', '1.5.0', ADDED, { api: { breaks: [], additions: [NEW] } }],
  ['a break later', '1.4.2', '2.0.0', BREAKING, { api: NO_CHANGE }],
  ['on the day of the last', '0.1.0', '0.1.1', FIXED, { api: NO_CHANGE, date: '2026-11-21' }],
])('%s is allowed', (_name, last, version, unreleased, changes) => {
  expect(prepare({ version, changelog: changelog(last, unreleased), ...changes }).get('CHANGELOG.md')).toContain(`## [${version}] - ${changes.date ?? '2026-12-01'}`);
});

const UNUSED = `${NOTHING_IGNORED}# Not any more.\nremoved:x\n`;

test.each<[string, string | undefined, string, string, Partial<Preparation>, string[]]>([
  ['no version', '0.1.0', 'v0.2', FIXED, { api: NO_CHANGE }, ['version is v0.2; it must be like 1.2.3, with nothing behind it']],
  ['a suffix', '0.1.0', '0.2.0-rc.1', FIXED, { api: NO_CHANGE }, ['version is 0.2.0-rc.1; it must be like 1.2.3, with nothing behind it']],
  ['the same version', '0.1.0', '0.1.0', FIXED, { api: NO_CHANGE }, ['version is 0.1.0; 0.1.0 is the last release, so it must be 0.1.1 or 0.2.0 or 1.0.0']],
  ['a lower version', '0.10.0', '0.9.1', FIXED, { api: NO_CHANGE }, ['version is 0.9.1; 0.10.0 is the last release, so it must be 0.10.1 or 0.11.0 or 1.0.0']],
  ['a version is left out', '0.1.0', '0.3.0', FIXED, { api: NO_CHANGE }, ['version is 0.3.0; 0.1.0 is the last release, so it must be 0.1.1 or 0.2.0 or 1.0.0']],
  ['the first is too high', undefined, '0.2.0', ADDED, {}, ['version is 0.2.0; nothing is released yet, so it must be 0.0.1 or 0.1.0 or 1.0.0']],
  ['another date', '0.1.0', '0.1.1', FIXED, { api: NO_CHANGE, date: '1.12.2026' }, ['date is 1.12.2026; it must be a day like 2026-12-31']],
  ['a day that does not exist', '0.1.0', '0.1.1', FIXED, { api: NO_CHANGE, date: '2026-02-30' }, ['date is 2026-02-30; it must be a day like 2026-12-31']],
  ['an earlier date', '0.1.0', '0.1.1', FIXED, { api: NO_CHANGE, date: '2026-11-20' }, ['date is 2026-11-20; 0.1.0 is of 2026-11-21']],
  ['nothing to release', '0.1.0', '0.1.1', '### Fixed', { api: NO_CHANGE }, ['CHANGELOG.md: [Unreleased] has no entries; write what users get']],
  ['news later', '1.4.2', '1.4.3', ADDED, { api: NO_CHANGE }, ['version is 1.4.3; 1.4.2 is the last release, and there is something new, so it must be at least 1.5.0']],
  ['news that only the API tells', '1.4.2', '1.4.3', FIXED, { api: { breaks: [], additions: [NEW] } },
    ['version is 1.4.3; 1.4.2 is the last release, and there is something new, so it must be at least 1.5.0']],
  ['a break before 1.0.0', '0.1.0', '0.1.1', BREAKING, { api: NO_CHANGE },
    ['version is 0.1.1; 0.1.0 is the last release, and users must change something, so it must be at least 0.2.0']],
  ['a break later', '1.4.2', '1.5.0', BREAKING, { api: NO_CHANGE },
    ['version is 1.5.0; 1.4.2 is the last release, and users must change something, so it must be at least 2.0.0']],
  ['a break that is not meant', '0.1.0', '0.2.0', BREAKING, { api: { breaks: [REMOVED], additions: [] } }, [`npm run compat: ${REMOVED.message} [${REMOVED.key}]`]],
  ['a break that is not told', '0.1.0', '0.2.0', FIXED, { api: { breaks: [REMOVED], additions: [] }, compatIgnore: MEANT },
    ['CHANGELOG.md: the API is broken on purpose, but no entry of [Unreleased] begins with "**Breaking:**"']],
  ['a break that is none', '0.1.0', '0.1.1', FIXED, { api: NO_CHANGE, compatIgnore: UNUSED }, ['npm run compat: .compatignore: [removed:x] is not broken; remove it']],
  ['all at once', '0.1.0', '0.3', '', { api: NO_CHANGE, date: 'today' }, [
    'version is 0.3; it must be like 1.2.3, with nothing behind it', 'date is today; it must be a day like 2026-12-31',
    'CHANGELOG.md: [Unreleased] has no entries; write what users get',
  ]],
])('%s is refused', (_name, last, version, unreleased, changes, problems) => {
  expect(() => prepare({ version, changelog: changelog(last, unreleased), ...changes })).toThrow(new Error(problems.join('\n')));
});

describe('files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'release-'));
    writeFileSync(join(folder, 'a'), 'old');
    chmodSync(join(folder, 'a'), 0o444);
  });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  test('all are written, and stay read-only where they were', () => {
    writeAll(folder, new Map([['a', 'new'], ['b', 'more']]));
    expect(readdirSync(folder)).toEqual(['a', 'b']);
    expect(readFileSync(join(folder, 'a'), 'utf8') + readFileSync(join(folder, 'b'), 'utf8')).toBe('newmore');
    expect((statSync(join(folder, 'a')).mode & 0o777).toString(8)).toBe('444'); // eslint-disable-line no-bitwise
  });

  test('none is written if one cannot be', () => {
    mkdirSync(join(folder, 'c'));
    expect(() => { writeAll(folder, new Map([['a', 'new'], ['c', 'no file']])); }).toThrow(new Error('c is not a file'));
    expect(() => { writeAll(folder, new Map([['a', 'new'], ['missing/d', 'no folder']])); }).toThrow('ENOENT');
    expect(readdirSync(folder)).toEqual(['a', 'c']);
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('old');
  });
});
