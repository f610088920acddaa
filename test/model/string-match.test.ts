import { renderPattern } from '../../src/model/request-match-json';
import { StringMatch } from 'cdk8s-istio';

test.each([
  [StringMatch.exact('a'), { exact: 'a' }],
  [StringMatch.exact(''), { exact: '' }],
  [StringMatch.prefix('/a'), { prefix: '/a' }],
  [StringMatch.regex('^(a|b)+$'), { regex: '^(a|b)+$' }],
  [StringMatch.regex('é{2}'), { regex: 'é{2}' }],
  [StringMatch.regex('a'.repeat(1024)), { regex: 'a'.repeat(1024) }],
  // Istio asks for presence by an empty match: a regular expression of "*" would do the same, but is none.
  [StringMatch.present(), {}],
])('%p renders as Istio has it', (match, expected) => {
  expect(renderPattern(match._pattern)).toEqual(expected);
});

test.each<[string, () => StringMatch, string]>([
  ['an empty prefix', () => StringMatch.prefix(''),
    'StringMatch.prefix: value is ""; it must be a text that is not empty; use StringMatch.present() for any value'],
  ['an empty expression', () => StringMatch.regex(''),
    'StringMatch.regex: value is ""; it must be a text that is not empty; use StringMatch.exact(\'\') for an empty value'],
  ['a star', () => StringMatch.regex('*'), 'StringMatch.regex: value is "*"; it must be an RE2 expression; use StringMatch.present() for any value'],
  ['an expression that Istio finds too long', () => StringMatch.regex('a'.repeat(1025)),
    `StringMatch.regex: value is "${'a'.repeat(116)}...; it must be at most 1024 characters long (it has 1025)`],
  ['an expression that is not closed', () => StringMatch.regex('(a'),
    'StringMatch.regex: value is "(a"; it must be an RE2 expression (error parsing regexp: missing closing ): `(a`)'],
  ['look-ahead', () => StringMatch.regex('a(?=b)'),
    'StringMatch.regex: value is "a(?=b)"; it must be an RE2 expression (error parsing regexp: invalid or unsupported Perl syntax: `(?=`)'],
  ['a back-reference', () => StringMatch.regex('(a)\\1'),
    'StringMatch.regex: value is "(a)\\\\1"; it must be an RE2 expression (error parsing regexp: invalid escape sequence: `\\1`)'],
])('refuses %s', (_what, make, message) => {
  expect(make).toThrow(new Error(message));
});
