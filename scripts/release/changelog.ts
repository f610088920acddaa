import { Version } from './version';

/** The section of a release, or of what is not released yet. */
export interface Section {
  /** `undefined` for what is not released yet. */
  readonly version: string | undefined;
  readonly date: string | undefined;
  /** All below the heading, without blank lines around it. */
  readonly text: string;
}

const REPOSITORY = 'https://github.com/cdk8s-istio/cdk8s-istio';
const HEADING = /^## \[(?:Unreleased|(\d[^\]]*))\](?: - (\S+))?$/;
const GROUPS = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];
const LINK = /^\[[^\]]+\]: /;

/** CHANGELOG.md, in the form of Keep a Changelog: what is not released yet, then the releases, newest first. */
export class Changelog {
  /** Throws what is wrong with the form, all at once. */
  public static parse(text: string): Changelog {
    const lines = text.trimEnd().split('\n').filter((line) => !LINK.test(line));
    const starts = lines.flatMap((line, i) => line.startsWith('## ') ? [i] : []);
    const problems: string[] = [];
    const sections = starts.map((start, i) => {
      const [heading, version, date] = HEADING.exec(lines[start]!) ?? [undefined];
      if (heading === undefined) { problems.push(`"${lines[start]}" is neither "## [Unreleased]" nor like "## [1.2.3] - 2026-12-31"`); }
      return { version, date, text: lines.slice(start + 1, starts[i + 1]).join('\n').trim() };
    });
    const [first, ...releases] = sections;
    if (problems.length === 0) {
      if (first === undefined || first.version !== undefined || first.date !== undefined) { problems.push('the first section must be "## [Unreleased]"'); }
      problems.push(...releases.flatMap((release, i) => problemsOf(release, releases[i + 1])), ...sections.flatMap(problemsOfText));
    }
    if (problems.length > 0) { throw new Error(problems.map((problem) => `CHANGELOG.md: ${problem}`).join('\n')); }
    return new Changelog(lines.slice(0, starts[0]).join('\n').trim(), first!, releases);
  }

  private constructor(private readonly head: string, public readonly unreleased: Section, public readonly releases: readonly Section[]) {}

  public get last(): Version { return this.releases[0] === undefined ? Version.NONE : Version.parse(this.releases[0].version!)!; }

  public get hasNews(): boolean { return /^[-*] /m.test(this.unreleased.text); }

  /** Whether an entry of what is not released yet says that it breaks what users have. */
  public get breaks(): boolean { return /^[-*] \*\*Breaking:\*\* /m.test(this.unreleased.text); }

  public get adds(): boolean { return /^### Added$/m.test(this.unreleased.text); }

  public notesOf(version: string): string | undefined { return this.releases.find((release) => release.version === version)?.text; }

  /** The changelog where all that was not released yet belongs to this version. */
  public released(version: string, date: string): Changelog {
    return new Changelog(this.head, { ...this.unreleased, text: '' }, [{ version, date, text: this.unreleased.text }, ...this.releases]);
  }

  public toString(): string {
    const sections = [this.unreleased, ...this.releases].map(({ version, date, text }) => {
      return [version === undefined ? '## [Unreleased]' : `## [${version}] - ${date}`, text].filter((part) => part !== '').join('\n\n');
    });
    const links = this.links();
    return [this.head, ...sections, ...links.length > 0 ? [links.join('\n')] : []].join('\n\n') + '\n';
  }

  private links(): string[] {
    if (this.releases.length === 0) { return []; }
    return [
      `[Unreleased]: ${REPOSITORY}/compare/v${this.releases[0]!.version}...HEAD`,
      ...this.releases.map(({ version }, i) => {
        const before = this.releases[i + 1];
        return `[${version}]: ${REPOSITORY}/${before === undefined ? `releases/tag/v${version}` : `compare/v${before.version}...v${version}`}`;
      }),
    ];
  }
}

/** Whether this is a day, like 2026-12-31. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}

function problemsOf({ version, date }: Section, before: Section | undefined): string[] {
  const parsed = version === undefined ? undefined : Version.parse(version);
  if (parsed === undefined) { return [`"${version ?? 'Unreleased'}" is no version like 1.2.3`]; }
  if (date === undefined || !isDay(date)) { return [`${version} has no date like 2026-12-31`]; }
  const older = before?.version === undefined ? undefined : Version.parse(before.version);
  return [
    ...older !== undefined && !parsed.isAbove(older) ? [`${version} stands above ${older}, but is not higher`] : [],
    ...before?.date !== undefined && before.date > date ? [`${version} is of ${date}, before ${before.version}`] : [],
  ];
}

function problemsOfText({ version, text }: Section): string[] {
  const name = version ?? 'Unreleased';
  const groups = [...text.matchAll(/^### (.*)$/gm)].map(([, group]) => group!);
  return [
    ...groups.filter((group) => !GROUPS.includes(group)).map((group) => `"### ${group}" of ${name} is none of ${GROUPS.join(', ')}`),
    ...groups.filter((group, i) => groups.indexOf(group) !== i).map((group) => `${name} has "### ${group}" twice`),
    ...version !== undefined && !/^[-*] /m.test(text) ? [`${version} has no entries`] : [],
  ];
}
