import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Changelog } from '../../../scripts/release/changelog';

const changelog = (...sections: string[]) => ['# Changelog', 'How it is kept.', ...sections].join('\n\n') + '\n';
const FIRST = '## [0.1.0] - 2026-11-21\n\n### Added\n\n- All of it.';

test('the changelog of this project has the form', () => {
  const text = readFileSync(join(__dirname, '..', '..', '..', 'CHANGELOG.md'), 'utf8');
  expect(Changelog.parse(text).toString()).toBe(text);
});

test('a release takes all that was not released, and is linked', () => {
  const before = Changelog.parse(changelog('## [Unreleased]\n\n### Fixed\n\n- Timeouts.', FIRST));
  expect(before.released('0.1.1', '2026-12-01').toString()).toMatchInlineSnapshot(`
"# Changelog

How it is kept.

## [Unreleased]

## [0.1.1] - 2026-12-01

### Fixed

- Timeouts.

## [0.1.0] - 2026-11-21

### Added

- All of it.

[Unreleased]: https://github.com/cdk8s-istio/cdk8s-istio/compare/v0.1.1...HEAD
[0.1.1]: https://github.com/cdk8s-istio/cdk8s-istio/compare/v0.1.0...v0.1.1
[0.1.0]: https://github.com/cdk8s-istio/cdk8s-istio/releases/tag/v0.1.0
"
`);
});

test('it is the same when it is read again', () => {
  const text = Changelog.parse(changelog('## [Unreleased]\n\n### Added\n\n- All of it.')).released('0.1.0', '2026-11-21').toString();
  expect(Changelog.parse(text).toString()).toBe(text);
  expect(Changelog.parse(text).notesOf('0.1.0')).toBe('### Added\n\n- All of it.');
  expect(Changelog.parse(text).hasNews).toBe(false);
});

test.each([
  ['no section', [], ['the first section must be "## [Unreleased]"']],
  ['no section for what is not released', [FIRST], ['the first section must be "## [Unreleased]"']],
  ['headings in another form', ['## Unreleased', '## 0.1.0 (2026-11-21)'], [
    '"## Unreleased" is neither "## [Unreleased]" nor like "## [1.2.3] - 2026-12-31"',
    '"## 0.1.0 (2026-11-21)" is neither "## [Unreleased]" nor like "## [1.2.3] - 2026-12-31"',
  ]],
  ['a version with something behind it', ['## [Unreleased]', '## [0.1.0-rc.1] - 2026-11-21\n\n- All.'], ['"0.1.0-rc.1" is no version like 1.2.3']],
  ['two sections for what is not released', ['## [Unreleased]', '## [Unreleased]'], ['"Unreleased" is no version like 1.2.3']],
  ['no date', ['## [Unreleased]', '## [0.1.0]\n\n- All.'], ['0.1.0 has no date like 2026-12-31']],
  ['a day that does not exist', ['## [Unreleased]', '## [0.1.0] - 2026-02-30\n\n- All.'], ['0.1.0 has no date like 2026-12-31']],
  ['releases in another order', ['## [Unreleased]', FIRST, '## [0.2.0] - 2026-11-22\n\n- More.'], [
    '0.1.0 stands above 0.2.0, but is not higher', '0.1.0 is of 2026-11-21, before 0.2.0',
  ]],
  ['groups of other names, or twice', ['## [Unreleased]\n\n### New\n\n- One.\n\n### Fixed\n\n- Two.\n\n### Fixed\n\n- Three.'], [
    '"### New" of Unreleased is none of Added, Changed, Deprecated, Removed, Fixed, Security', 'Unreleased has "### Fixed" twice',
  ]],
  ['a release without entries', ['## [Unreleased]', '## [0.1.0] - 2026-11-21\n\n### Added'], ['0.1.0 has no entries']],
])('%s is refused', (_name, sections, problems) => {
  expect(() => Changelog.parse(changelog(...sections))).toThrow(new Error(problems.map((problem) => `CHANGELOG.md: ${problem}`).join('\n')));
});
