import { Command, CommanderError, Option } from 'commander';
import { analyzeCommand, type AnalyzeCommandOptions } from './analyze/command';
import { FORMATS } from './analyze/formats';
import { SEVERITIES } from './analyze/report';
import { explainCommand } from './explain';
import { importCommand, type ImportOptions } from './import/command';
import { requestCommand, type RequestCommandOptions } from './request/command';
import { terminal } from './terminal';
import { RequestProtocol } from '../testing/request-protocol';

const MISUSED = 2;

/** Of options that may be given again. */
const list = (value: string, before: string[]) => [...before, value];

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
  addRequest(program, (answered) => { code = answered; });
  program.command('explain')
    .description('tells what a code of a finding is about, of istioctl\'s and Kiali\'s too; without one lists all')
    .argument('[code]', 'for example CI0103')
    .option('--policy <file>', 'JavaScript that exports a PolicyPack; again for more', list, [])
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

function addRequest(program: Command, end: (code: number) => void): void {
  program.command('request')
    .description('tells what happens to a request in the mesh that YAML describes: which route takes it and why, and where it can end')
    .argument('<paths...>', 'files, folders, or - for standard input')
    .requiredOption('--to <host>', 'the host that is called, for example reviews.shop')
    .option('--port <number>', 'the port that is called', (value: string) => Number(value))
    .addOption(new Option('--protocol <protocol>', 'how the caller speaks').choices(Object.values(RequestProtocol)))
    .option('--method <method>', 'the method (default: GET)')
    .option('--path <path>', 'the path (default: /)')
    .option('--query <name=value>', 'a parameter of the query; again for more', list, [])
    .option('--header <name=value>', 'a header; again for more', list, [])
    .option('--sni <name>', 'the server name of the caller\'s own TLS')
    .option('--gateway <namespace/name>', 'the Gateway that it enters at')
    .option('--from <namespace/workload>', 'who sends it; a namespace alone stands for any workload there')
    .option('--label <name=value>', 'a label of the caller; again for more', list, [])
    .option('--service-account <name>', 'the service account of the caller')
    .option('--no-sidecar', 'the caller has no sidecar')
    .option('--ip <address>', 'the address of the caller')
    .option('--claim <name=value>', 'a claim of its token, as text or JSON; again for more', list, [])
    .option('--mesh <file>', 'YAML with what Mesh can be told: clusterDomain, knownHosts, ...')
    .option('--assume <path>', 'YAML of what the cluster has besides; again for more', list, [])
    .addOption(new Option('--format <format>', 'what is written').choices(['text', 'json']).default('text'))
    .action((paths: string[], options: RequestCommandOptions) => { end(requestCommand(paths, options, terminal())); });
}
