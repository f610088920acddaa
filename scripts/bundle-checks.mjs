/*
 * Puts the checks of the compiled library into one file. There are hundreds, each in a file of its own, and all are loaded at the first
 * synth: to find and open the files took longer than to read them.
 *
 *   node scripts/bundle-checks.mjs lib
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { build } from 'esbuild';

const root = resolve(process.argv[2]);
const checks = join(root, 'src', 'checks');
const registry = join(checks, 'registry.js');
const require = createRequire(registry);

/** Whether a file is one of the checks, not of what they share. */
const isCheck = (file) => relative(checks, file).split(sep).length === 2 && !relative(checks, file).startsWith('..');

/** Checks that others than the list of all checks ask for. They stay as they are, so that there is one of each. */
function askedForElsewhere() {
  const files = readdirSync(root, { recursive: true }).map((name) => join(root, name)).filter((file) => file.endsWith('.js') && !isCheck(file) && file !== registry);
  return new Set(files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/require\("(\.[^"]+)"\)/g)].map(([, path]) => {
    try { return createRequire(file).resolve(path); } catch { return undefined; }
  })).filter((file) => file !== undefined && isCheck(file)));
}

const elsewhere = askedForElsewhere();
const { metafile } = await build({
  entryPoints: [registry],
  outfile: registry,
  allowOverwrite: true,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
  metafile: true,
  absWorkingDir: checks,
  plugins: [{
    name: 'checks-alone',
    setup: ({ onResolve }) => onResolve({ filter: /.*/ }, ({ path, kind, resolveDir }) => {
      if (kind === 'entry-point') { return undefined; }
      if (!path.startsWith('.')) { return { path, external: true }; }
      const file = require.resolve(resolve(resolveDir, path));
      if (isCheck(file) && !elsewhere.has(file)) { return { path: file }; }
      const from = relative(dirname(registry), file).split(sep).join('/').replace(/\.js$/, '');
      return { path: from.startsWith('.') ? from : `./${from}`, external: true };
    }),
  }],
});

const bundled = Object.keys(metafile.inputs).map((name) => resolve(checks, name)).filter(isCheck);
for (const file of bundled) {
  for (const each of [file, file.replace(/\.js$/, '.d.ts')]) { rmSync(each, { force: true }); }
}
process.stdout.write(`${bundled.length} files of checks are one\n`);
