import type { ChartCode } from './chart-code';
import type { ChartNames } from './chart-names';
import { namesIn, type Statement } from './code';
import { EXPORTS } from './evaluate';
import { print, printText, WIDTH } from './print';
import { byCodeUnit } from '../../model/json';

/** A file that is written. */
export interface ProgramFile {
  readonly path: string;
  readonly text: string;
}

/** A chart of the program. */
export interface ProgramChart {
  /** The file that it was. */
  readonly source: string;
  readonly code: ChartCode;
}

/** A program that makes all charts, each in a module of its own. */
export function program(charts: readonly ProgramChart[], names: readonly ChartNames[], onlyReport: boolean): ProgramFile[] {
  return [
    { path: 'main.ts', text: mainModule(names, onlyReport) },
    ...charts.map((chart, i) => ({ path: `${names[i].module}.ts`, text: chartModule(chart, names[i]) })),
  ];
}

function mainModule(names: readonly ChartNames[], onlyReport: boolean): string {
  const istio = onlyReport ? ['import { Mesh } from \'cdk8s-istio\';'] : [];
  const imports = [...names].sort((a, b) => byCodeUnit(a.module, b.module)).map(({ module, type }) => `import { ${type} } from './${module}';`);
  const report = onlyReport
    ? ['', '// The YAML had mistakes that stop a synth. They are printed; take this line out when they are gone.',
      'new Mesh(app, \'mesh\', { failOnErrors: false });'] : [];
  return [
    'import { App } from \'cdk8s\';', ...istio, ...imports, '',
    'const app = new App();', ...report, '',
    ...names.map(({ type, id }) => `new ${type}(app, ${printText(id)});`), '',
    'app.synth();', '',
  ].join('\n');
}

function chartModule({ code }: ProgramChart, { file, type }: ChartNames): string {
  const used = new Set(code.statements.flatMap((statement) => namesIn(statement.code)));
  used.add('Chart');
  const imports = (module: string, ...more: string[]) => {
    const found = [...Object.keys(EXPORTS[module]), ...more].filter((name) => used.has(name)).sort(ignoringCase);
    return found.length === 0 ? [] : [printImport(found, module)];
  };
  const options = code.namespace === undefined ? '' : `, { namespace: ${printText(code.namespace)} }`;
  return [
    ...imports('cdk8s', 'Chart'), ...imports('cdk8s-istio'), 'import type { Construct } from \'constructs\';', '',
    `/** The objects of ${file}. */`,
    `export class ${type} extends Chart {`,
    '  constructor(scope: Construct, id: string) {',
    `    super(scope, id${options});`,
    ...code.statements.flatMap((statement) => ['', printStatement(statement, used)]),
    '  }', '}', '',
  ].join('\n');
}

function printImport(names: readonly string[], module: string): string {
  const line = `import { ${names.join(', ')} } from '${module}';`;
  if (line.length <= WIDTH) { return line; }
  const lines = names.reduce<string[]>((all, name) => {
    const last = all[all.length - 1];
    const fits = last !== undefined && last.length + name.length + 2 <= WIDTH;
    return fits ? [...all.slice(0, -1), `${last} ${name},`] : [...all, `  ${name},`];
  }, []);
  return ['import {', ...lines, `} from '${module}';`].join('\n');
}

/** Constructs that belong together stand together; a variable that nobody reads is not made. */
function printStatement({ variable, code }: Statement, used: ReadonlySet<string>): string {
  const before = variable === undefined || !used.has(variable) ? '' : `const ${variable} = `;
  return `    ${before}${print(code, '    ', before, ';')};`;
}

function ignoringCase(a: string, b: string): number {
  return byCodeUnit(a.toLowerCase(), b.toLowerCase()) || byCodeUnit(a, b);
}
