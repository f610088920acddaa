import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'cdk8s';
import ts from 'typescript';
import { parseAllDocuments } from 'yaml';

/** An object of Kubernetes. */
export interface Manifest {
  readonly kind: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

/** What comes of a program. */
export interface Outcome {
  readonly objects: Manifest[];
  /** What it wrote to the console, and the error that it ended with. */
  readonly output: string;
  readonly failed: boolean;
}

/** Runs a program that stands in a fixture, or is one of its own, and synthesizes its app. */
export function run(program: string): Outcome {
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  const out = mkdtempSync(join(tmpdir(), 'cdk8s-istio-docs-'));
  const before = process.env.CDK8S_OUTDIR;
  process.env.CDK8S_OUTDIR = out;
  const printed: string[] = [];
  const spies = [
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text).replace(/\n$/, '')) > 0),
    jest.spyOn(console, 'log').mockImplementation((...texts: unknown[]) => { printed.push(texts.join(' ')); }),
  ];
  let failed = false;
  try {
    const exports: { app?: App } = {};
    new Function('require', 'exports', outputText)(load, exports);
    exports.app?.synth();
  } catch (error) {
    failed = true;
    printed.push(error instanceof Error ? error.message : String(error));
  } finally {
    spies.forEach((spy) => spy.mockRestore());
    if (before === undefined) { delete process.env.CDK8S_OUTDIR; } else { process.env.CDK8S_OUTDIR = before; }
  }
  // Those of a fleet are in folders.
  const manifests = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml')).sort();
  const objects = manifests.flatMap((file) => parseAllDocuments(readFileSync(join(out, file), 'utf8'))
    .map((document) => document.toJS() as Manifest));
  rmSync(out, { recursive: true, force: true });
  return { objects, output: printed.join('\n'), failed };
}

/** The packages that a snippet may import. */
function load(name: string): unknown {
  switch (name) {
    case 'cdk8s-istio': return jest.requireActual('../../src');
    case 'cdk8s': case 'constructs': case 'cdk8s-plus-27': return jest.requireActual(name);
    default: throw new Error(`a snippet imports ${name}, which the pages do not speak of`);
  }
}
