import type { ApiChanges, Break } from './api';

/** `.compatignore`: the breaks that are meant, one key a line, each with a comment above it that says why. */
export const IGNORE_FILE = '.compatignore';

/** What the file holds when nothing is broken. */
export const NOTHING_IGNORED = [
  '# Breaks of the API since the last release that are meant: one a line, by the key that `npm run compat` shows in brackets.',
  '# A comment right above each says why. Preparing a release empties this file.',
  '',
].join('\n');

/** Compares what is broken with what is meant to be: what is wrong, and the breaks that are meant. */
export function judge(changes: ApiChanges, ignored: string): { readonly problems: readonly string[]; readonly meant: readonly Break[] } {
  const lines = ignored.split('\n').map((line) => line.trim());
  const keys = lines.flatMap((line, i) => line === '' || line.startsWith('#') ? [] : [{ key: line, reason: lines[i - 1] ?? '' }]);
  const known = new Set(keys.map(({ key }) => key));
  const broken = new Set(changes.breaks.map(({ key }) => key));
  return {
    problems: [
      ...changes.breaks.filter(({ key }) => !known.has(key)).map(({ key, message }) => `${message} [${key}]`),
      ...keys.filter(({ key }) => !broken.has(key)).map(({ key }) => `${IGNORE_FILE}: [${key}] is not broken; remove it`),
      ...keys.filter(({ reason }) => !/^# ?\S/.test(reason))
        .map(({ key }) => `${IGNORE_FILE}: [${key}] has no reason; write it as a comment right above it`),
    ],
    meant: changes.breaks.filter(({ key }) => known.has(key)),
  };
}
