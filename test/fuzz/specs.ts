import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { JsonObject } from '../../src/model/json';
import { type KindSchema, istioStructure } from '../../src/model/structure/schema';
import { mutated, randomOf } from '../checks/structure/mutations';

const ROOT = join(__dirname, '../..');

export interface Spec {
  readonly kind: KindSchema;
  readonly object: JsonObject;
}

/** Valid objects to begin with: those that say everything, and those of the examples. */
function validSpecs(): Spec[] {
  const folder = (path: string) => readdirSync(join(ROOT, path), { recursive: true, encoding: 'utf8' }).sort().map((name) => join(ROOT, path, name));
  const files = [...folder('test/completeness/maximal'), ...folder('examples').filter((name) => name.includes('/dist/'))];
  return files.filter((name) => name.endsWith('.yaml')).flatMap((name) =>
    parseAllDocuments(readFileSync(name, 'utf8')).map((document) => document.toJS() as JsonObject | null)).flatMap((object) => {
    const kind = istioStructure().kinds.find((each) => each.kind === object?.kind && each.versions.some((version) => `${each.group}/${version}` === object.apiVersion));
    // An IstioOperator is never applied; what istioctl says of it is compared elsewhere.
    return object === null || kind === undefined || kind.kind === 'IstioOperator' ? [] : [{ kind, object }];
  });
}

/** Objects of all kinds, or of one, each changed at random in one to three places and named after its number. The same for the same seed. */
export function randomSpecs(count: number, seed: number, only?: string): Spec[] {
  const random = randomOf(seed);
  const valid = validSpecs().filter(({ kind }) => only === undefined || kind.kind === only);
  const kinds = [...new Set(valid.map(({ kind }) => kind))].sort((a, b) => (a.kind < b.kind ? -1 : 1));
  return Array.from({ length: count }, (_, i) => {
    const kind = kinds[i % kinds.length];
    const ofKind = valid.filter((each) => each.kind === kind);
    const { object } = ofKind[random(ofKind.length)];
    const version = kind.versions[random(kind.versions.length)];
    // Half of them are changed in one place, so that a wrong verdict is not hidden by a right one.
    let changed = mutated(object, kind.schema, random);
    for (let more = random(2) * random(3); more > 0; more--) { changed = mutated(changed, kind.schema, random); }
    return { kind, object: { ...changed, apiVersion: `${kind.group}/${version}`, metadata: { name: `object-${i}`, namespace: 'shop' } } as JsonObject };
  });
}
