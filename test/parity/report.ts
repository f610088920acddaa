/*
 * Prints the entries of the reference that no check finds, with their examples.
 *
 *   ts-node -T --project test/tsconfig.json test/parity/report.ts [SOURCE [KIND]]
 */
import { findingsOn, isFound } from './found';
import { type Entry, objectsOf, readReference } from './reference';
import { formatFinding } from '../../src/checks/finding';

const [source, kind] = process.argv.slice(2);
const entries = readReference<Entry[]>('checks.json').filter((entry) => entry.decidable !== 'cluster'
  && (source === undefined || entry.source === source) && (kind === undefined || entry.kind === kind || entry.kinds.includes(kind)));
const missed = entries.filter((entry) => !isFound(entry));
for (const entry of missed) {
  const findings = findingsOn(objectsOf(entry) ?? [], ['*']).map((finding) => `  ${finding.severity} ${formatFinding(finding)}`);
  process.stdout.write([`${entry.id} ${entry.code} ${entry.kind} ${entry.severity}: ${entry.rule}`, `  field ${entry.field}`, entry.example, ...findings, '', ''].join('\n'));
}
process.stdout.write(`${entries.length - missed.length} of ${entries.length} found\n`);
