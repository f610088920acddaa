/*
 * What it costs to ask what happens to requests, as an app grows: milliseconds for the app to be read, for the first request, which
 * builds what all share, and for a thousand others, each to another service. Absolute figures are of the machine; a thousand requests
 * to an app of a thousand services are to take less than two seconds.
 *
 *   npx ts-node -T --project bench/tsconfig.json bench/requests.ts [COUNT...]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shop } from './shop';
import { MeshTesting, RequestOutcome } from '../src';

const REQUESTS = 1000;
const counts = process.argv.slice(2).map(Number);
const row = (...cells: string[]) => process.stdout.write(`${cells.map((cell) => cell.padStart(16)).join('')}\n`);

function sample(services: number): string[] {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const app = shop(services, outdir);
    const began = performance.now();
    const mesh = MeshTesting.of(app);
    const read = performance.now();
    const ask = (i: number) => {
      const { outcome } = mesh.request({
        to: `service-${i % services}.shop`, headers: i % 2 === 0 ? { 'x-user': 'tester' } : {}, source: { workload: `service-${(i * 7) % services}-v1` },
      });
      if (outcome !== RequestOutcome.FORWARDED) { throw new Error(`request ${i} is to be forwarded, and is ${outcome}`); }
    };
    ask(0);
    const first = performance.now();
    for (let i = 1; i <= REQUESTS; i++) { ask(i); }
    return [read - began, first - read, performance.now() - first].map((time) => time.toFixed(0));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

sample(30);
row('services', 'read', 'first request', '1,000 requests');
for (const services of counts.length > 0 ? counts : [300, 1000, 3000]) { row(String(services), ...sample(services)); }
