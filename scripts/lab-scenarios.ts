import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { App } from 'cdk8s';
import './library-by-name';
import type { LabScenario } from '../test/lab/scenario';

/*
 * Writes the scenarios that are TypeScript as the lab reads them: for each a folder with its manifests and its scenario.json.
 *
 *   ts-node scripts/lab-scenarios.ts FOLDER
 */

const SCENARIOS = join(__dirname, '..', 'test', 'lab', 'scenarios');
const ENDING = '.scenario.ts';

function write(file: string, folder: string): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { scenario } = require(join(SCENARIOS, file)) as { scenario: LabScenario };
  const failing = new Set(scenario.twins.flatMap((twin) => twin.failing));
  const sure = scenario.steps.filter(({ name }) => !failing.has(name));
  if (sure.length > 0) { throw new Error(`${file}: no twin fails ${sure.map(({ name }) => name).join(', ')}: nothing shows that it can fail`); }
  const outdir = join(folder, 'manifests');
  mkdirSync(outdir, { recursive: true });
  const app = new App({ outdir });
  const { app: build, ...rest } = scenario;
  build(app);
  app.synth();
  writeFileSync(join(folder, 'scenario.json'), `${JSON.stringify({ ...rest, manifests: ['manifests'] }, undefined, 2)}\n`);
}

const [target] = process.argv.slice(2);
if (target === undefined) {
  console.error('give the folder to write to');
  process.exit(2);
}
rmSync(target, { recursive: true, force: true });
for (const file of readdirSync(SCENARIOS).filter((name) => name.endsWith(ENDING)).sort()) { write(file, join(target, basename(file, ENDING))); }
