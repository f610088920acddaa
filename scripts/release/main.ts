/*
 * What a release needs, docs/releasing.md says when. The compiled API is needed for the first two: `npx projen compile`.
 *
 *   prepare VERSION DATE      checks all that a release asks for, then writes the files of its commit
 *   compat                    compares the API with that of the last release
 *   notes FOLDER [TAG]        writes what the workflow publishes with: the notes, the version and the tag
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiChanges } from './api';
import type { ApiChanges } from './api';
import { Changelog } from './changelog';
import { IGNORE_FILE, judge } from './compatibility';
import { lastRelease, RealReleases } from './last-release';
import { releaseNotes } from './notes';
import { prepared, writeAll } from './prepare';

const root = join(__dirname, '..', '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const readIgnored = () => existsSync(join(root, IGNORE_FILE)) ? read(IGNORE_FILE) : '';
const say = (text: string) => { process.stdout.write(`${text}\n`); };

/** What changed since the last release, which is told; `undefined` if there is none. */
function sinceLastRelease(): ApiChanges | undefined {
  if (!existsSync(join(root, '.jsii'))) { throw new Error('the API is not compiled; run "npx projen compile" first'); }
  const versions = Changelog.parse(read('CHANGELOG.md')).releases.map(({ version }) => version!);
  const last = lastRelease(versions, new RealReleases(root, 'cdk8s-istio'));
  say(last === undefined ? 'Nothing is released yet, so there is no API to compare with.' : `Compared with ${last.version}:`);
  return last === undefined ? undefined : apiChanges(last.folder, root);
}

function compat(): void {
  const changes = sinceLastRelease();
  const { problems, meant } = judge(changes ?? { breaks: [], additions: [] }, readIgnored());
  for (const { key, message } of meant) { say(`meant   ${message} [${key}]`); }
  if (problems.length > 0) { throw new Error(`${problems.join('\n')}\n\nWhat is meant to break is listed in ${IGNORE_FILE}, with the reason.`); }
  if (changes !== undefined) { say(`${meant.length} breaks, all of them meant; ${changes.additions.length} additions`); }
}

function prepare(version = '', date = ''): void {
  if (version === '' || date === '') { throw new Error('usage: npm run release:prepare -- VERSION DATE, as in: 1.2.3 2026-12-31'); }
  const changed = execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' });
  if (changed !== '') { throw new Error(`the release is a commit of its own; commit these before, or put them aside:\n${changed.trimEnd()}`); }
  writeAll(root, prepared({
    version,
    date,
    changelog: read('CHANGELOG.md'),
    packageJson: read('package.json'),
    packageLock: read('package-lock.json'),
    compatIgnore: readIgnored(),
    api: sinceLastRelease(),
  }));
  say(`${version} is prepared. Read the differences, then: git commit -am "chore(release): ${version}"`);
}

function notes(folder = 'dist', tag?: string): void {
  mkdirSync(join(root, folder), { recursive: true });
  const { version } = JSON.parse(read('package.json')) as { version: string };
  for (const [name, text] of releaseNotes({ changelog: read('CHANGELOG.md'), version, tag })) { writeFileSync(join(root, folder, name), text); }
}

const [command, ...args] = process.argv.slice(2);
try {
  switch (command) {
    case 'prepare': prepare(...args); break;
    case 'compat': compat(); break;
    case 'notes': notes(...args); break;
    default: throw new Error(`there is no "${command ?? ''}", only prepare, compat and notes`);
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
