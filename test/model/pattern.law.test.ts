import * as fc from 'fast-check';
import { conditions, pattern, request } from './arbitraries';
import { conditionsContained, fulfils, intersectConditions } from '../../src/model/conditions';
import { INEXPRESSIBLE, intersectPatterns, matchesPattern, normalPattern, NOTHING, patternContained } from '../../src/model/pattern';
import { literalPrefix, quoteRegex } from '../../src/model/re2';

const text = fc.oneof(
  fc.constantFrom('', 'a', 'ab', 'abc', 'b', 'A', '/', '/a', '/A', '/ab', '/AB/c', '/ab/C', '/a1', '/a12x', '/abc'),
  fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'A', 'B', '/', '1'), maxLength: 5 }));

test('an intersection of patterns matches just what both match', () => {
  fc.assert(fc.property(pattern.map(normalPattern), pattern.map(normalPattern), fc.array(text, { minLength: 10, maxLength: 10 }), (a, b, texts) => {
    const both = intersectPatterns(a, b);
    if (both === INEXPRESSIBLE) { return; }
    for (const one of texts) {
      expect(both !== NOTHING && matchesPattern(both, one)).toBe(matchesPattern(a, one) && matchesPattern(b, one));
    }
  }), { numRuns: 5000 });
});

test('a pattern that is contained in another matches nothing that the other does not', () => {
  fc.assert(fc.property(pattern.map(normalPattern), pattern.map(normalPattern), fc.array(text, { minLength: 10, maxLength: 10 }), (a, b, texts) => {
    if (!patternContained(a, b)) { return; }
    for (const one of texts) { expect(matchesPattern(a, one) && !matchesPattern(b, one)).toBe(false); }
  }), { numRuns: 5000 });
});

test('an intersection of conditions is fulfilled by just what fulfils both, and is contained in both', () => {
  fc.assert(fc.property(conditions, conditions, fc.array(request, { minLength: 10, maxLength: 10 }), (a, b, requests) => {
    const both = intersectConditions(a, b);
    if (both === INEXPRESSIBLE) { return; }
    for (const one of requests) {
      expect(both !== NOTHING && fulfils(one, both)).toBe(fulfils(one, a) && fulfils(one, b));
    }
    if (both !== NOTHING) {
      expect(conditionsContained(both, a)).toBe(true);
      expect(conditionsContained(both, b)).toBe(true);
    }
  }), { numRuns: 5000 });
});

test('conditions that are contained in others are fulfilled by nothing that does not fulfil those', () => {
  fc.assert(fc.property(conditions, conditions, fc.array(request, { minLength: 10, maxLength: 10 }), (a, b, requests) => {
    if (!conditionsContained(a, b)) { return; }
    for (const one of requests) { expect(fulfils(one, a) && !fulfils(one, b)).toBe(false); }
  }), { numRuns: 5000 });
});

test.each([
  ['/api/v[0-9]+', '/api/v'], ['/api.*', '/api'], ['abc*', 'ab'], ['abc+', 'abc'], ['abc?', 'ab'], ['ab{2}', 'a'], ['^ab', 'ab'],
  ['a|b', ''], ['(a|b)c', ''], ['a(b|c)', 'a'], ['a\\.b', 'a.b'], ['a\\d', 'a'], ['[|]a', ''], ['x[]|]', 'x'], ['(?i)ab', ''], ['\\Qa|b\\E', ''],
])('all that %s matches begins with %s', (expression, prefix) => {
  expect(literalPrefix(expression)).toBe(prefix);
});

test('a quoted text matches itself only', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (one, other) => {
    const quoted = { kind: 'regex', value: quoteRegex(one) } as const;
    expect(matchesPattern(quoted, one)).toBe(true);
    expect(matchesPattern(quoted, other)).toBe(one === other);
  }));
});
