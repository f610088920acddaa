/*
 * Prints the cases of istioctl's analyzers of which the checks say something else.
 *
 *   ts-node -T --project test/tsconfig.json test/parity/analyzer.ts [ANALYZER | CASE]
 */
import { type AnalyzerCase, compare } from './analyzer-cases';
import { istioModule } from './istio-module';
import { readReference } from './reference';
import { formatFinding } from '../../src/checks/finding';

const [which] = process.argv.slice(2);
const folder = istioModule();
if (folder === undefined) { throw new Error('Istio\'s module is not there'); }
const { cases } = readReference<{ cases: AnalyzerCase[] }>('cases/analyzer.json');
let [found, missed, extra] = [0, 0, 0];
for (const each of cases) {
  if (which !== undefined && each.id !== which && each.analyzer !== which) { continue; }
  const difference = compare(each, cases, folder);
  found += difference.found.length;
  missed += difference.missed.length;
  extra += difference.extra.length;
  if (difference.missed.length + difference.extra.length === 0 && which !== each.id) { continue; }
  process.stdout.write([`${each.id} ${each.name} (${each.analyzer}) ${each.files.join(' ')}`, ...difference.missed.map((one) => `  missed ${one}`),
    ...difference.extra.map((one) => `  extra ${one}`),
    ...(which === undefined ? [] : difference.findings.map((finding) => `    ${finding.severity} ${formatFinding(finding)} ${finding.equivalents.join(',')}`)), '', ''].join('\n'));
}
process.stdout.write(`${found} found, ${missed} missed, ${extra} extra\n`);
