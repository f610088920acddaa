import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { byCodeUnit } from '../../model/json';

/** A file of YAML, or what comes from standard input. */
export interface Source {
  /** As it is named in messages: relative to where the command runs, with slashes. */
  readonly name: string;
  readonly read: () => string;
}

const EXTENSIONS: ReadonlySet<string> = new Set(['.yaml', '.yml']);

/** Folders that hold no manifests of one's own. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules']);

/**
 * The files that paths name: files as they are, folders with all files of YAML in them, `-` for standard input.
 * A file that several paths lead to is taken once.
 */
export function sources(paths: readonly string[]): Source[] {
  const files = paths.flatMap((path) => (path === '-' ? [path] : filesOf(path)));
  return [...new Set(files)].map((path) => (path === '-'
    ? { name: 'stdin', read: () => readFileSync(0, 'utf8') }
    : { name: path.replaceAll('\\', '/'), read: () => readFileSync(path, 'utf8') }));
}

function filesOf(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) { throw new Error(`${path}: there is no such file or folder; give a file, a folder or - for standard input`); }
  return found.isDirectory() ? inFolder(path) : [path];
}

/** Links to folders are not followed: they may lead back. */
function inFolder(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => byCodeUnit(a.name, b.name));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) { return entry.name.startsWith('.') || SKIPPED.has(entry.name) ? [] : inFolder(path); }
    return EXTENSIONS.has(extname(path)) && !basename(path).startsWith('.') && statSync(path, { throwIfNoEntry: false })?.isFile() === true ? [path] : [];
  });
}
