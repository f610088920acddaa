import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The page of the stricter rules, whose errors the documentation's tests keep true. */
const PAGE = readFileSync(join(__dirname, '../../docs/stricter-than-istio.md'), 'utf8');

/** The errors of the page without the values in them. */
const ERRORS = [...new Set([...PAGE.matchAll(/^\/\/ [^:\n]+: (.*)$/gm)].map(([, text]) => skeleton(text)))];

/** The codes that the page names. */
const CODES = new Set([...PAGE.matchAll(/\bCI\d{4}\b/g)].map(([code]) => code));

/** Whether a check is among the stricter rules. */
export function isStricterCheck(code: string): boolean {
  return CODES.has(code);
}

/** Whether an error of a construct is one that the page shows, of whichever field and value. */
export function isStricterError(text: string): boolean {
  return ERRORS.includes(skeleton(text));
}

function skeleton(text: string): string {
  return text.replace(/^[^ ]*: /, '')
    .replace(/\b[A-Za-z]\w*(?:\[\d+\]|\.[A-Za-z]\w*)+/g, 'FIELD')
    .replace(/"[^"]*\.\.\.(?=;)/g, '_')
    .replace(/"(?:[^"\\]|\\.)*"|\[[^\]]*\]|\{[^}]*\}|-?\d+(\.\d+)?/g, '_')
    .replace(/\b[A-Z][A-Z_\d]+\b/g, 'VALUE').replace(/VALUE(?:, VALUE)+/g, 'VALUE')
    .replace(/^\w+ /, 'FIELD ').replace(/^FIELD: /, '');
}
