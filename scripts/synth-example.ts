import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import './library-by-name';

/*
 * Synthesizes examples into their `dist` folders and says what was written: `npm run example -- canary ingress`.
 * Without a name, all of them.
 */

const EXAMPLES = join(__dirname, '..', 'examples');

/** The folders that hold an example. */
function examples(): string[] {
  return readdirSync(EXAMPLES, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
}

function synthesize(name: string): void {
  const out = join(EXAMPLES, name, 'dist');
  // What an earlier program wrote must not stay beside what this one writes.
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  process.env.CDK8S_OUTDIR = out;
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  require(join(EXAMPLES, name, 'main.ts'));
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of files.map(({ parentPath, name: file }) => join(parentPath, file)).sort()) {
    // Beside manifests, which are `.yaml`, there may be files for other tools.
    const kinds = path.endsWith('.yaml')
      ? parseAllDocuments(readFileSync(path, 'utf8')).map((document) => (document.toJS() as { kind: string }).kind) : undefined;
    console.log(`${relative(process.cwd(), path)}${kinds === undefined ? '' : `: ${kinds.length} objects (${counted(kinds)})`}`);
  }
}

function counted(kinds: readonly string[]): string {
  return [...new Set(kinds)].sort().map((kind) => `${kinds.filter((one) => one === kind).length} ${kind}`).join(', ');
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !examples().includes(name));
if (unknown.length > 0) {
  console.error(`there is no example ${unknown.join(', ')}; there are ${examples().join(', ')}`);
  process.exit(2);
}
for (const name of wanted.length > 0 ? wanted : examples()) { synthesize(name); }
