/**
 * Names the place of a value for error texts: a construct path (or the factory that was called) and a field in it.
 *
 * All errors of the library have one form: `WHERE: FIELD is GIVEN; it must be ALLOWED[; FIX]`. Few places end in one, so their names are
 * made when they are asked for.
 */
export class Field {
  constructor(private readonly start: string | (() => string), private readonly outer?: Field, private readonly key: string | number = '') {}

  /** The construct path or the factory. */
  public get where(): string {
    return typeof this.start === 'string' ? this.start : this.start();
  }

  /** The field in it; empty for all of it. */
  public get path(): string {
    const { outer, key } = this;
    if (outer === undefined) { return ''; }
    const { path } = outer;
    if (typeof key === 'number' || !/^[A-Za-z_$][\w$]*$/.test(key)) { return `${path}[${typeof key === 'number' ? key : JSON.stringify(key)}]`; }
    return path === '' ? key : `${path}.${key}`;
  }

  /** The place of a member (`at('timeout')`) or of an element (`at(0)`) of this value. */
  public at(key: string | number): Field {
    return new Field(this.start, this, key);
  }

  /** The error for a value that is not allowed here. */
  public error(given: unknown, mustBe: string, fix?: string): Error {
    const subject = this.path === '' ? 'the value' : this.path;
    return this.problem(`${subject} is ${show(given)}; it must be ${mustBe}`, fix);
  }

  /** The error for something that is wrong here and has no single value to show. */
  public problem(text: string, fix?: string): Error {
    return new Error(`${this.where}: ${text}${fix === undefined ? '' : `; ${fix}`}`);
  }
}

/** A value as error texts show it. */
export function show(value: unknown): string {
  if (value === undefined) { return 'missing'; }
  if (typeof value === 'number' || typeof value === 'bigint') { return String(value); }
  const json = JSON.stringify(value);
  if (json === undefined) { return typeof value; }
  return json.length > 120 ? `${json.slice(0, 117)}...` : json;
}
