/*
 * Compares what `npm pack --json` says of a package with what may be in it, and with how large it may be.
 *
 *   npm pack --json | node scripts/check-package.mjs
 */
import { readFileSync } from 'node:fs';

/** Compressed, and on disk. What grows beyond asks for a look at what it is, then for a larger number here. */
const MOST_KIB = { size: 1700, unpackedSize: 7500 };

/** Each file must fit one of these, and each of these must fit a file. */
const ALLOWED = [
  /^package\.json$/,
  /^README\.md$/,
  /^LICENSE$/,
  /^CHANGELOG\.md$/,
  // The assembly, from which other languages' packages are made; the first only names the second, which is compressed.
  /^\.jsii$/,
  /^\.jsii\.gz$/,
  /^lib\/(?:src|imports)\/(?:[\w.-]+\/)*[\w.-]+\.(?:js|d\.ts)$/,
  /^matchers\/[\w-]+\.(?:js|mjs|d\.ts|d\.mts)$/,
  // Bundled, as jsii asks for.
  /^node_modules\/commander\//,
  /^node_modules\/re2js\//,
  /^node_modules\/yaml\//,
];

const { size, unpackedSize, files } = JSON.parse(readFileSync(0, 'utf8')).at(-1);
const paths = files.map(({ path }) => path);
const kib = (bytes) => Math.ceil(bytes / 1024);
const largest = new Map();
for (const file of files) {
  const part = /^(?:node_modules\/[^/]+|lib\/[^/]+\/[^/]+|[^/]+)/.exec(file.path)[0];
  largest.set(part, (largest.get(part) ?? 0) + file.size);
}
process.stdout.write(`${kib(size)} KiB, unpacked ${kib(unpackedSize)} KiB in ${files.length} files\n`);
for (const [part, bytes] of [...largest].sort((a, b) => b[1] - a[1]).slice(0, 12)) {
  process.stdout.write(`${String(kib(bytes)).padStart(7)} KiB  ${part}\n`);
}

const problems = [
  ...paths.filter((path) => !ALLOWED.some((pattern) => pattern.test(path))).map((path) => `${path} does not belong into the package`),
  ...ALLOWED.filter((pattern) => !paths.some((path) => pattern.test(path))).map((pattern) => `nothing in the package is like ${pattern}`),
  ...Object.entries(MOST_KIB).filter(([name, most]) => kib({ size, unpackedSize }[name]) > most)
    .map(([name, most]) => `${name} is ${kib({ size, unpackedSize }[name])} KiB; it may be ${most}`),
];
for (const problem of problems) { process.stdout.write(`${problem}\n`); }
process.exitCode = problems.length === 0 ? 0 : 1;
