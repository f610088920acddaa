import { show } from '../../model/field';
import { canonical, type Json } from '../../model/json';
import type { Path } from '../yaml/documents';

/** A place, and what is there. */
export interface Difference {
  readonly path: Path;
  readonly text: string;
}

/** Where the first value differs from the second one, and what it is there; `undefined`, if they are equal. */
export function difference(made: Json | undefined, expected: Json | undefined, path: Path = []): Difference | undefined {
  if (canonical(made) === canonical(expected)) { return undefined; }
  if (isBranch(made) && isBranch(expected) && Array.isArray(made) === Array.isArray(expected)) {
    const [one, other] = [Object.entries(made), Object.entries(expected)].map((entries) => new Map<string, Json | undefined>(entries));
    for (const key of new Set([...one.keys(), ...other.keys()])) {
      const inner = difference(one.get(key), other.get(key), [...path, Array.isArray(made) ? Number(key) : key]);
      if (inner !== undefined) { return inner; }
    }
  }
  return { path, text: show(made) };
}

function isBranch(json: Json | undefined): json is Json[] | { [key: string]: Json } {
  return typeof json === 'object' && json !== null;
}
