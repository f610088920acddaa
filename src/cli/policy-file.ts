import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { PolicyPack } from '../checks/policy-pack';

/** The policy packs that modules of JavaScript export: one, a list of them, or members that are such. */
export function policyPacks(paths: readonly string[]): PolicyPack[] {
  return paths.flatMap((path) => {
    const file = resolve(path);
    if (!existsSync(file)) { throw new Error(`${path}: cannot be read; it must be a file of JavaScript that exports a PolicyPack`); }
    const packs = packsOf(load(file, path));
    if (packs.length === 0) { throw new Error(`${path}: exports no PolicyPack; it must export one, or several`); }
    return packs;
  });
}

function load(file: string, path: string): unknown {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require(file) as unknown;
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}; it must run to its end`);
  }
}

function packsOf(exported: unknown): PolicyPack[] {
  if (isPack(exported)) { return [exported]; }
  if (typeof exported !== 'object' || exported === null) { return []; }
  // A module may give the same pack under two names.
  return [...new Set(Object.values(exported).flatMap((member) => (isPack(member) ? [member] : Array.isArray(member) ? member.filter(isPack) : [])))];
}

/** The pack may be made with another copy of the library than the one that runs. */
function isPack(value: unknown): value is PolicyPack {
  return typeof value === 'object' && value !== null && typeof (value as { _checks?: unknown })._checks === 'function';
}
