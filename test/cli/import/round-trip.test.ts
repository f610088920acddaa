import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importFiles, normalTexts, run, sorted } from './support';

const ROOT = join(__dirname, '../../..');

/** The YAML of each example, and objects of each kind with every field. */
const FOLDERS = [
  ...readdirSync(join(ROOT, 'examples')).map((name) => `examples/${name}/dist`).filter((folder) => existsSync(join(ROOT, folder))),
  'test/completeness/maximal',
];

test.each(FOLDERS)('%s comes back as it was', (folder) => {
  const names = readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.yaml'));
  const files = Object.fromEntries(names.map((name) => [`${folder}/${name}`, readFileSync(join(ROOT, folder, name), 'utf8')]));

  const imported = importFiles(files);

  expect(imported.charts.flatMap(({ code }) => [...code.kept, ...code.lost, ...code.replaced])).toEqual([]);
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(sorted(run(imported))).toEqual(Object.values(files).flatMap(normalTexts).sort());
});
