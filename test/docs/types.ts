import { join } from 'node:path';
import ts from 'typescript';
import { placeOf, programOf, ROOT, type Snippet } from './snippets';

/** Checks the types of all snippets as one program. Returns what is wrong, each with its page and line. */
export function typeErrors(snippets: readonly Snippet[]): string[] {
  const files = new Map(snippets.map((snippet, i) => [join(ROOT, 'test', 'docs', `snippet-${i}.ts`), snippet]));
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    esModuleInterop: true,
    stripInternal: true,
    noImplicitReturns: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    lib: ['lib.es2022.d.ts'],
    types: ['node'],
    paths: { 'cdk8s-istio': [join(ROOT, 'src')] },
    baseUrl: undefined,
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile, readFile } = host;
  const textOf = (file: string) => {
    const snippet = files.get(file);
    return snippet === undefined ? undefined : programOf(snippet);
  };
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => textOf(file) ?? readFile(file);
  host.getSourceFile = (file, ...rest) => {
    const text = textOf(file);
    return text === undefined ? getSourceFile(file, ...rest) : ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files].flatMap(([file, snippet]) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
      .map(({ messageText }) => `${placeOf(snippet)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  });
}
