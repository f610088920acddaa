/*
 * Prints the cases of Kiali's tests of which the checks say something else.
 *
 *   ts-node -T --project test/tsconfig.json test/parity/kiali.ts [CHECKER or ID]
 */
import type { KialiCase } from './kiali-case';
import { objectsOfCase } from './kiali-objects';
import { codesOfCheckers, verdictOfCase } from './kiali-verdict';
import { readReference } from './reference';
import { formatFinding } from '../../src/checks/finding';

const [which] = process.argv.slice(2);
const { cases } = readReference<{ cases: KialiCase[] }>('cases/kiali.json');
const codes = codesOfCheckers(cases);
const counts: { [verdict: string]: number } = {};
for (const one of cases) {
  if (which !== undefined && one.checker !== which && one.id !== which) { continue; }
  const { verdict, missed, extra, findings } = verdictOfCase(one, codes.get(one.checker) ?? new Set());
  counts[verdict] = (counts[verdict] ?? 0) + 1;
  if (one.id !== which && (verdict === 'found' || verdict === 'agreed')) { continue; }
  process.stdout.write([`${verdict} ${one.id} ${one.checker} ${one.test}${one.schemaValid ? '' : ' (not all objects are valid)'}`,
    `  missed ${missed.join(', ') || '-'}, extra ${extra.join(', ') || '-'}`,
    ...objectsOfCase(one).map((object) => `  ${JSON.stringify(object)}`),
    ...findings.map((finding) => `  ${finding.severity} ${formatFinding(finding)}`), '', ''].join('\n'));
}
process.stdout.write(`${JSON.stringify(counts)}\n`);
