import fc from 'fast-check';
import { canonical, type Json, sameData } from '../../src/model/json';

const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom<unknown>(undefined, null, true, false, 0, -0, NaN, 1, '', 'a', () => 1),
    fc.array(tie('value').filter((item) => item !== undefined && typeof item !== 'function'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value as fc.Arbitrary<Json>;

/** The same data, another object, its members in another order. */
function copied(value: Json): Json {
  if (Array.isArray(value)) { return value.map(copied); }
  if (typeof value !== 'object' || value === null) { return value; }
  return Object.fromEntries(Object.entries(value).reverse().map(([key, member]) => [key, copied(member as Json)]));
}

test('two values are the same data if they have one canonical text', () => {
  let same = 0;
  fc.assert(fc.property(values, values, fc.boolean(), (a, other, copies) => {
    const b = copies ? copied(a) : other;
    expect(sameData(a, b)).toBe(canonical(a) === canonical(b));
    if (sameData(a, b)) { same++; }
  }), { seed: 5, numRuns: 2000 });
  expect(same).toBeGreaterThan(500);
});
