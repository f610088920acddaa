/** What is known of a statement: it holds, it does not, or (`undefined`) that depends on what the simulator does not know. */
export type Truth = boolean | undefined;

/** A value of a request that the simulator was not told. */
export const UNKNOWN = Symbol('unknown');

/** A value that there is, although the simulator was not told which. */
export const PRESENT = Symbol('present');

/** A value, none (`undefined`), or one that is not known. */
export type Known<T> = T | undefined | typeof UNKNOWN | typeof PRESENT;

/** Whether all hold. One that does not decides, whatever the others are. */
export function all(truths: Iterable<Truth>): Truth {
  let result: Truth = true;
  for (const truth of truths) {
    if (truth === false) { return false; }
    if (truth === undefined) { result = undefined; }
  }
  return result;
}

/** Whether one holds. One that does decides, whatever the others are. */
export function any(truths: Iterable<Truth>): Truth {
  let result: Truth = false;
  for (const truth of truths) {
    if (truth === true) { return true; }
    if (truth === undefined) { result = undefined; }
  }
  return result;
}

/** Whether it does not hold. */
export function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}
