import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measured, median } from './process';

/** What V8 writes of a run: the tree of calls, and in which of its nodes the program was at each sample. */
interface CpuProfile {
  readonly nodes: readonly Call[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

interface Call {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
}

/** What a program is doing, by a call that it is in; the innermost that is known counts. */
const PHASES: ReadonlyArray<readonly [phase: string, isCall: (name: string, url: string) => boolean]> = [
  ['loads modules', (name, url) => url === 'node:internal/modules/cjs/loader' && name === 'Module.require'],
  ['collects garbage', (name) => name === '(garbage collector)'],
  ['composes', (_, url) => url.endsWith('/host-composition.js')],
  ['renders', (name, url) => url.endsWith('/rendered-tree.js') || (name === 'toJson' && url.endsWith('/api-object.js'))],
  ['checks', (name, url) => url.endsWith('/checks/engine.js') && name === 'runChecks'],
  ['writes', (name, url) => (name === 'write' && url.endsWith('/fast-app.js')) || (name === 'save' && url.endsWith('/cdk8s/lib/yaml.js'))],
  ['synthesizes, the rest', (name) => name === 'synth'],
  ['makes constructs', (_, url) => url.endsWith('/bench/mesh/library.js') || url.endsWith('/bench/mesh/l1.js')],
];

/** The milliseconds of each phase: medians of some runs. Sampling itself takes time, so that their sum is more than a run takes. */
export async function profile(command: readonly string[], runs: number): Promise<Map<string, number>> {
  const found: Array<Map<string, number>> = [];
  for (let i = 0; i < runs; i++) {
    const folder = mkdtempSync(join(tmpdir(), 'profile-'));
    try {
      const [node, ...args] = command;
      await measured(node, ['--cpu-prof', '--cpu-prof-dir', folder, ...args]);
      found.push(phases(JSON.parse(readFileSync(join(folder, readdirSync(folder)[0]), 'utf8')) as CpuProfile));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  const names = [...PHASES.map(([phase]) => phase), 'else'];
  return new Map(names.map((phase) => [phase, median(found.map((times) => times.get(phase) ?? 0))]));
}

function phases({ nodes, samples, timeDeltas }: CpuProfile): Map<string, number> {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const known = new Map<number, string>();
  const phaseOf = (id: number): string => {
    let phase = known.get(id);
    if (phase === undefined) {
      const { functionName, url } = byId.get(id)?.callFrame ?? { functionName: '', url: '' };
      const parent = parents.get(id);
      phase = PHASES.find(([, isCall]) => isCall(functionName, url))?.[0] ?? (parent === undefined ? 'else' : phaseOf(parent));
      known.set(id, phase);
    }
    return phase;
  };
  const times = new Map<string, number>();
  samples.forEach((id, i) => times.set(phaseOf(id), (times.get(phaseOf(id)) ?? 0) + timeDeltas[i] / 1000));
  return times;
}
