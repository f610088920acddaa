import { istioModule } from './istio-module';
import { SAMPLE_ERRORS } from './reasons/samples';
import { count, sampleFiles } from './sample-files';
import { table } from './table';
import { Severity } from '../../src/checks/finding';

const folder = istioModule();

if (folder !== undefined) {
  const files = sampleFiles(folder);

  test('nothing is wrong with Istio\'s samples, but what is known to be', () => {
    const findings = files.flatMap((file) => file.findings);
    const sum = (of: 'objects' | 'unread') => `${files.reduce((all, file) => all + file[of], 0)}`;
    process.stdout.write(`${table([['files', 'objects', 'unread', 'errors', 'warnings', 'infos'],
      [`${files.length}`, sum('objects'), sum('unread'), ...[Severity.ERROR, Severity.WARNING, Severity.INFO].map((each) => `${count(findings, each)}`)]])}\n`);
    expect(files.length).toBeGreaterThan(100);
    const errors = findings.filter(({ severity }) => severity === Severity.ERROR).map(({ construct, code }) => `${construct} ${code}`);
    expect([...new Set(errors)].sort()).toEqual(Object.keys(SAMPLE_ERRORS).sort());
  });
} else {
  test('Go or Istio\'s module are not here, so the samples are not read', () => {
    process.stdout.write('not compared with Istio\'s samples: Go or Istio\'s module is not here\n');
    expect(folder).toBeUndefined();
  });
}
