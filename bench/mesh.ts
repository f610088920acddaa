/*
 * The time, and the memory, that people wait for: mesh-N (N services, each with a VirtualService, a DestinationRule and a PeerAuthentication,
 * and a Gateway for each fifty) from this library and from what is used instead, side by side in one run; what loading the library adds;
 * how long the types of a small app take. Each figure is the median of whole processes; the ratios are those of the same round. Absolute
 * figures are of the machine.
 *
 *   npm run bench [-- [SERVICES...] [--rounds N] [--install] [--docs]]
 *
 * --install builds Helm and jsonnet first, with Go, where they are not there; --docs puts the table and the plot into docs/speed.md.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireSameObjects } from './mesh/compare';
import { helmChart, install, jsonnetProgram, program } from './mesh/others';
import { plot } from './mesh/plot';
import { measured, median, type Sample } from './mesh/process';
import { profile } from './mesh/profile';
import { loading, typing } from './mesh/waiting';

const OUT = join(process.cwd(), '.cache', 'bench');
const JS = join(OUT, 'js');
const BASE = 'cdk8s L1';

/** A program that writes mesh-N. */
interface Tool {
  readonly name: string;
  readonly command: (services: number, outdir: string) => string[];
  /** Where it writes to its standard output. */
  readonly prints?: boolean;
  /** Up to how many services it is measured. */
  readonly most?: number;
}

const node = (file: string, charts: (services: number) => number, option = '') => (services: number, outdir: string) =>
  [process.execPath, join(JS, 'bench', 'mesh', `${file}.js`), String(services), String(charts(services)), outdir, option];
const one = () => 1;
const each = (services: number) => services;

function tools(): Tool[] {
  const [helm, jsonnet] = [program('helm'), program('jsonnet')];
  return [
    { name: BASE, command: node('l1', one) },
    { name: 'cdk8s-istio, App', command: node('library', one, 'App') },
    { name: 'cdk8s-istio, FastApp', command: node('library', one, 'FastApp') },
    { name: 'cdk8s-istio, FastApp, a chart for each service', command: node('library', each, 'FastApp') },
    { name: 'cdk8s L1, a chart for each service', command: node('l1', each), most: 1000 },
    { name: 'Node, plain objects and an emitter', command: node('floor', one) },
    ...helm === undefined ? [] : [{
      name: 'Helm', prints: true, command: (services: number) => [helm, 'template', 'mesh', helmChart(join(OUT, 'helm')), '--set', `services=${services}`],
    }],
    ...jsonnet === undefined ? [] : [{
      name: 'jsonnet', prints: true, command: (services: number) => [jsonnet, '-y', '--tla-code', `services=${services}`, jsonnetProgram(join(OUT, 'jsonnet'))],
    }],
  ];
}

/** For each tool, its sample of each round; the tools take turns. */
async function rounds(chosen: readonly Tool[], services: number, count: number): Promise<Map<Tool, Sample[]>> {
  const samples = new Map<Tool, Sample[]>(chosen.map((tool) => [tool, []]));
  for (let round = 0; round < count; round++) {
    for (const tool of chosen) {
      const outdir = join(OUT, 'out', tool.name.replaceAll(/\W+/g, '-'));
      rmSync(outdir, { recursive: true, force: true });
      mkdirSync(outdir, { recursive: true });
      const [file, ...args] = tool.command(services, outdir);
      samples.get(tool)?.push(await measured(file, args, tool.prints === true ? join(outdir, 'stdout.yaml') : undefined));
      if (round === 0 && services <= 100) { requireSameObjects(tool.name, outdir, services); }
    }
  }
  return samples;
}

/** A tool in the table. */
class Row {
  public readonly cells: string[] = [];
  public readonly seconds = new Map<number, number>();
  public readonly memory = new Map<number, number>();

  constructor(public readonly tool: Tool) {}

  public get name(): string {
    return this.tool.name;
  }
}

async function table(sizes: readonly number[], count: number): Promise<Row[]> {
  const rows = tools().map((tool) => new Row(tool));
  for (const services of sizes) {
    const chosen = rows.map(({ tool }) => tool).filter(({ most }) => most === undefined || services <= most);
    const samples = await rounds(chosen, services, services > 5000 ? Math.min(count, 3) : count);
    const base = samples.get(chosen[0]) as Sample[];
    for (const row of rows) {
      const own = samples.get(row.tool);
      if (own === undefined) {
        row.cells.push('');
        continue;
      }
      const seconds = median(own.map((sample) => sample.seconds));
      const ratios = own.map((sample, i) => sample.seconds / base[i].seconds).sort((a, b) => a - b);
      const memory = median(own.map((sample) => sample.mebibytes));
      row.seconds.set(services, seconds);
      row.memory.set(services, memory);
      row.cells.push(`${median(ratios).toFixed(2)} (${ratios[0].toFixed(2)}–${ratios[ratios.length - 1].toFixed(2)}), ${seconds.toFixed(2)} s, ${memory.toFixed(0)} MiB`);
      process.stderr.write(`${services} ${row.name}: ${row.cells[row.cells.length - 1]}\n`);
    }
  }
  return rows;
}

