import { Command, CommanderError } from 'commander';
import { importCommand, type ImportOptions } from './import/command';
import { terminal } from './terminal';

const MISUSED = 2;

/** Runs the command line; the exit code. 0: all went well; 1: it did not; 2: it was called wrongly. */
export function runCommandLine(argv: readonly string[]): number {
  let code = 0;
  const program = new Command('cdk8s-istio')
    .description('Istio on cdk8s: tools beside the constructs')
    .exitOverride();
  program.command('import')
    .description('writes a TypeScript program that says what YAML of Istio and Kubernetes says')
    .argument('<paths...>', 'files, folders, or - for standard input')
    .option('-o, --output <folder>', 'where the program is written', 'imported')
    .option('-f, --force', 'write into a folder that is not empty')
    .action((paths: string[], options: ImportOptions) => { code = importCommand(paths, options, terminal()); });
  try {
    program.parse([...argv]);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) { return error.exitCode === 0 ? 0 : MISUSED; }
    process.stderr.write(`${(error as Error).message}\n`);
    return MISUSED;
  }
}
