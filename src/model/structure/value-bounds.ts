import type { Schema } from './schema';
import { goDuration } from '../go/durations';
import { quantityProblem } from '../go/injection';
import type { Json } from '../json';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/;
const INT32: readonly [number, number] = [-(2 ** 31), 2 ** 31 - 1];
const PATTERNS = new Map<string, RegExp>();

/** What a value must be to keep to the bounds of its schema, which its type fits; `undefined` if it does. */
export function outOfBounds(json: Json, schema: Schema): string | undefined {
  if (typeof json === 'number') { return numberBounds(json, schema); }
  if (typeof json === 'string') { return textBounds(json, schema); }
  if (Array.isArray(json)) { return sizeBounds(json.length, schema.minItems, schema.maxItems, 'elements'); }
  if (typeof json === 'object' && json !== null) {
    return sizeBounds(Object.keys(json).length, schema.minProperties, schema.maxProperties, 'entries');
  }
  return undefined;
}

function numberBounds(value: number, { minimum, maximum, format }: Schema): string | undefined {
  const [low, high] = [minimum ?? (format === 'int32' ? INT32[0] : -Infinity), maximum ?? (format === 'int32' ? INT32[1] : Infinity)];
  if (value >= low && value <= high) { return undefined; }
  if (high === Infinity) { return `${low} or more`; }
  return low === -Infinity ? `${high} or less` : `between ${low} and ${high}`;
}

function textBounds(text: string, { minLength, maxLength, pattern, format }: Schema): string | undefined {
  const size = sizeBounds([...text].length, minLength, maxLength, 'characters');
  if (text === '' && minLength === 1) { return 'a text that is not empty'; }
  if (size !== undefined) { return `a text of ${size}`; }
  if (pattern !== undefined && !regExp(pattern).test(text)) { return `a text like ${pattern}`; }
  return format === undefined ? undefined : formatBounds(text, format);
}

/** Those of an IstioOperator's formats that Istio reads with Go's functions. */
function formatBounds(text: string, format: string): string | undefined {
  switch (format) {
    case 'byte': return BASE64.test(text) ? undefined : 'in base64';
    case 'duration': return goDuration(text) === undefined ? 'a duration such as 5s or 1m30s' : undefined;
    case 'quantity': return quantityProblem(text);
    default: return undefined;
  }
}

function sizeBounds(size: number, least: number = 0, most: number = Infinity, what: string): string | undefined {
  if (size >= least && size <= most) { return undefined; }
  return size < least ? `${least} ${what} or more` : `${most} ${what} or fewer`;
}

/** The patterns of the CRDs mean the same in JavaScript as in Go. */
function regExp(pattern: string): RegExp {
  const known = PATTERNS.get(pattern) ?? new RegExp(pattern);
  PATTERNS.set(pattern, known);
  return known;
}
