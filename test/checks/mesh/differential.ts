/*
 * Changes MeshConfigs, ProxyConfigs, networks and installations at random, and compares what the checks say of them with what Istio
 * says: istioctl of an IstioOperator, istiod of the texts of its ConfigMap, the injector of the annotation of a pod. Fields that
 * Istio ignores count as taken. The last line is "N passed, N failed".
 *
 *   ts-node test/checks/mesh/differential.ts CONFORMANCE [COUNT [SEED]]
 */
import { spawnSync } from 'node:child_process';
import { stringify } from 'yaml';
import { SEEDS, type Seed } from './seeds';
import { runChecks } from '../../../src/checks/engine';
import { DEFAULT_CONTEXT } from '../../../src/checks/mesh-context';
import type { JsonObject } from '../../../src/model/json';
import { mutated, randomOf } from '../structure/mutations';

const [conformance, count = '4000', seed = '1'] = process.argv.slice(2);
const random = randomOf(Number(seed));

/** Elements of lists that are null, which Istio's messages take for empty ones. */
const NULL_ELEMENT = /[[,]null[,\]]|^ *- null$/m;

/** Names of fields in capitals, which Go's JSON takes and people do not write. */
const SHOUTED = /"[A-Z]{3,}":/;

/** A number for a value of an enumeration: it is not read here, and of this one Istio refuses some. */
const NUMBERED = /controlPlaneAuthPolicy"?: ?-?\d/;

/** The object in which a changed seed stands, and what Istio is asked about it. */
function asked({ notion, schema, value }: Seed): { notion: string; text: string; object: JsonObject } {
  const { spec } = mutated({ spec: value }, { type: 'object', properties: { spec: schema } }, random) as { spec: JsonObject };
  // As Go reads YAML: of version 1.1, where OFF is a boolean.
  const text = stringify(spec, { version: '1.1' });
  const object = (kind: string, rest: JsonObject): JsonObject => ({ apiVersion: 'v1', kind, metadata: { name: 'istio', namespace: 'istio-system' }, ...rest });
  switch (notion) {
    case 'mesh-config': return { notion, text, object: object('ConfigMap', { data: { mesh: text } }) };
    case 'mesh-networks': return { notion, text, object: object('ConfigMap', { data: { meshNetworks: text } }) };
    case 'proxy-config': {
      const metadata = { name: 'web', namespace: 'shop', annotations: { 'proxy.istio.io/config': text } };
      return { notion, text, object: { ...object('Pod', {}), metadata } };
    }
    case 'installation': {
      const operator = { ...object('IstioOperator', { spec }), apiVersion: 'install.istio.io/v1alpha1' };
      return { notion, text: JSON.stringify(operator), object: operator };
    }
  }
}

const all = [
  ...SEEDS.map((each) => asked({ ...each, schema: {} })),
  ...Array.from({ length: Number(count) }, (_, i) => asked(SEEDS[i % SEEDS.length])),
].filter(({ text }) => !NULL_ELEMENT.test(text) && !SHOUTED.test(text) && !NUMBERED.test(text));
const { stdout, stderr } = spawnSync(conformance, ['notions'], {
  input: all.map(({ notion, text }) => JSON.stringify({ notion, text })).join('\n'), encoding: 'utf8', maxBuffer: 2 ** 30,
});
const answers = stdout.trim().split('\n');
if (answers.length !== all.length) { throw new Error(stderr); }

let [passed, failed] = [0, 0];
all.forEach(({ notion, text, object }, i) => {
  const theirs = (JSON.parse(answers[i]) as { ok: boolean }).ok;
  const errors = runChecks([{ json: object, source: 'app' }], DEFAULT_CONTEXT).filter(({ severity, code }) => severity === 'error' && code !== 'CI0026');
  if (theirs === (errors.length === 0)) { passed++; return; }
  failed++;
  if (failed <= 30) {
    process.stdout.write(`${notion} is ${theirs ? '' : 'not '}taken by Istio: ${errors.map(({ message, code }) => `${message.slice(0, 150)} [${code}]`).join(' | ')} ${text.replace(/\n/g, '\\n').slice(0, 900)}\n`);
  }
});
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