/** What the table does not show at a glance. */
function conclusions(rows: readonly Row[]): string[] {
  const of = (name: string) => rows.find((row) => row.name === name) as Row;
  const [stock, fast, charts] = ['App', 'FastApp', 'FastApp, a chart for each service'].map((name) => of(`cdk8s-istio, ${name}`));
  const lines: string[] = [];
  for (const row of [of(BASE), stock, fast]) {
    const [small, large] = [1000, 10_000].map((services) => [row.seconds.get(services), row.memory.get(services)]);
    if (small[0] === undefined || large[0] === undefined || small[1] === undefined || large[1] === undefined) { continue; }
    lines.push(`${row.name}: 10,000 services take ${(large[0] / small[0]).toFixed(1)} times the time of 1,000, and ${(large[1] / small[1]).toFixed(1)} times the memory.`);
  }
  const [inOne, inMany] = [fast.seconds.get(1000), charts.seconds.get(1000)];
  if (inOne !== undefined && inMany !== undefined) { lines.push(`FastApp: 1,000 charts take ${(inMany / inOne).toFixed(2)} times the time of one chart with the same objects.`); }
  return lines;
}

/** Where the time of 1,000 services goes, as V8 samples it. */
async function spent(rows: readonly Row[]): Promise<string[]> {
  const shown = rows.filter(({ name }) => [BASE, 'cdk8s-istio, App', 'cdk8s-istio, FastApp'].includes(name));
  const profiles: Array<Map<string, number>> = [];
  for (const { tool } of shown) { profiles.push(await profile(tool.command(1000, join(OUT, 'out', 'profile')), 5)); }
  const phases = [...profiles[0].keys()];
  return [
    `| milliseconds of 1,000 services | ${shown.map(({ name }) => name).join(' | ')} |`,
    `|---|${shown.map(() => '---').join('|')}|`,
    ...phases.map((phase) => `| ${phase} | ${profiles.map((times) => (times.get(phase) ?? 0).toFixed(0)).join(' | ')} |`),
  ];
}

function compile(): void {
  const tsc = join('node_modules', 'typescript', 'bin', 'tsc');
  try {
    execFileSync(process.execPath, [tsc, '-p', join('bench', 'tsconfig.build.json'), '--outDir', JS], { stdio: 'pipe' });
    // As it is published.
    for (const script of ['bundle-checks.mjs', 'lazy-exports.mjs']) { execFileSync(process.execPath, [join('scripts', script), JS], { stdio: 'pipe' }); }
  } catch (error) {
    throw new Error(`the library does not compile:\n${String((error as { stdout?: Buffer }).stdout)}`);
  }
}

async function main(args: string[]): Promise<void> {
  const after = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const count = Number(after('--rounds') ?? 5);
  const numbers = args.filter((arg, i) => /^\d+$/.test(arg) && args[i - 1] !== '--rounds').map(Number);
  const sizes = numbers.length > 0 ? numbers : [10, 100, 1000, 10_000];
  mkdirSync(OUT, { recursive: true });
  if (args.includes('--install')) { install(); }
  compile();
  const rows = await table(sizes, count);
  const heads = ['', ...sizes.map((size) => `N = ${size.toLocaleString('en-US')}`)];
  const text = [
    'Ratios to cdk8s L1 of the same round: the median, and the smallest and largest. Then seconds, and the most memory that was resident.',
    '',
    `| ${heads.join(' | ')} |`,
    `|${heads.map(() => '---').join('|')}|`,
    ...rows.map(({ name, cells }) => `| ${name} | ${cells.join(' | ')} |`),
    '',
    ...[...conclusions(rows), await loading(JS), await typing(JS, OUT)].map((line) => `- ${line}`),
    '',
    ...await spent(rows),
    '',
  ].join('\n');
  const picture = plot(rows, sizes);
  writeFileSync(join(OUT, 'speed.md'), text);
  writeFileSync(join(OUT, 'speed.svg'), picture);
  process.stdout.write(text);
  if (args.includes('--docs')) {
    const page = join('docs', 'speed.md');
    const marked = /(<!-- figures -->\n)[^]*?(<!-- end of figures -->)/;
    writeFileSync(page, readFileSync(page, 'utf8').replace(marked, (_, begin, end) => `${begin}\n${text}\n${end}`));
    writeFileSync(join('docs', 'speed.svg'), picture);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
