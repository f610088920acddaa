import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesIn, inFolder } from './support';
import { shopFleet } from '../../examples/fleet/fleet';
import type { FleetProps } from 'cdk8s-istio';

/*
 * However the work is divided, the fleet of the example is what is committed, byte for byte.
 */

const ROOT = join(__dirname, '..', '..');
const COMMITTED = filesIn(join(ROOT, 'examples', 'fleet', 'dist'));
const OF_FLEET = ['argo-cd.k8s.yaml'];
const UNITS = ['eu', 'staging', 'us'].flatMap((cluster) => ['payments', 'platform', 'shop'].map((part) => `${cluster}/${part}`));

type Choice = Pick<FleetProps, 'only' | 'shard'>;

/** What a process of its own would write. */
function written(choice: Choice): { [path: string]: string } {
  return inFolder((outdir) => {
    shopFleet({ ...choice, outdir }).synth();
    return filesIn(outdir);
  });
}

/** What several runs write, each to a folder of its own, put together as CI puts artifacts together. */
function together(choices: readonly Choice[]): { [path: string]: string } {
  const all = choices.map(written);
  const paths = all.flatMap((files) => Object.keys(files)).filter((path) => !OF_FLEET.includes(path));
  expect(new Set(paths).size).toBe(paths.length);
  return Object.assign({}, ...all) as { [path: string]: string };
}

test('in one process', () => {
  expect(written({})).toEqual(COMMITTED);
  expect(Object.keys(COMMITTED).map((path) => path.split('/').slice(0, -1).join('/')).filter((folder) => folder !== '')).toEqual(
    expect.arrayContaining(UNITS));
});

test('a process for each cluster, in another order', () => {
  expect(together(['us', 'staging', 'eu'].map((name) => ({ only: [name] })))).toEqual(COMMITTED);
});

test('a process for each unit', () => {
  expect(together([...UNITS].reverse().map((id) => ({ only: [id] })))).toEqual(COMMITTED);
});

test.each([2, 3, 4, 5, 9, 12])('%s shards, the last one first', (count) => {
  expect(together(Array.from({ length: count }, (_, i) => ({ shard: `${count - i}/${count}` })))).toEqual(COMMITTED);
});

test('shards of some of it, one after the other in one folder', () => {
  inFolder((outdir) => {
    for (const shard of ['2/2', '1/2']) { shopFleet({ only: ['eu', 'us/shop'], shard, outdir }).synth(); }
    const wanted = Object.keys(COMMITTED).filter((path) => /^(eu\/|us\/shop\/)/.test(path) || OF_FLEET.includes(path));
    expect(filesIn(outdir)).toEqual(Object.fromEntries(wanted.map((path) => [path, COMMITTED[path]])));
  });
});

test('a run over what another wrote changes nothing', () => {
  inFolder((outdir) => {
    cpSync(join(ROOT, 'examples', 'fleet', 'dist'), outdir, { recursive: true });
    shopFleet({ outdir, shard: '1/2' }).synth();
    expect(filesIn(outdir)).toEqual(COMMITTED);
  });
});

/** The example as a program, which is told by its environment what to write. */
function runs(outdir: string, env: { [name: string]: string }): Promise<{ readonly code: number | null; readonly output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [
      '-r', 'ts-node/register/transpile-only', '-r', join(ROOT, 'scripts', 'library-by-name.ts'), join(ROOT, 'examples', 'fleet', 'main.ts'),
    ], { cwd: ROOT, env: { ...process.env, TS_NODE_PROJECT: join(ROOT, 'scripts', 'tsconfig.json'), CDK8S_OUTDIR: outdir, ...env } });
    let output = '';
    [child.stdout, child.stderr].forEach((stream) => stream.on('data', (data) => { output += String(data); }));
    child.on('close', (code) => { resolve({ code, output }); });
  });
}

test('processes at the same time, in one folder', async () => {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-istio-fleet-'));
  try {
    // In another time zone and language, too: neither takes part.
    const ended = await Promise.all([
      runs(outdir, { CDK8S_ISTIO_SHARD: '1/2', TZ: 'Asia/Tokyo', LC_ALL: 'tr_TR.UTF-8' }), runs(outdir, { CDK8S_ISTIO_SHARD: '2/2', TZ: 'UTC', LC_ALL: 'C' }),
    ]);
    expect(ended).toEqual([{ code: 0, output: '' }, { code: 0, output: '' }]);
    expect(filesIn(outdir)).toEqual(COMMITTED);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}, 300_000);
