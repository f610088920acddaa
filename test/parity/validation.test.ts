import { findingsOn } from './found';
import { VALIDATION_EXTRAS, VALIDATION_MISSES } from './reasons/cases';
import { HAS_REFERENCE, readReference } from './reference';
import { table } from './table';
import { type ValidationCase, verdictOf } from './validation';

if (HAS_REFERENCE) {
  const cases = readReference<{ cases: ValidationCase[] }>('cases/validation.json').cases.filter(({ faithful }) => faithful);
  const judged = cases.map((each) => ({ ...verdictOf(each, findingsOn([each.resource], ['*'])), id: each.id, kind: each.resource.kind as string }));

  test('what the API server and the webhook say of an object, the checks say', () => {
    const kinds = [...new Set(judged.map(({ kind }) => kind))].sort();
    const count = (kind: string, verdict: string) => `${judged.filter((each) => each.kind === kind && each.verdict === verdict).length}`;
    process.stdout.write(`${table([['kind', 'found', 'missed', 'extra', 'agreed'],
      ...kinds.map((kind) => [kind, count(kind, 'found'), count(kind, 'missed'), count(kind, 'extra'), count(kind, 'agreed')])])}\n`);
    expect(judged.filter(({ verdict }) => verdict === 'missed').map(({ id }) => id).sort()).toEqual(Object.keys(VALIDATION_MISSES).sort());
    expect(judged.filter(({ verdict }) => verdict === 'extra').map(({ id }) => id).sort()).toEqual(Object.keys(VALIDATION_EXTRAS).sort());
  });
} else {
  test('the cases are not here, so they are not compared', () => {
    process.stdout.write('not compared: the reference is not beside the project\n');
    expect(HAS_REFERENCE).toBe(false);
  });
}
