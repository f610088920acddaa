import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measured, median } from './process';

const TIMES = 11;

/** What loading the library adds to loading cdk8s. */
export async function loading(js: string): Promise<string> {
  const program = `const a = performance.now(); require('cdk8s'); const b = performance.now(); require(${JSON.stringify(join(js, 'src'))});
    process.stdout.write((b - a) + ' ' + (performance.now() - b));`;
  const times = Array.from({ length: TIMES }, () => execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' }).split(' ').map(Number));
  const [cdk8s, library] = [0, 1].map((i) => median(times.map((pair) => pair[i])));
  const bare = median(await repeated(() => measured(process.execPath, ['-e', '0'])));
  return `Loading the library takes ${library.toFixed(0)} ms on top of ${cdk8s.toFixed(0)} ms for cdk8s; bare Node takes ${(bare * 1000).toFixed(0)} ms.`;
}

/** How long the compiler takes for the types of a small app, with the typings of the library as they are published. */
export async function typing(js: string, out: string): Promise<string> {
  const seconds = [];
  for (const [name, lines] of [['cdk8s', []], ['library', [
    'import { MeshService, CanaryRelease } from \'cdk8s-istio\';',
    'const service = new MeshService(chart, \'a\', { name: \'a\', ports: [{ name: \'http\', number: 80 }] });',
    'new CanaryRelease(chart, \'b\', { service, stable: service.version(\'v1\'), canary: service.version(\'v2\'), weight: 10 });',
  ]]] as const) {
    const folder = join(out, 'types', name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'main.ts'), ['import { App, Chart } from \'cdk8s\';', 'export const chart = new Chart(new App(), \'chart\');', ...lines, ''].join('\n'));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({
      compilerOptions: {
        noEmit: true, strict: true, skipLibCheck: true, module: 'node16', target: 'es2022', types: [], paths: { 'cdk8s-istio': [join(js, 'src', 'index.d.ts')] },
      },
      files: ['main.ts'],
    }));
    const samples = await repeated(() => measured(process.execPath, [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', folder]), 3);
    seconds.push(median(samples));
  }
  return `The types of a small app are checked in ${seconds[1].toFixed(2)} s; of one with cdk8s alone in ${seconds[0].toFixed(2)} s.`;
}

async function repeated(run: () => Promise<{ readonly seconds: number }>, times = TIMES): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < times; i++) { found.push((await run()).seconds); }
  return found;
}
