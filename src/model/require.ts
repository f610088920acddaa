import type { Field } from './field';

/**
 * The checks that values of every kind share. Each returns the value, or throws the error that its field makes.
 */

/** The largest number that most of Istio's integers can be. */
const MAX_INT32 = 2147483647;

/** An integer within bounds, both included; without an upper one, within what 32 bits hold. */
export function requireInteger(value: number, field: Field, min: number, max?: number): number {
  const most = max ?? MAX_INT32;
  if (Number.isInteger(value) && value >= min && value <= most) { return value; }
  const bounds = max === undefined && !(value > most) ? `at least ${min}` : `between ${min} and ${most}`;
  throw field.error(value, Number.isInteger(value) ? bounds : `an integer ${bounds}`);
}

/** A number within bounds, both included. NaN and the infinities are never within. */
export function requireNumber(value: number, field: Field, min: number, max: number): number {
  if (typeof value === 'number' && value >= min && value <= max) { return value; }
  throw field.error(value, `between ${min} and ${max}`);
}

/** A share in percent, fractions allowed. */
export function requirePercentage(value: number, field: Field): number {
  return requireNumber(value, field, 0, 100);
}

/** A TCP port. */
export function requirePort(value: number, field: Field): number {
  return requireInteger(value, field, 1, 65535);
}

/** A text that is not empty. */
export function requireText(value: string, field: Field): string {
  if (typeof value === 'string' && value.length > 0) { return value; }
  throw field.error(value, 'a text that is not empty');
}

/** A list with at least one element. */
export function requireSome<T>(value: T[], field: Field, fix?: string): T[] {
  if (Array.isArray(value) && value.length > 0) { return value; }
  throw field.error(value, 'a list of at least one element', fix);
}

/** Exactly one of the named members of an object is given; returns its name. */
export function requireOneOf<K extends string>(value: { readonly [key in K]?: unknown }, names: readonly K[], field: Field): K {
  const given = names.filter((name) => value[name] !== undefined);
  if (given.length === 1) { return given[0]; }
  const found = given.length === 0 ? 'none is given' : `${given.join(' and ')} are given`;
  throw field.problem(`${field.path === '' ? '' : `${field.path}: `}${found}; it must be exactly one of ${names.join(', ')}`);
}

/** One of the values that there are, for what must not be left to a default: TypeScript checks it, plain data does not. */
export function requireAmong<T extends string>(value: T, values: readonly T[], field: Field): T {
  if (values.includes(value)) { return value; }
  throw field.error(value, `one of ${values.join(', ')}`);
}
