import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPage } from './check-page';
import { read, ROOT } from './snippets';
import { CATALOGUE, knownEquivalents } from '../../src/checks/catalogue';
import type { CheckInfo } from '../../src/checks/check';
import { EXAMPLES } from '../checks/examples';

const INDEX = 'docs/checks.md';
const FOLDER = 'docs/checks';
const pages = new Map(CATALOGUE.map((info) => [`${info.code}.md`, checkPage(info, EXAMPLES[info.code])]));
const rows = CATALOGUE.map(row);
const isRow = (line: string) => /^\| (\[?CI\d{4}|rows)\b/.test(line);
const UPDATE = process.env.UPDATE_DOCS === '1';

/** The row of a code in the table. It names the codes of istioctl and Kiali, which readers can look up. */
function row(info: CheckInfo): string {
  const known = knownEquivalents(info);
  return `| [${info.code}](checks/${info.code}.md) | ${info.severity} | ${info.title} | ${known.length === 0 ? '—' : known.join(', ')} |`;
}

if (UPDATE) {
  const lines = read(INDEX).split('\n');
  const first = lines.findIndex(isRow);
  writeFileSync(join(ROOT, INDEX), [...lines.slice(0, first), ...rows, ...lines.slice(first).filter((line) => !isRow(line))].join('\n'));
  mkdirSync(join(ROOT, FOLDER), { recursive: true });
  for (const name of readdirSync(join(ROOT, FOLDER))) { if (!pages.has(name)) { rmSync(join(ROOT, FOLDER, name)); } }
  for (const [name, text] of pages) { writeFileSync(join(ROOT, FOLDER, name), text); }
}

test('the table of codes is the list of checks', () => {
  expect(read(INDEX).split('\n').filter(isRow)).toEqual(rows);
});

test('each code has a page, and no other', () => {
  expect(readdirSync(join(ROOT, FOLDER)).sort()).toEqual([...pages.keys()].sort());
});

test.each([...pages])('%s is what the check says of itself', (name, text) => {
  expect(read(`${FOLDER}/${name}`)).toBe(text);
});
