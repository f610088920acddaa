import { releaseNotes } from '../../../scripts/release/notes';

const changelog = '# Changelog\n\n## [Unreleased]\n\n- Next.\n\n## [0.1.0] - 2026-11-21\n\n### Added\n\n- All of it.\n';

test('the notes are the section of the version', () => {
  expect(Object.fromEntries(releaseNotes({ changelog, version: '0.1.0', tag: 'v0.1.0' }))).toEqual({
    'changelog.md': '### Added\n\n- All of it.\n', 'version.txt': '0.1.0', 'releasetag.txt': 'v0.1.0',
  });
});

test('a rehearsal shows what comes next', () => {
  expect(releaseNotes({ changelog, version: '0.0.0', tag: undefined }).get('changelog.md')).toBe('- Next.\n');
});

test.each([
  ['another tag', '0.1.0', 'v0.2.0', 'the tag is v0.2.0, but package.json says 0.1.0; a release is tagged v0.1.0'],
  ['another form of tag', '0.1.0', '0.1.0', 'the tag is 0.1.0, but package.json says 0.1.0; a release is tagged v0.1.0'],
  ['a version that was not prepared', '0.2.0', 'v0.2.0', 'CHANGELOG.md has no section for 0.2.0; prepare the release first'],
])('%s is refused', (_name, version, tag, problem) => {
  expect(() => releaseNotes({ changelog, version, tag })).toThrow(new Error(problem));
});
