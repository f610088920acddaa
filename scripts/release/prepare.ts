import { existsSync, lstatSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiChanges } from './api';
import { Changelog, isDay } from './changelog';
import { IGNORE_FILE, NOTHING_IGNORED, judge } from './compatibility';
import { LEVELS, Version } from './version';

/** What a release is prepared from. */
export interface Preparation {
  readonly version: string;
  readonly date: string;
  readonly changelog: string;
  readonly packageJson: string;
  readonly packageLock: string;
  readonly compatIgnore: string;
  /** What changed since the last release; `undefined` if there is none. */
  readonly api: ApiChanges | undefined;
}

/** The files of the commit that is the release, by their names. Throws all that speaks against it, at once. */
export function prepared(from: Preparation): ReadonlyMap<string, string> {
  const changelog = Changelog.parse(from.changelog);
  const version = Version.parse(from.version);
  const lastDay = changelog.releases[0]?.date ?? '';
  const problems = [
    ...version === undefined ? [`version is ${from.version}; it must be like 1.2.3, with nothing behind it`] : [],
    ...isDay(from.date) ? [] : [`date is ${from.date}; it must be a day like 2026-12-31`],
    ...isDay(from.date) && from.date < lastDay ? [`date is ${from.date}; ${changelog.last} is of ${lastDay}`] : [],
    ...changelog.hasNews ? [] : ['CHANGELOG.md: [Unreleased] has no entries; write what users get'],
    // What `npm run compat` says too, where it tells what to do.
    ...judge(from.api ?? { breaks: [], additions: [] }, from.compatIgnore).problems.map((problem) => `npm run compat: ${problem}`),
    ...version === undefined ? [] : problemsOf(version, changelog, from.api),
  ];
  if (problems.length > 0) { throw new Error(problems.join('\n')); }
  return new Map([
    ['CHANGELOG.md', changelog.released(from.version, from.date).toString()],
    ['package.json', withVersion(from.packageJson, (json) => [json], from.version)],
    ['package-lock.json', withVersion(from.packageLock, (json) => [json, (json.packages as Record<string, Json>)['']!], from.version)],
    [IGNORE_FILE, NOTHING_IGNORED],
  ]);
}

/** Writes all files, or none of them. */
export function writeAll(root: string, files: ReadonlyMap<string, string>): void {
  const written: string[] = [];
  try {
    for (const [name, text] of files) {
      const path = join(root, name);
      if (existsSync(path) && !lstatSync(path).isFile()) { throw new Error(`${name} is not a file`); }
      const mode = existsSync(path) ? lstatSync(path).mode : 0o644;
      written.push(`${path}.new`);
      writeFileSync(`${path}.new`, text, { mode });
    }
  } catch (error) {
    for (const path of written) { rmSync(path, { force: true }); }
    throw error;
  }
  for (const name of files.keys()) { renameSync(join(root, `${name}.new`), join(root, name)); }
}

function problemsOf(version: Version, changelog: Changelog, api: ApiChanges | undefined): string[] {
  const last = changelog.last;
  const name = changelog.releases.length === 0 ? 'nothing is released yet' : `${last} is the last release`;
  const following = LEVELS.map((level) => ({ level, version: last.next(level) }));
  const chosen = following.find((one) => `${one.version}` === `${version}`);
  if (chosen === undefined) { return [`version is ${version}; ${name}, so it must be ${following.map((one) => one.version).join(' or ')}`]; }

  const breaks = (api?.breaks.length ?? 0) > 0;
  const told = breaks || changelog.breaks ? 'users must change something' : 'there is something new';
  const least = last.levelFor({ breaks: breaks || changelog.breaks, adds: changelog.adds || (api?.additions.length ?? 0) > 0 });
  return [
    ...breaks && !changelog.breaks
      ? ['CHANGELOG.md: the API is broken on purpose, but no entry of [Unreleased] begins with "**Breaking:**"']
      : [],
    ...LEVELS.indexOf(chosen.level) < LEVELS.indexOf(least)
      ? [`version is ${version}; ${name}, and ${told}, so it must be at least ${last.next(least)}`]
      : [],
  ];
}

type Json = Record<string, unknown>;

/** The JSON with its version set, in the form in which npm and projen write it. */
function withVersion(text: string, places: (json: Json) => Json[], version: string): string {
  const json = JSON.parse(text) as Json;
  for (const place of places(json)) { place.version = version; }
  return `${JSON.stringify(json, undefined, 2)}${text.endsWith('\n') ? '\n' : ''}`;
}
