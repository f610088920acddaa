import { EXAMPLES } from './examples';
import { rendered } from './run';
import { AppView } from '../../src/checks/app-view';
import type { Check } from '../../src/checks/check';
import { ANY, looksAt } from '../../src/checks/check';
import { runChecks } from '../../src/checks/engine';
import { FieldNames } from '../../src/checks/field-names';
import { ISTIO_KINDS, kindName } from '../../src/checks/group-kinds';
import { DEFAULT_CONTEXT, type MeshContext } from '../../src/checks/mesh-context';
import { CHECKS } from '../../src/checks/registry';
import type { Json, JsonObject } from '../../src/model/json';
import { type Schema, istioStructure, resolved } from '../../src/model/structure/schema';
import { randomSpecs } from '../fuzz/specs';
import { type Entry, HAS_REFERENCE, objectsOf, readReference } from '../parity/reference';

/** Random objects; more of them by hand. */
const COUNT = Number(process.env.SPECS ?? 3000);

const gated = CHECKS.filter(({ fields }) => fields !== undefined);

describe('a check that names its fields finds nothing in objects without them', () => {
  test('of the examples of all checks', () => {
    for (const { wrong, right, context, files, filesAreReplaced } of Object.values(EXAMPLES)) {
      for (const text of [wrong, right]) { requireSilence(new AppView(rendered(text, files, filesAreReplaced), { ...DEFAULT_CONTEXT, ...context })); }
    }
  });

  test('changed at random', () => {
    for (const { object } of randomSpecs(COUNT, 5)) { requireSilence(viewOf([object], { knownHosts: ['*'] })); }
  });

  test('that other tools have as examples', () => {
    if (!HAS_REFERENCE) { return; }
    for (const entry of readReference<Entry[]>('checks.json')) { requireSilence(viewOf(objectsOf(entry) ?? [], {})); }
  });

  test('and all that Istio calls deprecated is looked at', () => {
    const deprecated = ({ properties = {}, ...schema }: Schema): string[] => [
      ...Object.entries(properties).filter(([, each]) => each.deprecated === true || resolved(each)['x-deprecated-values'] !== undefined).map(([name]) => name),
      ...[...Object.values(properties), ...[schema.items ?? []].flat()].flatMap(deprecated),
    ];
    const { kinds, definitions } = istioStructure();
    const names = [...kinds.map(({ schema }) => schema), ...Object.values(definitions)].flatMap(deprecated);
    expect(names.length).toBeGreaterThan(6);
    expect(new Set(names)).toEqual(new Set(names.filter((name) => CHECKS.find(({ code }) => code === 'CI0033')?.fields?.includes(name))));
  });

  test('and names no field twice', () => {
    expect(gated.filter(({ fields = [] }) => fields.length === 0 || new Set(fields).size < fields.length)).toEqual([]);
  });
});

describe('the kinds that a check is asked of', () => {
  const limited = CHECKS.filter(({ subjects }) => subjects !== undefined);

  test('are named where it is for all kinds, each once', () => {
    expect(limited.filter(({ kinds: [subject] }) => subject !== ANY)).toEqual([]);
    expect(limited.filter(({ subjects = [] }) => subjects.length === 0 || new Set(subjects).size < subjects.length)).toEqual([]);
  });

  test.each([
    [{ kinds: ['Sidecar', 'Service'] }, ['Sidecar']],
    [{ kinds: [ANY, 'Service'] }, ['Sidecar', 'Service', 'Secret']],
    [{ kinds: [ANY, 'Service'], subjects: ['Sidecar', 'Secret'] }, ['Sidecar', 'Secret']],
  ])('of %j', (kinds, expected) => {
    const asked: string[] = [];
    const check: Check = { ...CHECKS[0], run: undefined, fields: undefined, ...kinds, object: ({ kind }) => { asked.push(kind); return []; } };
    const objects = ['Sidecar', 'Service', 'Secret'].map((kind) => ({ json: { apiVersion: 'v1', kind }, source: kind }));
    runChecks(objects, DEFAULT_CONTEXT, { checks: [check] });
    expect(asked.sort()).toEqual(expected.sort());
  });

  test('are all kinds of Istio, where the structure is looked at', () => {
    expect(istioStructure().kinds.map(({ kind, group }) => kindName(`${group}/v1`, kind)).sort()).toEqual([...ISTIO_KINDS].sort());
  });
});

describe('names of fields', () => {
  const has = (json: Json, ...wanted: string[]) => {
    const names = new FieldNames();
    const ids = names.idsOf(wanted);
    names.read({ spec: 0, host: 0 });
    names.read(json);
    return names.hasAny(ids);
  };

  test.each<[Json, boolean]>([
    [{ host: 'a' }, true],
    [{ spec: { http: [[{ host: null }]] } }, true],
    [{ spec: ['host'] }, false],
    [{ spec: 'host' }, false],
    ['host', false],
    [[], false],
  ])('%j', (json, expected) => { expect(has(json, 'port', 'host')).toBe(expected); });

  test('of an object that is nested deeply', () => {
    let json: JsonObject = { host: 1 };
    for (let i = 0; i < 100_000; i++) { json = { a: json }; }
    expect(has(json, 'host')).toBe(true);
  });
});

function viewOf(objects: readonly JsonObject[], context: Partial<MeshContext>): AppView {
  return new AppView(objects.map((json) => ({ json, source: 'object' })), { ...DEFAULT_CONTEXT, ...context });
}

function requireSilence(view: AppView): void {
  for (const object of view.objects) {
    const names = namesIn(object.json);
    const without = gated.filter((check) => looksAt(check, object.kind) && check.fields?.some((name) => names.has(name)) === false);
    const said = (check: Check) => [...check.object?.(object, view) ?? []].map(({ message }) => `${check.code} ${message} of ${JSON.stringify(object.json)}`);
    const reports = without.flatMap(said);
    expect(reports).toEqual([]);
  }
}

function namesIn(json: Json, names: Set<string> = new Set()): Set<string> {
  if (typeof json !== 'object' || json === null) { return names; }
  if (!Array.isArray(json)) { Object.keys(json).forEach((name) => names.add(name)); }
  Object.values(json).forEach((value) => { if (value !== undefined) { namesIn(value, names); } });
  return names;
}
