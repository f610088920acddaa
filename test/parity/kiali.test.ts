import type { KialiCase } from './kiali-case';
import { codesOfCheckers, verdictOfCase } from './kiali-verdict';
import { KIALI_EXTRAS, KIALI_MISSES } from './reasons/kiali-cases';
import { HAS_REFERENCE, readReference } from './reference';
import { table } from './table';

if (HAS_REFERENCE) {
  const { cases } = readReference<{ cases: KialiCase[] }>('cases/kiali.json');
  const codes = codesOfCheckers(cases);
  const judged = cases.map((one) => ({ ...verdictOfCase(one, codes.get(one.checker) ?? new Set()), one }));

  test('what Kiali\'s checkers say of objects, the checks say', () => {
    const count = (checker: string, verdict: string, valid: boolean) =>
      `${judged.filter(({ one, verdict: own }) => one.checker === checker && own === verdict && one.schemaValid === valid).length}`;
    const verdicts = ['found', 'agreed', 'missed', 'extra'];
    const rows = [...codes.keys()].sort()
      .map((checker) => [checker, ...[true, false].flatMap((valid) => verdicts.map((verdict) => count(checker, verdict, valid)))]);
    process.stdout.write(`${table([['checker', ...verdicts, ...verdicts.map((verdict) => `${verdict} (invalid)`)], ...rows])}\n`);
    expect(judged.filter(({ verdict }) => verdict === 'missed').map(({ one }) => one.id).sort()).toEqual(Object.keys(KIALI_MISSES).sort());
    expect(judged.filter(({ verdict }) => verdict === 'extra').map(({ one }) => one.id).sort()).toEqual(Object.keys(KIALI_EXTRAS).sort());
  });
} else {
  test('the cases are not here, so they are not compared', () => {
    process.stdout.write('not compared: the reference is not beside the project\n');
    expect(HAS_REFERENCE).toBe(false);
  });
}
