import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { policy } from './support';
import { Fleet } from 'cdk8s-istio';

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly env?: { readonly [name: string]: string };
  readonly with?: { readonly [name: string]: unknown };
}
interface Job { readonly needs?: string; readonly strategy?: { readonly matrix: { readonly shard: number[] } }; readonly steps: Step[] }

/** The workflow that docs/fleets.md shows. */
const page = readFileSync(join(__dirname, '..', '..', 'docs', 'fleets.md'), 'utf8');
const [, text] = /```yaml aside\n(name: manifests\n[^`]*)```/.exec(page) ?? [];
const { jobs: { synth, compare } } = parse(text) as { readonly jobs: { readonly synth: Job; readonly compare: Job } };
const uses = ({ steps }: Job, action: string) => steps.find((step) => step.uses?.startsWith(`${action}@`) === true)?.with ?? {};

test('the jobs of the workflow write each unit of a fleet once', () => {
  const shards = synth.strategy?.matrix.shard ?? [];
  const told = synth.steps.find(({ run }) => run === 'node main.js')?.env?.CDK8S_ISTIO_SHARD ?? '';
  const fleet = (shard?: string) => new Fleet({
    clusters: ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name })), parts: ['x', 'y', 'z'].map(policy), shard,
  });
  expect(shards.length).toBeGreaterThan(1);
  const written = shards.flatMap((shard) => fleet(told.replace('${{ matrix.shard }}', String(shard))).chosenUnits);
  expect(written.sort()).toEqual(fleet().units);
});

test('the last job of the workflow gets what the others keep', () => {
  expect(compare.needs).toBe('synth');
  const [kept, got] = [uses(synth, 'actions/upload-artifact'), uses(compare, 'actions/download-artifact')];
  expect([kept.name, got.pattern]).toEqual(['dist-${{ matrix.shard }}', 'dist-*']);
  expect([kept.path, got.path, got['merge-multiple']]).toEqual(['dist', 'dist', true]);
  for (const { steps } of [synth, compare]) { expect(steps.map(({ run }) => run)).toContain('rm -rf dist'); }
});
