/*
 * Changes valid objects of Istio at random and compares verdicts. Of the YAML, the checks must refuse what Istio refuses, and warn
 * where its webhook warns; what they alone refuse must be among the stricter rules. What the typed constructs take and write, Istio must
 * take; what they alone refuse must be among the stricter rules as well. The last line is "N passed, N failed".
 *
 *   npm run fuzz -- [COUNT [SEED [KIND]]]
 */
import { apiVerdict, type ApiVerdict } from './api';
import { istioSays, type Verdict } from './istio';
import { randomSpecs, type Spec } from './specs';
import { isStricterCheck, isStricterError } from './stricter';
import { runChecks } from '../../src/checks/engine';
import { type Finding, Severity } from '../../src/checks/finding';
import { DEFAULT_CONTEXT } from '../../src/checks/mesh-context';
import type { JsonObject } from '../../src/model/json';

const [conformance, count = '20000', seed = '1', only] = process.argv.slice(2);
/** What is told in full. */
const TOLD = 25;

const specs = randomSpecs(Number(count), Number(seed), only);
const raw = istioSays(conformance, specs.map(({ object }) => object));
const typed = specs.map(({ object }) => apiVerdict(object));
const said = istioSays(conformance, typed.flatMap(({ written: object }) => (object === undefined ? [] : [object])));

const counts: { [outcome: string]: number } = {};
const failures: string[] = [];
const stricter: { [rule: string]: number } = {};

specs.forEach((spec, i) => {
  const theirs = raw.get(`object-${i}`) ?? [];
  const ours = checked(spec.object);
  judge(spec, compareChecks(theirs, ours), theirs, ours.map(({ code, severity, message }) => `${severity} ${code} ${message}`));
  const [api, reply] = [typed[i], said.get(`object-${i}`) ?? []];
  judge({ ...spec, object: api.written ?? spec.object }, compareApi(api, theirs, reply, ours), api.written === undefined ? theirs : reply, [api.refused ?? 'typed']);
});

function compareChecks(theirs: readonly Verdict[], ours: readonly Finding[]): string {
  const refusing = ours.filter(({ severity }) => severity === Severity.ERROR);
  if (refuses(theirs)) { return refusing.length > 0 ? 'both refuse' : 'FAIL: the checks accept'; }
  if (refusing.length > 0) {
    const codes = new Set(refusing.map(({ code }) => code));
    for (const code of codes) { stricter[code] = (stricter[code] ?? 0) + 1; }
    return [...codes].every(isStricterCheck) ? 'stricter' : 'FAIL: the checks refuse';
  }
  if (!theirs.some(({ severity }) => severity === 'warning')) { return 'both accept'; }
  return ours.some(({ severity }) => severity === Severity.WARNING) ? 'both warn' : 'FAIL: the checks do not warn';
}

function compareApi({ refused, written }: ApiVerdict, theirs: readonly Verdict[], reply: readonly Verdict[], ours: readonly Finding[]): string {
  if (written !== undefined) {
    const isRefused = checked(written, true).some(({ severity }) => severity === Severity.ERROR);
    if (refuses(reply)) { return isRefused ? 'refused at synth' : 'FAIL: the constructs write what Istio refuses'; }
    return isRefused ? 'stricter at synth' : 'written';
  }
  if (refused === undefined) { return 'no words'; }
  if (refuses(theirs) || ours.some(({ severity }) => severity === Severity.ERROR)) { return 'constructs refuse'; }
  return isStricterError(refused) ? 'constructs are stricter' : 'FAIL: the constructs refuse';
}

/** What the checks say of the object alone. */
function checked(json: JsonObject, isTyped: boolean = false): Finding[] {
  return runChecks([{ json, source: 'object', isTyped }], { ...DEFAULT_CONTEXT, knownHosts: ['*'] });
}

function refuses(verdicts: readonly Verdict[]): boolean {
  return verdicts.some(({ severity }) => severity === 'error');
}

function judge({ object }: Spec, outcome: string, theirs: readonly Verdict[], ours: readonly string[]): void {
  counts[outcome] = (counts[outcome] ?? 0) + 1;
  if (!outcome.startsWith('FAIL')) { return; }
  failures.push([`${outcome}: ${shown(object)}`, ...theirs.map(({ layer, severity, path, message }) => `  Istio: ${severity} ${layer} ${path ?? ''} ${message}`),
    ...ours.map((text) => `  ours: ${text}`)].join('\n'));
}

function shown(object: JsonObject): string {
  const text = JSON.stringify(object);
  return text.length > 1500 ? `${text.slice(0, 1500)}...` : text;
}

const list = (of: { [name: string]: number }) => Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, n]) => `${name} ${n}`).join(', ');
for (const failure of failures.slice(0, TOLD)) { console.log(failure); }
console.log(`seed ${seed}: ${specs.length} objects: ${list(counts)}`);
console.log(`stricter than Istio, by code: ${list(stricter)}`);
console.log(`${2 * specs.length - failures.length} passed, ${failures.length} failed`);
