import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ProgramFile } from './program';

const PACKAGE = {
  name: 'imported-manifests',
  private: true,
  scripts: { synth: 'cdk8s synth', build: 'tsc --noEmit' },
  dependencies: { 'cdk8s': '^2.70.0', 'cdk8s-istio': '*', 'constructs': '^10.3.0' },
  devDependencies: { 'cdk8s-cli': '^2.200.0', 'ts-node': '^10.9.2', 'typescript': '^5.9.0', '@types/node': '^20.0.0' },
};

const TSCONFIG = {
  compilerOptions: { target: 'ES2022', module: 'CommonJS', moduleResolution: 'Node', strict: true, esModuleInterop: true, skipLibCheck: true },
  include: ['**/*.ts'],
};

const FILES: readonly ProgramFile[] = [
  { path: 'cdk8s.yaml', text: 'language: typescript\napp: npx ts-node main.ts\n' },
  { path: 'package.json', text: `${JSON.stringify(PACKAGE, undefined, 2)}\n` },
  { path: 'tsconfig.json', text: `${JSON.stringify(TSCONFIG, undefined, 2)}\n` },
];

/** What makes the folder a cdk8s project; what is there stays. */
export function scaffold(folder: string): ProgramFile[] {
  return FILES.filter(({ path }) => !existsSync(join(folder, path)));
}
