/*
 * Prints what the checks say of the samples of Istio: errors and warnings, with "all" also what is worth knowing.
 *
 *   ts-node -T --project test/tsconfig.json test/parity/samples.ts [all]
 */
import { istioModule } from './istio-module';
import { sampleFiles } from './sample-files';
import { formatFinding, Severity } from '../../src/checks/finding';

const folder = istioModule();
if (folder === undefined) { throw new Error('Istio\'s module is not there'); }
const files = sampleFiles(folder);
for (const finding of files.flatMap(({ findings }) => findings)) {
  if (finding.severity !== Severity.INFO || process.argv[2] === 'all') { process.stdout.write(`${finding.severity} ${formatFinding(finding)}\n`); }
}
process.stdout.write(`${files.length} files, ${files.reduce((sum, { objects }) => sum + objects, 0)} objects\n`);
