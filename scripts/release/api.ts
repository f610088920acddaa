import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';

/** A difference that breaks who uses the API. */
export interface Break {
  /** The name by which `.compatignore` knows it. */
  readonly key: string;
  readonly message: string;
}

/** What jsii-diff says of two APIs. */
export interface ApiChanges {
  readonly breaks: readonly Break[];
  /** What is new: what would be missed, if one went back. */
  readonly additions: readonly Break[];
}

const DIFF = join(dirname(require.resolve('jsii-diff/package.json')), 'bin', 'jsii-diff.js');
const LINE = /^(?:err |warn|skip) +- (.*) \[([^\]]+)\]$/;

/** Compares the APIs in two folders, or files of assemblies. */
export function apiChanges(before: string, after: string): ApiChanges {
  const breaks = differences(before, after);
  const keys = new Set(breaks.map(({ key }) => key));
  return { breaks, additions: differences(after, before).filter(({ key }) => !keys.has(key)) };
}

function differences(before: string, after: string): Break[] {
  // All of the API is marked as experimental before 1.0.0; who uses it is broken all the same.
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [DIFF, before, after, '--keys', '--error-on', 'all'], {
    encoding: 'utf8', maxBuffer: 2 ** 28, env: { ...process.env, FORCE_COLOR: '0' },
  });
  const found = stderr.split('\n').flatMap((line) => {
    const match = LINE.exec(line);
    return match === null ? [] : [{ message: match[1]!, key: match[2]! }];
  });
  // It ends with 1 if and only if it names what is broken, and with 0 if the rest could be read.
  if (error !== undefined || (found.length === 0 ? status !== 0 : status !== 1) || stderr.includes('Skipping analysis')) {
    throw new Error(`jsii-diff failed (${status ?? error?.message}):\n${stdout}${stderr}`);
  }
  return found;
}
