/*
 * Changes texts at random, and compares what the library's notions (src/model/go) say of them with what Istio's own functions say.
 * The last line is "N passed, N failed".
 *
 *   ts-node test/checks/notions/differential.ts CONFORMANCE [COUNT [SEED]]
 */
import { spawnSync } from 'node:child_process';
import { changed } from './mutations';
import { NOTIONS } from '../../model/go/notions';
import { randomOf } from '../structure/mutations';

const [conformance, count = '40000', seed = '1'] = process.argv.slice(2);
const random = randomOf(Number(seed));
const names = Object.keys(NOTIONS);

/** Kubernetes computes with exponents of any size, for as long as it takes. */
const ENDLESS = /e[+-]?\d{4}/i;

/** Go reads the members of an object one by one; JavaScript keeps the last of those with one name. */
function repeatsMember(text: string): boolean {
  let members = 0;
  try {
    JSON.parse(text, function (this: unknown, _, value: unknown) {
      if (!Array.isArray(this)) { members++; }
      return value;
    });
  } catch {
    // What follows the first value may be anything; of what is before, nothing is known here but the names.
    const given = text.match(/"(?:[^"\\]|\\.)*"\s*:/g) ?? [];
    return new Set(given).size < given.length;
  }
  return members - 1 < (text.match(/"(?:[^"\\]|\\.)*"\s*:/g) ?? []).length;
}

const asked = [
  ...names.flatMap((notion) => [...NOTIONS[notion].right, ...NOTIONS[notion].wrong].map((text) => ({ notion, text }))),
  ...Array.from({ length: Number(count) }, (_, i) => {
    const notion = names[i % names.length];
    const { right, wrong } = NOTIONS[notion];
    // What is right becomes wrong easily, and what is wrong seldom right: most start from what is right.
    const seeds = random(4) === 0 ? wrong : right;
    return { notion, text: changed(seeds[random(seeds.length)], right[random(right.length)], random) };
  }).filter(({ notion, text }) => !(notion === 'jwks' && repeatsMember(text)) && !(notion === 'quantity' && ENDLESS.test(text))),
];

const { stdout, stderr } = spawnSync(conformance, ['notions'], {
  input: asked.map((each) => JSON.stringify(each)).join('\n'), encoding: 'utf8', maxBuffer: 2 ** 30,
});
const answers = stdout.trim().split('\n');
if (answers.length !== asked.length) { throw new Error(stderr); }

let [passed, failed] = [0, 0];
const taken: { [notion: string]: number } = {};
asked.forEach(({ notion, text }, i) => {
  const theirs = (JSON.parse(answers[i]) as { ok: boolean }).ok;
  const ours = NOTIONS[notion].takes(text);
  taken[notion] = (taken[notion] ?? 0) + (theirs ? 1 : 0);
  if (ours === theirs) { passed++; return; }
  failed++;
  if (failed <= 40) { process.stdout.write(`${notion}: ${JSON.stringify(text)} is ${theirs ? '' : 'not '}taken by Istio\n`); }
});
// A notion of which all texts are wrong, or all right, compares nothing.
const each = asked.length / names.length;
for (const [notion, ok] of Object.entries(taken)) {
  if (ok < each / 50 || ok > each * 49 / 50) { failed++; process.stdout.write(`${notion}: Istio takes ${ok} of about ${Math.round(each)}\n`); }
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
