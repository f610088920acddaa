import { Changelog } from './changelog';

/** What is published. */
export interface Publication {
  readonly changelog: string;
  /** The version of package.json. */
  readonly version: string;
  /** The tag; `undefined` for a rehearsal, which publishes nothing. */
  readonly tag: string | undefined;
}

/** The files that the release workflow reads, by their names; the notes are the changelog's section. Throws if tag and version differ. */
export function releaseNotes({ changelog, version, tag }: Publication): ReadonlyMap<string, string> {
  const parsed = Changelog.parse(changelog);
  const notes = parsed.notesOf(version) ?? (tag === undefined ? parsed.unreleased.text : undefined);
  if (tag !== undefined && tag !== `v${version}`) {
    throw new Error(`the tag is ${tag}, but package.json says ${version}; a release is tagged v${version}`);
  }
  if (notes === undefined) { throw new Error(`CHANGELOG.md has no section for ${version}; prepare the release first`); }
  return new Map([['changelog.md', `${notes}\n`], ['version.txt', version], ['releasetag.txt', `v${version}`]]);
}
