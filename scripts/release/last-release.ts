import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** On Windows npm is a script. */
const SHELL = process.platform === 'win32';

/** Where releases are known from. */
export interface Releases {
  /** The versions that npm has; `undefined` if npm cannot be asked. */
  published(): readonly string[] | undefined;
  /** The versions that are tagged in Git, other than the commit that is checked out. */
  tagged(): readonly string[];
  /** A folder with the API of a published version. */
  fromNpm(version: string): string;
  /** A folder with the API of a tagged version. */
  fromTag(version: string): string;
}

export interface LastRelease {
  readonly version: string;
  readonly folder: string;
}

/**
 * The newest version of the changelog that users have, and its API: what npm has counts, a tag does if npm has none. A version that is
 * in the changelog alone is the one that is being released. Throws if nobody can tell.
 */
export function lastRelease(versions: readonly string[], releases: Releases): LastRelease | undefined {
  if (versions.length === 0) { return undefined; }
  const published = releases.published();
  const onNpm = versions.find((version) => published?.includes(version));
  if (onNpm !== undefined) { return { version: onNpm, folder: releases.fromNpm(onNpm) }; }
  const tags = releases.tagged();
  const tag = versions.find((version) => tags.includes(version));
  if (tag !== undefined) { return { version: tag, folder: releases.fromTag(tag) }; }
  if (published === undefined) {
    const missing = `npm cannot be asked, and there is no tag v${versions[0]}; try "git fetch --tags"`;
    throw new Error(`the API of ${versions.join(' or ')} is not known: ${missing}`);
  }
  return undefined;
}

/** The releases of the package in this folder; their APIs are kept in `.cache/api`. */
export class RealReleases implements Releases {
  public constructor(private readonly root: string, private readonly packageName: string) {}

  public published(): readonly string[] | undefined {
    const { stdout } = spawnSync('npm', ['view', this.packageName, 'versions', '--json'], { cwd: this.root, encoding: 'utf8', shell: SHELL });
    try {
      const answer = JSON.parse(stdout) as string | string[] | { readonly error?: { readonly code?: string } };
      if (typeof answer === 'string') { return [answer]; }
      if (Array.isArray(answer)) { return answer; }
      return answer.error?.code === 'E404' ? [] : undefined;
    } catch {
      return undefined;
    }
  }

  public tagged(): readonly string[] {
    const lines = (...args: string[]) => this.run('git', args).split('\n').filter((line) => line !== '');
    const here = lines('tag', '--points-at', 'HEAD');
    return lines('tag', '--list', 'v*').filter((tag) => !here.includes(tag)).map((tag) => tag.slice(1));
  }

  public fromNpm(version: string): string {
    const folder = this.folder(`npm-${version}`);
    const done = join(folder, 'package');
    if (existsSync(join(done, '.jsii'))) { return done; }
    const answer = this.run('npm', ['pack', `${this.packageName}@${version}`, '--json', '--pack-destination', folder]);
    const [packed] = JSON.parse(answer) as { readonly filename: string }[];
    this.run('tar', ['-xzf', join(folder, packed!.filename), '-C', folder]);
    return done;
  }

  public fromTag(version: string): string {
    const folder = this.folder(`v${version}`);
    if (existsSync(join(folder, '.jsii'))) { return folder; }
    const archive = `${folder}.tar`;
    this.run('git', ['archive', '--output', archive, `v${version}`]);
    this.run('tar', ['-xf', archive, '-C', folder]);
    rmSync(archive);
    symlinkSync(join(this.root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const compiler = [require.resolve('jsii/bin/jsii'), '--silence-warnings=reserved-word'];
    execFileSync(process.execPath, compiler, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    return folder;
  }

  private folder(name: string): string {
    const folder = join(this.root, '.cache', 'api', name);
    if (!existsSync(join(folder, '.jsii')) && !existsSync(join(folder, 'package', '.jsii'))) { rmSync(folder, { recursive: true, force: true }); }
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  private run(command: string, args: readonly string[]): string {
    return execFileSync(command, args, { cwd: this.root, encoding: 'utf8', shell: SHELL });
  }
}
