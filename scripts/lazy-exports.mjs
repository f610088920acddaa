/*
 * Makes what the compiled library exports load when it is first asked for: an app uses a few of its hundreds of modules, and does not wait
 * for the others. Rewrites the index files of a compiled library, those of them that only pass on what other files export.
 *
 *   node scripts/lazy-exports.mjs lib
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';

const MARK = '// Each export is loaded when it is first asked for.';

/** What the compiler writes around the exports themselves. */
const PREAMBLE = /^(?:"use strict";|var __\w+ = [^]*?^\}[^\n]*;$|Object\.defineProperty\(exports, "__esModule", \{ value: true \}\);|exports\.[^;]* = void 0;|\/\/.*|\/\*[^]*?\*\/|\s+)/m;
const ALL = /^__exportStar\(require\("([^"]+)"\), exports\);/;
const SPACE = /^exports\.(\w+) = __importStar\(require\("([^"]+)"\)\);/;
const SOURCE = /^(?:var|const) (\w+) = require\("([^"]+)"\);/;
const ONE = /^Object\.defineProperty\(exports, "(\w+)", \{ enumerable: true, get: function \(\) \{ return (\w+)\.(\w+); \} \}\);/;

/** The names that an index file exports, each with how to get it; `undefined` if it does more than that. */
function exportsOf(text, require) {
  const found = new Map();
  const sources = new Map();
  for (let rest = text; rest !== '';) {
    const match = [ALL, SPACE, SOURCE, ONE].map((pattern) => [pattern, pattern.exec(rest)]).find(([, one]) => one !== null);
    const skipped = PREAMBLE.exec(rest);
    if (match === undefined) {
      if (skipped === null || skipped.index !== 0) { return undefined; }
      rest = rest.slice(skipped[0].length);
      continue;
    }
    const [pattern, [all, a, b, c]] = match;
    switch (pattern) {
      case ALL: Object.keys(require(a)).forEach((name) => { if (name !== 'default') { found.set(name, `require(${JSON.stringify(a)}).${name}`); } }); break;
      case SPACE: found.set(a, `require(${JSON.stringify(b)})`); break;
      case SOURCE: sources.set(a, b); break;
      case ONE: found.set(a, `require(${JSON.stringify(sources.get(b))}).${c}`); break;
    }
    rest = rest.slice(all.length);
  }
  return found;
}

function rewritten(file) {
  const text = readFileSync(file, 'utf8');
  const found = text.includes(MARK) ? undefined : exportsOf(text.replace(/\n\/\/# sourceMappingURL=.*\n?$/, '\n'), createRequire(resolve(file)));
  if (found === undefined || found.size === 0) { return undefined; }
  return [
    '"use strict";',
    MARK,
    'Object.defineProperty(exports, "__esModule", { value: true });',
    // Node finds the names of exports by assignments like these.
    ...[...found.keys()].map((name) => `exports.${name} = void 0;`),
    'function late(name, load) {',
    '  const settle = (value) => Object.defineProperty(exports, name, { enumerable: true, configurable: true, writable: true, value });',
    '  Object.defineProperty(exports, name, { enumerable: true, configurable: true, get() { const value = load(); settle(value); return value; }, set: settle });',
    '}',
    ...[...found].map(([name, load]) => `late(${JSON.stringify(name)}, () => ${load});`),
    '',
  ].join('\n');
}

const [root] = process.argv.slice(2);
const files = ['src', 'imports'].flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => join(root, folder, name)))
  .filter((file) => basename(file) === 'index.js');
// All are read before any is written: what they export is found by loading them.
const changes = files.map((file) => [file, rewritten(file)]).filter(([, text]) => text !== undefined);
for (const [file, text] of changes) { writeFileSync(file, text); }
process.stdout.write(`${changes.length} of ${files.length} index files load their exports when they are asked for\n`);
