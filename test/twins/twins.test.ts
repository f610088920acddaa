import { existsSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { type App, Chart, Include, Testing } from 'cdk8s';
import { CONSTRUCTED } from './constructed';
import { Mesh, MeshAnalysis } from 'cdk8s-istio';

/** Twins whose YAML the library only warns of: a Mesh with `failOnWarnings` refuses them. */
const WARNED: readonly string[] = [
  'certificate-in-wrong-namespace', 'gateway-without-workload', 'http-routes-for-a-tcp-port', 'policy-field-twice', 'port-missing', 'port-of-the-service',
  'rule-host-unknown', 'subset-without-pods', 'timeout-too-short-for-tries', 'try-longer-than-timeout', 'two-kinds-of-injection',
  'two-virtual-services-on-a-gateway', 'weight-of-one-destination', 'weights-over-100',
];

/** Twins whose objects are included one by one, as `Include` has no place for two of one kind and name. */
const APART: readonly string[] = ['two-objects-of-one-name'];

const FILES = ['library.txt', 'twin.yaml', 'verdict.json'];
const NAMES = readdirSync(__dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
const file = (twin: string, name: string) => join(__dirname, twin, name);
const read = (twin: string, name: string) => readFileSync(file(twin, name), 'utf8');

beforeEach(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });
afterEach(() => { jest.restoreAllMocks(); });

/** What the library says of an app, and whether it is no more than warnings. */
interface Refusal {
  readonly text: string;
  readonly warning: boolean;
}

function refusal(build: (app: App) => void): Refusal | undefined {
  const app = Testing.app();
  const built = complaint(() => { build(app); });
  if (built !== undefined) { return { text: built, warning: false }; }
  MeshAnalysis.attach(app);
  const warning = complaint(() => { app.synth(); }) === undefined;
  new Mesh(app, 'mesh', { failOnWarnings: true });
  const text = complaint(() => { app.synth(); });
  return text === undefined ? undefined : { text, warning };
}

/** The text of an argument that is refused, or the findings that stop a synth, one a line. */
function complaint(action: () => void): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    const [first, ...findings] = message.split('\n');
    return first.startsWith('Validation failed') ? findings.map((line) => line.replace(/^ *\[[^\]]*\] /, '')).join('\n') : message;
  }
}

function include(app: App, twin: string): void {
  if (!APART.includes(twin)) {
    new Include(new Chart(app, 'shop'), 'yaml', { url: file(twin, 'twin.yaml') });
    return;
  }
  read(twin, 'twin.yaml').split('---\n').forEach((text, i) => {
    const url = join(app.outdir, `part-${i}.yaml`);
    writeFileSync(url, text);
    new Include(new Chart(app, `shop-${i}`), 'yaml', { url });
  });
}

test.each(NAMES)('%s is refused', (twin) => {
  const construct = CONSTRUCTED[twin];
  const constructed = construct && refusal((app) => { construct(new Chart(app, 'shop', { namespace: 'shop' })); });
  const included = refusal((app) => { include(app, twin); });
  expect(constructed === undefined).toBe(construct === undefined);
  expect(included?.warning ?? false).toBe(WARNED.includes(twin));
  expect([constructed, included].flatMap((found) => found === undefined ? [] : [`${found.text}\n`]).join('\n')).toBe(read(twin, 'library.txt'));
});

test('every twin has its files, and what Istio says of it among them', () => {
  expect(NAMES.length).toBeGreaterThanOrEqual(36);
  for (const twin of NAMES) {
    expect([twin, ...FILES.filter((name) => !existsSync(file(twin, name)))]).toEqual([twin]);
    // One finding each way: nothing else is wrong with the twin.
    expect(read(twin, 'library.txt')).toMatch(/^\S+( and \S+)?: .*\n(\n\S+: .*\n)?$/);
    expect(JSON.parse(read(twin, 'verdict.json'))).toBeInstanceOf(Array);
  }
});

test('there is no entry for a twin that is not there', () => {
  expect([...WARNED, ...APART, ...Object.keys(CONSTRUCTED)].filter((twin) => !NAMES.includes(twin))).toEqual([]);
});
