/*
 * What the checks cost, beside the synthesis that they are part of, as an app grows: milliseconds for each service, and the share of
 * the checks. The same objects are checked as YAML from elsewhere too, when their structure is looked at as well. Absolute figures are
 * of the machine; what counts is that they do not grow, and that the share stays below half.
 *
 *   npm run bench:checks [-- COUNT...]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shop } from './shop';
import { renderTree } from '../src/analysis/rendered-tree';
import { runChecks } from '../src/checks/engine';
import { Severity } from '../src/checks/finding';
import { DEFAULT_CONTEXT } from '../src/checks/mesh-context';

/** Of each size, as often; the median is told. The first of all is left out, which warms the compiler up. */
const ROUNDS = 5;
const counts = process.argv.slice(2).map(Number);

interface Sample { readonly synthesis: number; readonly checks: number; readonly raw: number; readonly objects: number }

/** One app, built and synthesized with its checks; then its objects are checked once more, alone. */
function sample(services: number): Sample {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const began = performance.now();
    const app = shop(services, outdir);
    app.synth();
    const synthesis = performance.now() - began;
    const objects = renderTree(app, app.node.findAll()).flatMap(({ rendered }) => rendered ?? []);
    const start = performance.now();
    const findings = runChecks(objects, DEFAULT_CONTEXT);
    const checks = performance.now() - start;
    const again = performance.now();
    runChecks(objects.map(({ json, source }) => ({ json, source })), DEFAULT_CONTEXT);
    const raw = performance.now() - again;
    const loud = findings.filter(({ severity }) => severity !== Severity.INFO);
    if (loud.length > 0) { throw new Error(`the app is to have no mistakes, and has ${loud.length}: ${loud[0].message}`); }
    return { synthesis, checks, raw, objects: objects.length };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const row = (...cells: string[]) => process.stdout.write(`${cells.map((cell) => cell.padStart(16)).join('')}\n`);

sample(300);
row('services', 'objects', 'ms/service', 'checks', 'share', 'checks of YAML');
for (const services of counts.length > 0 ? counts : [300, 1000, 3000]) {
  const samples = Array.from({ length: ROUNDS }, () => sample(services));
  const of = (part: 'synthesis' | 'checks' | 'raw') => median(samples.map((each) => each[part])) / services;
  row(
    `${services}`, `${samples[0].objects}`, of('synthesis').toFixed(3), of('checks').toFixed(3), `${(100 * of('checks') / of('synthesis')).toFixed(0)} %`,
    of('raw').toFixed(3));
}
