/*
 * Changes valid objects at random, and compares what the structural checks say of them with what Istio's CRDs say: neither may
 * refuse what the other accepts. The last line is "N passed, N failed".
 *
 *   ts-node test/checks/structure/differential.ts CONFORMANCE [COUNT [SEED]]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { mutated, randomOf } from './mutations';
import { runChecks } from '../../../src/checks/engine';
import { DEFAULT_CONTEXT } from '../../../src/checks/mesh-context';
import { istioApiVersion } from '../../../src/checks/objects/istio-api-version';
import { istioFieldKnown } from '../../../src/checks/objects/istio-field-known';
import { istioValueAllowed } from '../../../src/checks/objects/istio-value-allowed';
import { portMtlsSelector } from '../../../src/checks/peer-authentication/port-mtls-selector';
import { STRUCTURE_CHECKS } from '../../../src/checks/structure';
import type { JsonObject } from '../../../src/model/json';
import { type KindSchema, istioStructure } from '../../../src/model/structure/schema';

const checks = [istioFieldKnown, istioValueAllowed, istioApiVersion, portMtlsSelector, ...STRUCTURE_CHECKS];
const ROOT = join(__dirname, '../../..');
const [conformance, count = '3000', seed = '1'] = process.argv.slice(2);
const random = randomOf(Number(seed));

/** Objects that say everything, and those of the examples. Istio has no CRD of an IstioOperator. */
function validObjects(): Array<{ object: JsonObject; kind: KindSchema }> {
  const folder = (path: string) => readdirSync(join(ROOT, path), { recursive: true, encoding: 'utf8' }).sort().map((name) => join(ROOT, path, name));
  const files = [...folder('test/completeness/maximal'), ...folder('examples').filter((name) => name.includes('/dist/'))];
  return files.filter((name) => name.endsWith('.yaml')).flatMap((name) =>
    parseAllDocuments(readFileSync(name, 'utf8')).map((document) => document.toJS() as JsonObject | null)).flatMap((object) => {
    const kind = istioStructure().kinds.find((each) => each.kind === object?.kind && each.versions.some((version) => `${each.group}/${version}` === object.apiVersion));
    return object === null || kind === undefined || kind.kind === 'IstioOperator' ? [] : [{ object, kind }];
  });
}

interface Verdict { readonly name: string; readonly layer: string; readonly severity: string; readonly message: string; readonly path?: string }

function istioSays(objects: readonly JsonObject[]): Verdict[] {
  const folder = mkdtempSync(join(tmpdir(), 'differential-'));
  try {
    const file = join(folder, 'objects.yaml');
    writeFileSync(file, objects.map((object) => JSON.stringify(object)).join('\n---\n'));
    const { stdout, stderr } = spawnSync(conformance, ['judge', '--json', '--admission', file], { encoding: 'utf8', maxBuffer: 2 ** 30 });
    if (stdout === '') { throw new Error(stderr); }
    return JSON.parse(stdout) as Verdict[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function byName<T>(list: readonly T[], nameOf: (each: T) => string | undefined): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const each of list) { map.set(nameOf(each) ?? '', [...map.get(nameOf(each) ?? '') ?? [], each]); }
  return map;
}

const valid = validObjects();
const byKind = byName(valid, ({ kind }) => kind.kind);
const kinds = [...byKind.keys()].sort();
const objects = Array.from({ length: Number(count) }, (_, i) => {
  const ofKind = byKind.get(kinds[i % kinds.length]) ?? [];
  const { object, kind } = ofKind[random(ofKind.length)];
  const version = random(40) === 0 ? 'v9' : kind.versions[random(kind.versions.length)];
  // Half of them are changed in one place, so that a wrong verdict is not hidden by a right one.
  let changed = mutated(object, kind.schema, random);
  for (let more = random(2) * random(3); more > 0; more--) { changed = mutated(changed, kind.schema, random); }
  return { ...changed, apiVersion: `${kind.group}/${version}`, metadata: { name: `object-${i}`, namespace: 'shop' } } as JsonObject;
});

const began = process.hrtime.bigint();
const ours = byName(runChecks(objects.map((json) => ({ json, source: 'app' })), DEFAULT_CONTEXT, { checks }), ({ objectName }) => objectName);
const milliseconds = Number(process.hrtime.bigint() - began) / 1e6;
const theirs = byName(istioSays(objects).filter(({ severity }) => severity === 'error'), ({ name }) => name);

const layers: { [layer: string]: number } = {};
const codes: { [code: string]: number } = {};
let [agreed, refused, webhookOnly, failed] = [0, 0, 0, 0];
objects.forEach((object, i) => {
  const name = `object-${i}`;
  const [our, their] = [ours.get(name) ?? [], theirs.get(name) ?? []];
  const byCrd = their.filter(({ layer }) => layer === 'schema' || layer === 'cel' || layer === 'unknown-field');
  for (const layer of new Set(their.map((each) => each.layer))) { layers[layer] = (layers[layer] ?? 0) + 1; }
  for (const code of new Set(our.map((each) => each.code))) { codes[code] = (codes[code] ?? 0) + 1; }
  // Where a text should be, an API server knows no field of an object that is there instead.
  const sameFields = our.some(({ code }) => code === istioApiVersion.code || code === istioValueAllowed.code)
    || byCrd.filter(({ layer }) => layer === 'unknown-field').length === our.filter(({ code }) => code === istioFieldKnown.code).length;
  if ((byCrd.length > 0) === (our.length > 0) && sameFields) {
    agreed++;
    if (our.length > 0) { refused++; } else if (their.some(({ layer }) => layer === 'webhook')) { webhookOnly++; }
    return;
  }
  failed++;
  if (failed > 20) { return; }
  console.log(`FAIL  ${String(object.kind)} ${name}`);
  console.log(`      Istio: ${byCrd.map(({ layer, path, message }) => `${layer} ${path ?? ''} ${message}`).join(' | ') || 'accepts'}`);
  console.log(`      checks: ${our.map(({ code, message }) => `${code} ${message}`).join(' | ') || 'accept'}`);
});
const figures = (of: { [name: string]: number }) => Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, n]) => `${name} ${n}`).join(', ');
console.log(`seed ${seed}: ${objects.length} objects of ${kinds.length} kinds; both refuse ${refused}, both accept ${agreed - refused}, of which the webhook refuses ${webhookOnly}`);
const messages = new Set([...JSON.stringify(istioStructure().kinds).matchAll(/"message":("(?:[^"\\\\]|\\\\.)*")/g)].map(([, text]) => JSON.parse(text) as string));
const broken = [...theirs.values()].flat().filter(({ layer }) => layer === 'cel').map(({ message }) => message);
const unseen = [...messages].filter((message) => !broken.some((text) => text.includes(message)));
console.log(`rules: ${messages.size - unseen.length} of ${messages.size} were broken${unseen.length === 0 ? '' : `, not: ${unseen.join('; ')}`}`);
console.log(`Istio, by layer: ${figures(layers)}`);
console.log(`checks, by code: ${figures(codes)}; ${(milliseconds / objects.length).toFixed(3)} ms per object`);
console.log(`${agreed} passed, ${failed} failed`);
