/*
 * What the simulator says of requests, and what Istio's control plane and Envoy do with them. Apps are made at random, half of them of raw
 * objects and half of patterns; their requests are near what the objects tell apart. The lab sends each request once. What the simulator
 * itself says that it cannot decide is counted apart. The last line is "N passed, N failed".
 *
 *   npx ts-node -T --project test/tsconfig.json test/testing/differential/main.ts LAB ENVOY [APPS [REQUESTS [SEED [JOBS [FOLDER [APP]]]]]]
 *
 * FOLDER gets a file for each request that differs: the app's objects, the request, and both answers. With APP, it is that one alone.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type RandomApp, randomApp } from './apps';
import { differences } from './compare';
import { type EnvoyAnswer, envoyAnswer } from './envoy-answer';
import { envoyDoes, type LabApp, type LabResult } from './lab';
import { worldObjects } from './world';
import type { JsonObject } from '../../../src/model/json';
import { MeshTesting, type Treatment } from '../../../src/testing';

const [lab, envoy, apps = '300', requests = '50', seed = '1', jobs = '3', folder, only] = process.argv.slice(2);
/** What is told in full. */
const TOLD = 20;
/** How often at most a request that differs is asked again. */
const AGAIN = 3;

const world = worldObjects();
const numbers = only === undefined ? Array.from({ length: Number(apps) }, (_, i) => i) : [Number(only)];
const random: RandomApp[] = [];

const counts: { [what: string]: number } = {};
const kinds: { [kind: string]: number } = {};
const outcomes: { [outcome: string]: number } = {};
const reasons: { [reason: string]: number } = {};
const count = (of: { [name: string]: number }, name: string) => { of[name] = (of[name] ?? 0) + 1; };
let told = 0;
if (folder !== undefined) { mkdirSync(folder, { recursive: true }); }

/** A request whose treatment is another one than what Envoy did. */
interface Difference {
  readonly app: RandomApp;
  readonly number: number;
  readonly found: readonly string[];
  readonly treatment?: Treatment;
  readonly seen: EnvoyAnswer;
}

/** The apps, made when they are asked for. */
function* made(): Generator<RandomApp> {
  for (const number of numbers) {
    const app = randomApp(Number(seed), number, Number(requests));
    random.push(app);
    yield app;
  }
}

function* complete(some: Iterable<RandomApp>): Generator<LabApp> {
  for (const { name, mesh, objects, asked } of some) {
    yield { name, mesh, objects: [...world, ...objects], requests: asked.map((each) => each.lab) };
  }
}

async function run(): Promise<void> {
  const results = await envoyDoes(lab, envoy, complete(made()), Number(jobs));
  await measureBroken(results);
  const first = random.flatMap((app) => compareApp(app, results.get(app.name) as LabResult, count));
  // What differs is asked again, in one mesh alone: a machine that was too busy to do as it should does it then. What is wrong stays so.
  let open = first;
  for (let i = 0; i < AGAIN && open.length > 0; i++) {
    const again = random.filter((app) => open.some((difference) => difference.app === app));
    const answers = await envoyDoes(lab, envoy, complete(again), 1);
    const still = again.flatMap((app) => compareApp(app, answers.get(app.name) as LabResult, () => undefined));
    open = open.filter(({ app: { name }, number }) =>
      isBroken(answers.get(name) as LabResult) || still.some((one) => one.app.name === name && one.number === number));
  }
  for (const difference of first) {
    const isOpen = open.includes(difference);
    count(counts, isOpen ? 'failed' : 'passed');
    if (isOpen) { tell(difference); } else { count(counts, 'of these only when asked again'); }
  }
  report([...results.values()]);
}

/** An app that could not be measured, because its mesh was not ready in time, is measured again, alone. */
async function measureBroken(results: Map<string, LabResult>): Promise<void> {
  for (let i = 0; i < AGAIN; i++) {
    const broken = random.filter(({ name }) => isBroken(results.get(name) as LabResult));
    if (broken.length === 0) { return; }
    for (const [name, result] of await envoyDoes(lab, envoy, complete(broken), 1)) { results.set(name, result); }
  }
}

