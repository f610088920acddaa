/** What is wrong with a value. */
export type Wrong = 'type' | 'enum' | 'missing' | 'bounds' | 'choice' | 'rule' | 'unknown' | 'deprecated';

/** A place in an object where it is not what the schema of its kind wants. */
export interface Problem {
  readonly wrong: Wrong;
  readonly path: ReadonlyArray<string | number>;
  /** Goes on after the field path: `is 0; it must be between 1 and 10`. */
  readonly text: string;
  /** Where a field is unknown: those that are known there. */
  readonly known?: readonly string[];
}
