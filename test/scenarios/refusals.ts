import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the library says to each mistake: by id, number of the mistake and number of the way, the lines. */
export interface Refusals {
  readonly [way: string]: readonly string[];
}

const FILE = join(__dirname, 'refusals.json');

/** What is committed of it. */
export const REFUSALS = {
  read: (): Refusals => JSON.parse(readFileSync(FILE, 'utf8')) as Refusals,
  write: (refusals: Refusals): void => { writeFileSync(FILE, `${JSON.stringify(refusals, undefined, 1)}\n`); },
};
