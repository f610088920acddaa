import { App, Chart } from 'cdk8s';
import { chartCode, type Note } from './chart-code';
import { type ChartNames, chartNames } from './chart-names';
import { evaluate } from './evaluate';
import { program, type ProgramChart, type ProgramFile } from './program';
import { surroundingsOf } from './surroundings';
import { MeshAnalysis } from '../../analysis/mesh-analysis';
import { Severity } from '../../checks/finding';
import { readYaml, type YamlContent } from '../yaml/documents';
import type { Source } from '../yaml/sources';

/** What became of a folder of YAML. */
export interface Imported {
  readonly files: readonly ProgramFile[];
  readonly charts: readonly ProgramChart[];
  /** What the checks say of the program: errors that would stop its synth. */
  readonly errors: readonly string[];
}

/** A line of the report, with its file before it. */
export function located(source: string, { line, text }: Note): string {
  return `${source}:${line}: ${text}`;
}

/**
 * A program that says what the files say.
 *
 * @param progress is told before each file
 */
export function importYaml(found: readonly Source[], progress: (done: number) => void): Imported {
  const contents = found.map((source) => ({ source: source.name, content: read(source) }));
  const surroundings = surroundingsOf(contents.flatMap(({ content }) => content.objects.map(({ json }) => json)));
  const charts: ProgramChart[] = [];
  contents.forEach(({ source, content }, i) => {
    progress(i);
    charts.push({ source, code: chartCode(content, surroundings) });
  });
  const some = charts.filter(({ code }) => code.statements.length > 0);
  const names = chartNames(some.map(({ source }) => source));
  const errors = errorsOf(some, names);
  return { files: program(some, names, errors.length > 0), charts, errors };
}

function read(source: Source): YamlContent {
  try {
    return readYaml(source.read());
  } catch (error) {
    return { objects: [], problems: [{ line: 1, text: (error as Error).message }] };
  }
}

/** All charts in one app, as the program has them, so that the checks see what is between them. */
function errorsOf(charts: readonly ProgramChart[], names: readonly ChartNames[]): string[] {
  const app = new App();
  charts.forEach(({ code: { namespace, statements } }, i) => {
    const local: { [name: string]: unknown } = { this: new Chart(app, names[i].id, { namespace }) };
    for (const { variable, code } of statements) {
      const result = evaluate(code, local);
      if (variable !== undefined) { local[variable] = result; }
    }
  });
  return MeshAnalysis.findings(app).filter(({ severity, suppressedReason }) => severity === Severity.ERROR && suppressedReason === undefined)
    .map((finding) => MeshAnalysis.format(finding));
}
