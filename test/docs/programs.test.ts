import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Block, blocksOf, pages, read, ROOT } from './snippets';

/*
 * Code that stands in a file of the project too is marked `file=PATH`, and is the same as there. That is how pages show programs in
 * languages that these tests do not run: test/bindings runs them. `UPDATE_DOCS=1 npx jest test/docs` writes it anew.
 */

const UPDATE = process.env.UPDATE_DOCS === '1';
const LANGUAGES_RUN_ELSEWHERE = ['python', 'java', 'go'];
const fileOf = ({ marks }: Block) => marks.map((mark) => /^file=(.+)$/.exec(mark)?.[1]).find((path) => path !== undefined);
const shown = pages().flatMap((page) => blocksOf(read(page)).map((block) => ({ page, block, file: fileOf(block) })))
  .flatMap(({ page, block, file }) => (file === undefined ? [] : [{ page, block, file, place: `${page}:${block.line}` }]));

if (UPDATE) {
  // From below, as what is written moves the lines after it.
  for (const { page, block: { line, text }, file } of [...shown].reverse()) {
    const lines = read(page).split('\n');
    lines.splice(line, lines[line] === '```' ? 0 : text.split('\n').length, contents(file));
    writeFileSync(join(ROOT, page), lines.join('\n'));
  }
}

test.each(shown)('$place shows $file', ({ page, file }) => {
  expect(existsSync(join(ROOT, file))).toBe(true);
  expect(blocksOf(read(page)).find((block) => fileOf(block) === file)?.text).toBe(contents(file));
});

test('programs in languages that these tests do not run are files that are run elsewhere', () => {
  const loose = pages().flatMap((page) => blocksOf(read(page))
    .filter((block) => LANGUAGES_RUN_ELSEWHERE.includes(block.language) && fileOf(block)?.startsWith('test/bindings/') !== true)
    .map(({ line }) => `${page}:${line}`));
  expect(loose).toEqual([]);
  expect(shown.map(({ block }) => block.language)).toEqual(expect.arrayContaining(['ts', ...LANGUAGES_RUN_ELSEWHERE]));
});

function contents(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8').trimEnd();
}
