import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installations } from './generated';

/*
 * Istio's own renderer compares what istioctl and Helm make of these installations, in `scripts/proofs.sh --istio`:
 * `conformance compare`. Here it is seen to that it compares what the library writes today.
 */

const FILE = join(__dirname, 'installations.jsonl');

test('the installations that are compared are those that the library writes (UPDATE_INSTALLATIONS=1 writes them anew)', () => {
  const text = installations().map((one) => `${JSON.stringify(one)}\n`).join('');
  if (process.env.UPDATE_INSTALLATIONS !== undefined) { writeFileSync(FILE, text); }
  expect(text === readFileSync(FILE, 'utf8')).toBe(true);
});

test('there are at least 40 besides those of each profile, and each part is in some', () => {
  const all = installations();
  expect(all.length).toBeGreaterThanOrEqual(50);
  expect(new Set(all.flatMap(({ releases }) => (releases as Array<{ chart: string }>).map(({ chart }) => chart))))
    .toEqual(new Set(['base', 'istiod', 'cni', 'ztunnel', 'gateway']));
});
