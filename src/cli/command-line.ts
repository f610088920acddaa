import { Command, CommanderError, Option } from 'commander';
import { analyzeCommand, type AnalyzeCommandOptions } from './analyze/command';
import { FORMATS } from './analyze/formats';
import { SEVERITIES } from './analyze/report';
import { explainCommand } from './explain';
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
  addAnalyze(program, (found) => { code = found; });
  program.command('explain')
    .description('tells what a code of a finding is about, of istioctl\'s and Kiali\'s too; without one lists all')
    .argument('[code]', 'for example CI0103')
    .option('--policy <file>', 'JavaScript that exports a PolicyPack; again for more', (value: string, before: string[]) => [...before, value], [])
    .action((asked: string | undefined, { policy }: { policy: string[] }) => { explainCommand(asked, policy, terminal()); });
  try {
    program.parse([...argv]);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) { return error.exitCode === 0 ? 0 : MISUSED; }
    process.stderr.write(`${(error as Error).message}\n`);
    return MISUSED;
  }
}

function addAnalyze(program: Command, end: (code: number) => void): void {
  const list = (value: string, before: string[]) => [...before, value];
  program.command('analyze')
    .description('finds mistakes in YAML of Istio and Kubernetes')
    .argument('<paths...>', 'files, folders, or - for standard input')
    .addOption(new Option('--format <format>', 'what is written').choices(Object.keys(FORMATS)).default('text'))
    .addOption(new Option('--severity <severity>', 'the least severity that fails').choices(SEVERITIES).default('error'))
    .option('--suppress <code=reason>', 'silences a code, with a reason; again for more', list, [])
    .option('-n, --namespace <namespace>', 'the namespace of objects that name none (default: "default")')
    .option('--mesh <file>', 'YAML with what Mesh can be told: clusterDomain, knownHosts, ...')
    .option('--assume <path>', 'YAML of what the cluster has besides; again for more', list, [])
    .option('--policy <file>', 'JavaScript that exports a PolicyPack; again for more', list, [])
    .option('--cluster-domain <domain>', 'the domain of the cluster (default: "cluster.local")')
    .option('--root-namespace <namespace>', 'the namespace whose policies hold for the whole mesh (default: "istio-system")')
    .option('--trust-domain <domain>', 'the domain of the identities of workloads (default: "cluster.local")')
    .option('--known-host <host>', 'a host that exists besides; again for more', list, [])
    .option('--known-gateway <namespace/name>', 'a Gateway that exists besides; again for more', list, [])
    .option('--known-namespace <namespace>', 'a namespace that others own; again for more', list, [])
    .option('--known-secret <namespace/name>', 'a Secret that exists besides; again for more', list, [])
    .option('--known-provider <name>', 'an extension provider of the mesh; again for more', list, [])
    .action((paths: string[], options: AnalyzeCommandOptions) => { end(analyzeCommand(paths, options, terminal())); });
}
