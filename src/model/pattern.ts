import { fullMatch, literalPrefix } from './re2';

/**
 * A set of texts, as Istio's match language can describe it. `present` is every text.
 *
 * With `ignoreCase` (paths only, exact and prefix) ASCII letters match in either case.
 */
export type Pattern =
  | { readonly kind: 'exact'; readonly value: string; readonly ignoreCase?: true }
  | { readonly kind: 'prefix'; readonly value: string; readonly ignoreCase?: true }
  | { readonly kind: 'regex'; readonly value: string }
  | { readonly kind: 'present' };

/** What two descriptions have in common when that is nothing. */
export const NOTHING = 'nothing';

/** What two descriptions have in common when Istio's match language has no words for it. */
export const INEXPRESSIBLE = 'inexpressible';

/** Whether the text is in the set. */
export function matchesPattern(pattern: Pattern, text: string): boolean {
  switch (pattern.kind) {
    case 'present': return true;
    case 'regex': return fullMatch(pattern.value, text);
    case 'exact': return fold(pattern, text) === fold(pattern, pattern.value);
    case 'prefix': return fold(pattern, text).startsWith(fold(pattern, pattern.value));
  }
}

/** Whether everything in `a` is in `b`. May say no where that is true but hard to see; never yes where it is not. */
export function patternContained(a: Pattern, b: Pattern): boolean {
  if (b.kind === 'present') { return true; }
  if (samePattern(a, b)) { return true; }
  if (a.kind === 'present') { return false; }
  if (a.kind === 'exact') {
    if (!ignoresCase(a)) { return matchesPattern(b, a.value); }
    return ignoresCase(b) && matchesPattern(b, a.value);
  }
  if (b.kind !== 'prefix') { return false; }
  if (a.kind === 'regex') { return matchesPattern(b, literalPrefix(a.value)); }
  if (ignoresCase(a) && !ignoresCase(b)) { return false; }
  return matchesPattern(b, a.value);
}

/** What is in both sets. */
export function intersectPatterns(a: Pattern, b: Pattern): Pattern | typeof NOTHING | typeof INEXPRESSIBLE {
  if (patternContained(a, b)) { return a; }
  if (patternContained(b, a)) { return b; }
  // Neither holds the other; what is left to find out is whether they touch.
  if (a.kind === 'present' || b.kind === 'present') { return NOTHING; }
  if ((a.kind === 'exact' && !ignoresCase(a)) || (b.kind === 'exact' && !ignoresCase(b))) { return NOTHING; }
  if (a.kind !== 'regex' && b.kind !== 'regex') { return touch(a, b) ? INEXPRESSIBLE : NOTHING; }
  return beginsApart(a, b) ? NOTHING : INEXPRESSIBLE;
}

/** Whether the sets are written alike. */
export function samePattern(a: Pattern, b: Pattern): boolean {
  if (a.kind === 'present' || b.kind === 'present') { return a.kind === b.kind; }
  return a.kind === b.kind && ignoresCase(a) === ignoresCase(b) && a.value === b.value;
}

/**
 * The pattern in the one form that the model compares: without letters, case means nothing; when it is ignored, it is
 * written in lower case.
 */
export function normalPattern(pattern: Pattern): Pattern {
  if (!ignoresCase(pattern) || pattern.kind === 'present' || pattern.kind === 'regex') { return pattern; }
  const value = lowerAscii(pattern.value);
  return /[a-z]/.test(value) ? { kind: pattern.kind, value, ignoreCase: true } : { kind: pattern.kind, value };
}

/** Two of exact-without-case and prefix, of which neither holds the other: whether a text can be in both. */
function touch(a: Exclude<Pattern, { kind: 'regex' | 'present' }>, b: Exclude<Pattern, { kind: 'regex' | 'present' }>): boolean {
  const [x, y] = [lowerAscii(a.value), lowerAscii(b.value)];
  const someCaseIgnored = ignoresCase(a) || ignoresCase(b);
  if (!someCaseIgnored) { return false; } // two prefixes that both count case: one holds the other, or they are apart
  if (a.kind === 'exact' && b.kind === 'exact') { return x === y; }
  if (a.kind === 'exact') { return x.startsWith(y); }
  if (b.kind === 'exact') { return y.startsWith(x); }
  return x.startsWith(y) || y.startsWith(x);
}

/** Whether the texts of both sets begin so differently that none is in both. */
function beginsApart(a: Pattern, b: Pattern): boolean {
  const [x, y] = ignoresCase(a) || ignoresCase(b)
    ? [lowerAscii(beginning(a)), lowerAscii(beginning(b))]
    : [beginning(a), beginning(b)];
  if (a.kind === 'exact') { return !x.startsWith(y); }
  if (b.kind === 'exact') { return !y.startsWith(x); }
  return !x.startsWith(y) && !y.startsWith(x);
}

function beginning(pattern: Pattern): string {
  if (pattern.kind === 'present') { return ''; }
  return pattern.kind === 'regex' ? literalPrefix(pattern.value) : pattern.value;
}

function ignoresCase(pattern: Pattern): boolean {
  return (pattern.kind === 'exact' || pattern.kind === 'prefix') && pattern.ignoreCase === true;
}

function fold(pattern: Pattern, text: string): string {
  return ignoresCase(pattern) ? lowerAscii(text) : text;
}

/** Envoy ignores the case of ASCII letters only. */
function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