const problemsOf = (result: LabResult): string[] =>
  [result.error ?? [], result.invalid ?? [], result.refused ?? [], result.proxies?.flatMap(({ error }) => error ?? []) ?? []].flat();
const isBroken = (result: LabResult): boolean => problemsOf(result).length > 0;

function compareApp(app: RandomApp, result: LabResult, counting: typeof count): Difference[] {
  const broken = problemsOf(result);
  if (broken.length > 0) {
    counting(counts, 'failed');
    console.log(`${app.name} was not measured: ${broken.join('; ')}`);
    return [];
  }
  const mesh = MeshTesting.ofObjects([...world, meshConfig(app.mesh), ...app.objects]);
  return app.asked.flatMap((each, number): Difference[] => {
    const seen = envoyAnswer(each.lab, result.results?.[number] ?? { ms: 0, error: 'no answer' }, result);
    let treatment: Treatment | undefined;
    let found: string[];
    try {
      treatment = mesh.request(each.mesh);
      if (treatment.undecided.length > 0) {
        counting(counts, 'undecided');
        treatment.undecided.forEach((reason) => counting(reasons, skeleton(reason)));
        return [];
      }
      found = differences(each.lab, treatment, seen);
    } catch (error) {
      found = [`error: ${(error as Error).stack?.split('\n').slice(0, 4).join(' | ') ?? ''}`];
    }
    if (found.length === 0) {
      counting(counts, 'passed');
      counting(outcomes, seen.outcome);
      return [];
    }
    return [{ app, number, found, treatment, seen }];
  });
}

/** The MeshConfig as the app has it: where istiod reads it. */
function meshConfig(mesh: JsonObject): JsonObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio', namespace: 'istio-system' }, data: { mesh: stringify(mesh) } };
}

function tell({ app, number, found, treatment, seen }: Difference): void {
  found.forEach((one) => count(kinds, one.split(':')[0]));
  const { routing, serving, answer, route, outcome } = seen;
  const name = `${app.name}-request-${number}`;
  if (told < TOLD) {
    console.log(`${name} ${JSON.stringify(app.asked[number].mesh)}\n  ${found.join('\n  ')}`);
    console.log(`  ${treatment?.explanation.join('; ')}`);
  }
  told += 1;
  if (folder === undefined) { return; }
  writeFileSync(join(folder, `${name}.yaml`), [
    ...found.map((one) => `# ${one.replace(/\n/g, ' ')}\n`), stringify({ request: app.asked[number], mesh: app.mesh }),
    '---\n', stringify({ simulator: JSON.parse(JSON.stringify(treatment ?? null)) as unknown }),
    '---\n', stringify({ envoy: { outcome, answer: { ...answer, logs: undefined }, routing, serving }, route }), ...app.objects.map((object) => `---\n${stringify(object)}`),
  ].join(''));
}

function skeleton(reason: string): string {
  return reason.replace(/[a-z-]+\/[\w-]+|"[^"]*"|\d+/g, '_');
}

const list = (of: { [name: string]: number }) => Object.entries(of).sort(([, a], [, b]) => b - a).map(([name, n]) => `${name} ${n}`).join(', ');
function report(results: readonly LabResult[]): void {
  console.log(`seed ${seed}: ${random.length} apps, ${requests} requests each: ${list(counts)}`);
  console.log(`outcomes: ${list(outcomes)}`);
  if (Object.keys(kinds).length > 0) { console.log(`differences: ${list(kinds)}`); }
  if (Object.keys(reasons).length > 0) { console.log(`undecided: ${list(reasons)}`); }
  console.log(`in a mesh, an app took ${Math.round(results.reduce((sum, { totalMs }) => sum + totalMs, 0) / results.length)} ms`);
  console.log(`${counts.passed ?? 0} passed, ${counts.failed ?? 0} failed`);
}

void run();
