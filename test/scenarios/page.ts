import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MISTAKES } from './mistakes';
import { type Refusals, REFUSALS } from './refusals';
import type { Scenario, Way } from './scenario';
import { SECTIONS } from './sections';

const ROOT = join(__dirname, '..', '..');
const REPOSITORY = '..';

/** The rows of the page: those of all scenarios, by section, and the mistakes of each. */
export function tables(): { [section: string]: string[] } {
  return Object.fromEntries(SECTIONS.map(({ title, scenarios }) => [title, [
    '| id | scenario | constructs | shown by | proved by | prevented |',
    '|---|---|---|---|---|---|',
    ...scenarios.map(row),
  ]]));
}

/** The answers of the library to the mistakes, by section. */
export function answers(): { [section: string]: string[] } {
  return Object.fromEntries(SECTIONS.map(({ title, scenarios }) => [title, scenarios.flatMap(({ id }) =>
    (MISTAKES[id] ?? []).flatMap(({ what, ways }, m) => [
      `- **${id}, ${what}**`,
      ...ways.flatMap((way, w) => answer(way, REFUSALS.read()[`${id} ${m + 1}.${w + 1}`]).map((line) => `  - ${line}`)),
    ]))]));
}

function row({ id, want, constructs, page, examples, tests, lab, open }: Scenario): string {
  const there = (path: string) => existsSync(join(ROOT, path));
  const shown = [
    ...page === undefined ? [] : [`[page](${page})`],
    ...(examples ?? []).filter((name) => there(`examples/${name}/main.ts`)).map((name) => `[${name}](${REPOSITORY}/examples/${name}/main.ts)`),
    ...(tests ?? []).map((test) => `[test](${REPOSITORY}/test/${test})`),
  ];
  const proofs = [
    ...(lab ?? []).filter((name) => there(`test/lab/scenarios/${name}.json`)).map((name) => `Envoy: [${name}](${REPOSITORY}/test/lab/scenarios/${name}.json)`),
    ...open === undefined ? [] : [`open: ${open.reason}`],
  ];
  const mistakes = (MISTAKES[id] ?? []).map(({ what, ways }) => `${what} (${[...new Set(ways.map(howOf))].join(', ')})`);
  return `| ${[id, want, constructs.map((name) => `\`${name}\``).join(', '), shown.join(', '), proofs.join(', ') || 'Istio judges the YAML',
    mistakes.join('; ') || '—'].map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function howOf(way: Way): string {
  if ('impossible' in way) { return 'cannot be written'; }
  if ('corrected' in way) { return 'corrected'; }
  if ('thrown' in way) { return 'refused'; }
  if ('twin' in way) { return 'refused, with Istio\'s verdict'; }
  return way.code;
}

function answer(way: Way, said: Refusals[string] | undefined): string[] {
  if ('impossible' in way) { return [`cannot be written: ${way.impossible}`]; }
  if ('corrected' in way) { return [`corrected: ${way.corrected}`]; }
  if ('twin' in way) {
    const [first] = readFileSync(join(ROOT, 'test', 'twins', way.twin, 'library.txt'), 'utf8').split('\n');
    return [`\`${first}\` ([twin](${REPOSITORY}/test/twins/${way.twin}/twin.yaml))`];
  }
  const about = (said ?? []).filter((line) => !('code' in way) || line.includes(`[${way.code}]`));
  return about.map((line) => `\`${line}\``);
}
