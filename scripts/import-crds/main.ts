/**
 * Writes `imports/`, the L1 classes, from the CRDs of Istio: `npm run import-crds`.
 *
 * - `--crds FILE` takes the CRDs of a file instead of those of the pinned release; this needs no Go
 * - `--check` writes nothing and fails if `imports/` holds anything else than it would write
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { keyOf } from './crds';
import { differingFiles, filesOf, writeFiles } from './files';
import { Problem } from './problem';
import { sourceOfFile, sourceOfModules } from './source';

const IMPORTS = join(__dirname, '..', '..', 'imports');

function main(args: string[]): void {
  const { crds, check } = optionsOf(args);
  const source = crds === undefined ? sourceOfModules() : sourceOfFile(crds, IMPORTS);
  const present = new Set(source.kinds.map(keyOf));
  const missing = Object.keys(source.links).filter((kind) => !present.has(kind));
  if (missing.length > 0) { console.warn(`no CRD of ${missing.join(', ')}: imports/ will be without`); }

  const files = filesOf(source);
  if (check === undefined) {
    writeFiles(IMPORTS, files);
    return;
  }
  const differing = differingFiles(IMPORTS, files);
  if (differing.length > 0) {
    throw new Problem(['imports/ is not what npm run import-crds writes:', ...differing].join('\n  '));
  }
}

function optionsOf(args: string[]): { crds?: string; check?: boolean } {
  try {
    return parseArgs({ args, options: { crds: { type: 'string' }, check: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new Problem(`${(error as Error).message}\nusage: npm run import-crds -- [--crds FILE] [--check]`);
  }
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Problem)) { throw error; }
  console.error(error.message);
  process.exitCode = 1;
}
