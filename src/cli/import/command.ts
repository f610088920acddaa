import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ChartCode } from './chart-code';
import { type Imported, importYaml, located } from './import';
import { scaffold } from './scaffold';
import type { Terminal } from '../terminal';
import { sources } from '../yaml/sources';

export interface ImportOptions {
  readonly output: string;
  readonly force?: boolean;
}

/** Writes a program for what the paths hold, and tells what it says otherwise. The exit code. */
export function importCommand(paths: readonly string[], { output, force }: ImportOptions, { out, progress }: Terminal): number {
  if (force !== true && existsSync(output) && readdirSync(output).length > 0) {
    throw new Error(`${output} is not empty; give another --output, or --force to write into it`);
  }
  const found = sources(paths);
  const imported = importYaml(found, (done) => progress(`${done} of ${found.length} files`));
  for (const { path, text } of [...imported.files, ...scaffold(output)]) {
    mkdirSync(dirname(join(output, path)), { recursive: true });
    writeFileSync(join(output, path), text);
  }
  report(imported, found.length, output, out);
  return imported.charts.some(({ code }) => code.lost.length > 0) ? 1 : 0;
}

function report({ charts, errors }: Imported, files: number, output: string, out: (text: string) => void): void {
  const section = (title: string, lines: readonly string[]) => {
    if (lines.length > 0) { out(`${title}\n${lines.map((line) => `  ${line}\n`).join('')}`); }
  };
  const notes = (kind: 'replaced' | 'kept' | 'lost') => charts.flatMap(({ source, code }) => code[kind].map((note) => located(source, note)));
  section('Said in today\'s way:', notes('replaced'));
  section('Kept as plain objects, because no construct says it:', notes('kept'));
  section('Mistakes that the synth will report:', errors);
  section('NOT in the program:', notes('lost'));
  const sum = (of: (code: ChartCode) => number) => charts.reduce((total, { code }) => total + of(code), 0);
  const [patterns, resources, plain] = [sum(({ count }) => count.patterns), sum(({ count }) => count.resources), sum(({ count }) => count.plain)];
  out(`${files} files, ${patterns + resources + plain} objects: ${patterns} by patterns, ${resources} by resources, ${plain} as plain objects; `
    + `${notes('lost').length} not in the program\n`
    + `written to ${output}\n`);
}
