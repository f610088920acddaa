import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, type App, Chart, Testing } from 'cdk8s';
import { MISTAKES } from './mistakes';
import { answers, tables } from './page';
import { REFUSALS } from './refusals';
import type { Way } from './scenario';
import { SECTIONS } from './sections';
import { CHECKS } from '../../src/checks/registry';
import { find, lines } from '../checks/run';
import * as library from 'cdk8s-istio';
import { MeshAnalysis } from 'cdk8s-istio';

const ROOT = join(__dirname, '..', '..');
const PAGE = join(ROOT, 'docs', 'scenarios.md');
const UPDATE = process.env.UPDATE_DOCS === '1';
const SCENARIOS = SECTIONS.flatMap(({ scenarios }) => scenarios);
const there = (path: string) => existsSync(join(ROOT, path));

/** The scenarios of the notes, which must all be here. */
const IDS = [
  ...['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9'], ...['J1', 'J2', 'J3', 'J4'],
  ...['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8', 'T9', 'T10', 'T11', 'T12', 'T13', 'T14'],
  ...['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9'], ...['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7'],
  ...['O1', 'O2', 'O3', 'O4'], ...['W1', 'W2'], ...['A1', 'A2'],
];

test('every scenario has its row', () => {
  expect(SCENARIOS.map(({ id }) => id)).toEqual(IDS);
  expect(Object.keys(MISTAKES).filter((id) => !IDS.includes(id))).toEqual([]);
});

describe.each(SCENARIOS.map((scenario) => [scenario.id, scenario] as const))('%s', (id, { constructs, page, examples, tests, lab, open }) => {
  test('is shown by what is there', () => {
    const files = [
      ...page === undefined ? [] : [`docs/${page}`],
      ...(examples ?? []).map((name) => `examples/${name}/main.ts`),
      ...(tests ?? []).map((name) => `test/${name}`),
      ...(lab ?? []).map((name) => `test/lab/scenarios/${name}.json`),
    ];
    expect([...examples ?? [], ...tests ?? []]).not.toHaveLength(0);
    expect(files.filter((file) => !there(file))).toEqual(open === undefined ? [] : [open.file]);
    expect(constructs.filter((name) => !(name in library) && !INTERFACES.includes(name))).toEqual([]);
  });

  test('was seen on a real Envoy, with twins, if it is about traffic or security', () => {
    if (/^[TRS]/.test(id)) { expect(lab ?? []).not.toHaveLength(0); }
    for (const name of lab ?? []) {
      const file = join(ROOT, 'test', 'lab', 'scenarios', `${name}.json`);
      if (open?.file === `test/lab/scenarios/${name}.json`) { continue; }
      expect((JSON.parse(readFileSync(file, 'utf8')) as { twins: unknown[] }).twins.length).toBeGreaterThanOrEqual(1);
    }
  });
});

/** Constructs that are types only. */
const INTERFACES: readonly string[] = ['Retries'];

describe('mistakes', () => {
  const ways = Object.entries(MISTAKES).flatMap(([id, mistakes]) => mistakes.flatMap(({ what, ways: all }, m) =>
    all.map((way, w) => [`${id} ${m + 1}.${w + 1}`, what, way] as const)));
  const said: { [way: string]: string[] } = {};

  beforeEach(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });
  afterEach(() => { jest.restoreAllMocks(); });
  afterAll(() => { if (UPDATE) { REFUSALS.write(said); } });

  test.each(ways)('%s %s', (key, _what, way) => {
    const text = met(way);
    if (text === undefined) { return; }
    expect(text).not.toHaveLength(0);
    for (const line of text) { expect(line).toMatch(/\bmust\b|\bneither\b/); }
    if ('code' in way) { expect(text.filter((line) => line.includes(`[${way.code}]`))).not.toHaveLength(0); }
    said[key] = text;
    if (!UPDATE) { expect(text).toEqual(REFUSALS.read()[key]); }
  });

  test('what is recorded is about them', () => {
    if (!UPDATE) { expect(Object.keys(REFUSALS.read()).filter((key) => !ways.some(([one]) => one === key))).toEqual([]); }
  });
});

/** What the library says, if it is to be recorded here. */
function met(way: Way): string[] | undefined {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  if ('impossible' in way) {
    // The line that does not compile is verified by the type check of the tests.
    expect(way.written).toBeInstanceOf(Function);
    return undefined;
  }
  if ('twin' in way) {
    expect(there(`test/twins/${way.twin}/verdict.json`)).toBe(true);
    return undefined;
  }
  if ('corrected' in way) {
    way.written(chart);
    expect(JSON.stringify(objectsOf(app))).toContain(way.becomes);
    expect(JSON.stringify(objectsOf(app))).not.toContain(way.given);
    return undefined;
  }
  if ('thrown' in way) {
    const error = thrownBy(() => way.thrown(chart));
    return error === undefined ? [] : [error];
  }
  // What else there is to know, such as of hosts outside of the app, is not about the mistake.
  const own = (all: string[]) => all.filter((line) => !line.startsWith('info ') || line.includes(`[${way.code}]`));
  if ('yaml' in way) { return own(lines(find(way.yaml, CHECKS))); }
  way.reported(chart, app);
  return own(MeshAnalysis.findings(app).map((finding) => `${finding.severity} ${MeshAnalysis.format(finding)}`));
}

function thrownBy(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function objectsOf(app: App): unknown[] {
  return app.node.findAll().filter((one): one is ApiObject => ApiObject.isApiObject(one)).map((one) => one.toJson());
}

test('the page has these rows', () => {
  const text = readFileSync(PAGE, 'utf8');
  const [rows, said] = [tables(), answers()];
  const parts = text.split(/^(?=## )/m).map((part) => {
    const title = /^## (.*)\n/.exec(part)?.[1];
    if (title === undefined) { return part; }
    expect(Object.keys(rows)).toContain(title);
    return [`## ${title}`, '', ...rows[title], ...said[title].length === 0 ? [] : ['', ...said[title]], '', ''].join('\n');
  });
  const expected = `${parts.join('').trimEnd()}\n`;
  if (UPDATE) { writeFileSync(PAGE, expected); } else { expect(text).toBe(expected); }
});

test('the links of the page lead somewhere', () => {
  const links = [...readFileSync(PAGE, 'utf8').matchAll(/\]\(([^)#]+)[^)]*\)/gs)].map(([, link]) => link).filter((link) => !link.startsWith('https:'));
  expect(links.length).toBeGreaterThan(100);
  expect([...new Set(links)].filter((link) => !existsSync(join(ROOT, 'docs', link)))).toEqual([]);
});
