import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, ROOT } from './snippets';
import { BUILT_IN } from '../../src/checks/built-in';
import type { CheckInfo } from '../../src/checks/check';
import { COMPOSITION } from '../../src/checks/composition';
import { CHECKS } from '../../src/checks/registry';

const PAGE = 'docs/checks.md';

/** The row of a code in the page's table. It names the codes of istioctl and Kiali, which readers can look up. */
function row({ code, severity, title, equivalents }: CheckInfo): string {
  const known = equivalents.filter((equivalent) => /^(IST|KIA)\d+$/.test(equivalent));
  return `| ${code} | ${severity} | ${title} | ${known.length === 0 ? '—' : known.join(', ')} |`;
}

test('the table of codes is the list of checks', () => {
  const codes: readonly CheckInfo[] = [...BUILT_IN, ...COMPOSITION, ...CHECKS];
  const rows = [...codes].sort((a, b) => (a.code < b.code ? -1 : 1)).map(row);
  const lines = read(PAGE).split('\n');
  const isRow = (line: string) => /^\| (CI\d{4}|rows) /.test(line);
  if (process.env.UPDATE_DOCS === '1') {
    const first = lines.findIndex(isRow);
    writeFileSync(join(ROOT, PAGE), [...lines.slice(0, first), ...rows, ...lines.slice(first).filter((line) => !isRow(line))].join('\n'));
  } else {
    expect(lines.filter(isRow)).toEqual(rows);
  }
});
