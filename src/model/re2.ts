import type { RE2JS as Re2 } from 're2js';

const compiled = new Map<string, Re2>();

/**
 * Regular expressions as Istio and Envoy read them: RE2, always over the whole text. JavaScript's own have other rules
 * (look-ahead, back-references) and other costs.
 */
function compile(expression: string): Re2 {
  let re = compiled.get(expression);
  if (re === undefined) {
    // Loaded when the first regex is met: most apps have none, and loading is not free.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { RE2JS } = require('re2js') as typeof import('re2js');
    re = RE2JS.compile(expression);
    compiled.set(expression, re);
  }
  return re;
}

/** Why RE2 refuses the expression; `undefined` if it takes it. */
export function regexProblem(expression: string): string | undefined {
  try {
    compile(expression);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Whether the expression matches the whole text. */
export function fullMatch(expression: string, text: string): boolean {
  return compile(expression).matches(text);
}

/** The text with all that the expression matches replaced, as RE2 does it: `\1` stands for what the first group matched. */
export function replaceAll(expression: string, text: string, replacement: string): string {
  return compile(expression).matcher(text).replaceAll((...groups: unknown[]) => replacement.replace(/\\([\d\\])/g, (_, char: string) => {
    const group = char === '\\' ? char : groups[Number(char)];
    return typeof group === 'string' ? group : '';
  }));
}

/** The text as an expression that matches just it. */
export function quoteRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/**
 * Text that everything the expression matches begins with: read off its front, and possibly shorter than the longest such
 * text, never longer.
 */
export function literalPrefix(expression: string): string {
  if (hasTopLevelAlternative(expression)) { return ''; }
  let prefix = '';
  let i = expression.startsWith('^') ? 1 : 0;
  while (i < expression.length) {
    let char = expression[i];
    let next = i + 1;
    if (char === '\\') {
      const escaped = expression[next];
      if (escaped === undefined || /[A-Za-z0-9]/.test(escaped)) { break; }
      char = escaped;
      next += 1;
    } else if ('.[](){}|^$*+?'.includes(char)) {
      break;
    }
    const quantifier = expression[next];
    if (quantifier === '*' || quantifier === '?' || quantifier === '{') { break; }
    prefix += char;
    if (quantifier === '+') { break; }
    i = next;
  }
  return prefix;
}

function hasTopLevelAlternative(expression: string): boolean {
  let depth = 0;
  let inClass = false;
  for (let i = 0; i < expression.length; i++) {
    const char = expression[i];
    if (char === '\\') {
      if (expression[i + 1] === 'Q') { return true; } // a quoted run: not worth reading, and no harm in knowing less
      i += 1;
    } else if (inClass) {
      inClass = char !== ']';
    } else if (char === '[') {
      inClass = true;
      // A "]" right after the opening (or after its "^") is a member of the class.
      if (expression[i + 1] === '^') { i += 1; }
      if (expression[i + 1] === ']') { i += 1; }
    } else if (char === '(') {
      depth += 1;
    } else if (char === ')') {
      depth -= 1;
    } else if (char === '|' && depth === 0) {
      return true;
    }
  }
  return false;
}
