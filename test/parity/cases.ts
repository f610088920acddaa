/*
 * Prints the cases of the webhook's tests of which the checks say something else than Istio.
 *
 *   ts-node -T --project test/tsconfig.json test/parity/cases.ts [KIND]
 */
import { findingsOn } from './found';
import { readReference } from './reference';
import { type ValidationCase, verdictOf } from './validation';
import { formatFinding } from '../../src/checks/finding';

const [kind] = process.argv.slice(2);
const counts: { [verdict: string]: number } = {};
for (const each of readReference<{ cases: ValidationCase[] }>('cases/validation.json').cases) {
  if (!each.faithful || (kind !== undefined && each.resource.kind !== kind)) { continue; }
  const findings = findingsOn([each.resource], ['*']);
  const { verdict } = verdictOf(each, findings);
  counts[verdict] = (counts[verdict] ?? 0) + 1;
  if (verdict !== 'missed' && verdict !== 'extra') { continue; }
  const { error = '', warning = '' } = each.webhook;
  process.stdout.write([`${verdict} ${each.id}`, JSON.stringify(each.resource), `  CRD ${each.crd.verdict}, webhook ${each.webhook.verdict} ${error}${warning}`,
    ...findings.map((finding) => `  ${finding.severity} ${formatFinding(finding)}`), '', ''].join('\n'));
}
process.stdout.write(`${JSON.stringify(counts)}\n`);
