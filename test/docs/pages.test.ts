import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { type Manifest, run } from './run';
import { type Block, blocksOf, pages, placeOf, programOf, read, refusalsOf, ROOT, type Snippet, snippetsOf } from './snippets';
import { typeErrors } from './types';

/*
 * README.md and docs/ are true: their code compiles, yields the YAML that they show, and fails with the texts that they
 * show. `UPDATE_DOCS=1 npx jest test/docs` writes the YAML and the texts anew; then look at the difference.
 */

const UPDATE = process.env.UPDATE_DOCS === '1';
const all = pages().flatMap((page) => snippetsOf(page, read(page)));
const isRefused = ({ code }: Snippet) => code.marks.includes('refused');
const named = (snippets: Snippet[]) => snippets.map((snippet) => [placeOf(snippet), snippet] as const);

test('the code of all pages compiles', () => {
  expect(all.length).toBeGreaterThan(20);
  expect(typeErrors(all)).toEqual([]);
}, 120_000);

test.each(named(all.filter((snippet) => !isRefused(snippet))))('%s does what the page says', (_place, snippet) => {
  const outcome = run(programOf(snippet));
  if (UPDATE) { rewrite(snippet, outcome.objects, outcome.output); }
  const { yields, prints } = UPDATE ? again(snippet) : snippet;
  for (const block of yields) {
    for (const shown of documents(block)) { expect(found(shown, outcome.objects)).toEqual(shown); }
  }
  expect(prints.map(({ text }) => text).join('\n')).toBe(outcome.output.trimEnd());
  expect(outcome.failed && prints.length === 0).toBe(false);
});

test.each(named(all.filter(isRefused)))('%s is refused', (_place, snippet) => {
  const refusals = refusalsOf(snippet.code);
  const errors = refusals.map(({ statement }) => {
    const { output, failed } = run(programOf(snippet, statement));
    return failed ? output.replace(/\n/g, ' ') : `is accepted: ${statement}`;
  });
  if (UPDATE) {
    replace(snippet.page, snippet.code, refusals.map(({ statement }, i) => `${statement}\n// ${errors[i]}`).join('\n\n'));
  } else {
    expect(errors).toEqual(refusals.map(({ error }) => error));
  }
});

test('every link to a file of the project leads somewhere', () => {
  const broken = [...pages(), 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'test/conformance/README.md', 'test/lab/README.md']
    .flatMap((page) => [...read(page).matchAll(/\]\((?!https?:)([^)#]*)(#[^)]*)?\)/g)].filter(([, path, anchor]) => {
      const target = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(ROOT, target))) { return true; }
      return anchor !== undefined && !anchors(read(target)).has(anchor);
    }).map(([link]) => `${page}: ${link}`));
  expect(broken).toEqual([]);
});

/** The anchors of a page's headings, as GitHub makes them. */
function anchors(text: string): Set<string> {
  return new Set(text.split('\n').filter((line) => /^#+ /.test(line))
    .map((line) => `#${line.replace(/^#+ /, '').toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/ /g, '-')}`));
}

function documents(block: Block): Manifest[] {
  return parseAllDocuments(block.text).map((document) => {
    if (document.errors.length > 0) { throw document.errors[0]; }
    return document.toJS() as Manifest;
  });
}

/** The object of that kind and name; all objects, if there is none, so that the failure shows them. */
function found(shown: Manifest, objects: Manifest[]): unknown {
  const { kind, metadata } = shown;
  return objects.find((object) => object.kind === kind && object.metadata?.name === metadata?.name
    && (metadata?.namespace === undefined || object.metadata?.namespace === metadata.namespace)) ?? objects;
}

function rewrite({ page, yields, prints }: Snippet, objects: Manifest[], output: string): void {
  for (const block of yields) {
    replace(page, block, documents(block).map((shown) => stringify(found(shown, objects), { lineWidth: 0 }).trimEnd()).join('\n---\n'));
  }
  if (prints.length === 1) { replace(page, prints[0], output.trimEnd()); }
}

/** A block is found again by its place among the blocks, as lines move. */
function replace(page: string, block: Block, text: string): void {
  const index = blocksOf(originals.get(page) as string).findIndex(({ line }) => line === block.line);
  const now = read(page);
  const { line, text: old } = blocksOf(now)[index];
  const lines = now.split('\n');
  lines.splice(line, old === '' && lines[line] === '```' ? 0 : old.split('\n').length, text);
  writeFileSync(join(ROOT, page), lines.join('\n'));
}

function again(snippet: Snippet): Snippet {
  const index = all.filter(({ page }) => page === snippet.page).indexOf(snippet);
  return snippetsOf(snippet.page, read(snippet.page))[index];
}

const originals = new Map(pages().map((page) => [page, read(page)]));
