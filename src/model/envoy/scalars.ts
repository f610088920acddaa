import { show } from '../field';
import { goDuration } from '../go/durations';
import type { Json } from '../json';

const INTEGERS: { readonly [kind: string]: readonly [bigint, bigint] } = Object.fromEntries([
  ...['int32', 'sint32', 'sfixed32'].map((kind) => [kind, [-(2n ** 31n), 2n ** 31n - 1n]]),
  ...['uint32', 'fixed32'].map((kind) => [kind, [0n, 2n ** 32n - 1n]]),
  ...['int64', 'sint64', 'sfixed64'].map((kind) => [kind, [-(2n ** 63n), 2n ** 63n - 1n]]),
  ...['uint64', 'fixed64'].map((kind) => [kind, [0n, 2n ** 64n - 1n]]),
]);

/**
 * What is wrong with a value that is to be of a kind of protocol buffers, as Istio reads JSON: numbers may be in quotes, and null is no
 * value. Goes on after the field path; `undefined`, if nothing is.
 */
export function scalarProblem(value: Json, kind: string): string | undefined {
  if (value === null) { return undefined; }
  const must = (allowed: string) => `is ${show(value)}; it must be ${allowed}`;
  switch (kind) {
    case 'bool': return typeof value === 'boolean' ? undefined : must('true or false');
    case 'string': return typeof value === 'string' ? undefined : must('a text');
    case 'bytes': return typeof value === 'string' && isBase64(value) ? undefined : must('bytes in base64');
    case 'float': case 'double': return isNumber(value) ? undefined : must('a number');
    default: {
      const [min, max] = INTEGERS[kind];
      const number = integer(value);
      return number !== undefined && number >= min && number <= max ? undefined : must(`a whole number between ${min} and ${max}`);
    }
  }
}

/** What is wrong with a span of time. */
export function durationProblem(value: Json): string | undefined {
  return value === null || (typeof value === 'string' && goDuration(value) !== undefined) ? undefined
    : `is ${show(value)}; it must be a duration, such as "1.5s"`;
}

/** What is wrong with a point in time. */
export function timestampProblem(value: Json): string | undefined {
  return value === null || (typeof value === 'string' && isTimestamp(value)) ? undefined
    : `is ${show(value)}; it must be a time, such as "2030-01-31T12:00:00Z"`;
}

function integer(value: Json): bigint | undefined {
  const text = typeof value === 'number' ? (Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : '') : value;
  return typeof text === 'string' && /^-?(0|[1-9]\d*)$/.test(text) ? BigInt(text) : undefined;
}

function isNumber(value: Json): boolean {
  return typeof value === 'number'
    || (typeof value === 'string' && (/^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(value) || ['NaN', 'Infinity', '-Infinity'].includes(value)));
}

function isBase64(text: string): boolean {
  const bare = text.replace(/[\r\n]/g, '');
  return bare.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(bare);
}

function isTimestamp(text: string): boolean {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:[.,]\d+)?(?:Z|[-+](\d\d):(\d\d))$/.exec(text);
  if (parts === null) { return false; }
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number);
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= days && hour < 24 && minute < 60 && second < 60;
}
