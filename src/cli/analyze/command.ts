import { analyze } from './analyze';
import { FORMATS } from './formats';
import { meshSettings } from './mesh-file';
import { fails, policiesOf } from './report';
import type { MeshProps } from '../../analysis/mesh-props';
import type { MeshSettings } from '../../analysis/mesh-settings';
import { catalogueWith, infoOf } from '../../checks/catalogue';
import type { Severity } from '../../checks/finding';
import { closest } from '../../model/closest';
import { policyPacks } from '../policy-file';
import type { Terminal } from '../terminal';
import { sources } from '../yaml/sources';

export interface AnalyzeCommandOptions {
  readonly format: string;
  readonly severity: Severity;
  readonly suppress: readonly string[];
  readonly namespace?: string;
  readonly mesh?: string;
  readonly assume: readonly string[];
  readonly clusterDomain?: string;
  readonly rootNamespace?: string;
  readonly trustDomain?: string;
  readonly knownHost: string[];
  readonly knownGateway: string[];
  readonly knownNamespace: string[];
  readonly knownSecret: string[];
  readonly knownProvider: string[];
  readonly policy: readonly string[];
}

/** Checks YAML and tells what is wrong. The exit code. */
export function analyzeCommand(paths: readonly string[], options: AnalyzeCommandOptions, { out, progress, colours }: Terminal): number {
  const besides: MeshProps = {
    clusterDomain: options.clusterDomain,
    rootNamespace: options.rootNamespace,
    trustDomain: options.trustDomain,
    knownHosts: options.knownHost,
    knownGateways: options.knownGateway,
    knownNamespaces: options.knownNamespace,
    knownSecrets: options.knownSecret,
    knownProviders: options.knownProvider,
    policyPacks: policyPacks(options.policy),
  };
  const settings = meshSettings(options.mesh, besides);
  const suppressed = suppressions(splitSuppressions(options.suppress), '--suppress', settings);
  const found = sources(paths);
  const names = new Set(found.map(({ name }) => name));
  const assumed = sources(options.assume).filter(({ name }) => !names.has(name));
  const { namespace } = options;
  const analyzed = analyze(found, { settings, suppressed, assumed, progress, namespace, now: new Date().getTime() });
  out(FORMATS[options.format]({ ...analyzed, severity: options.severity, colours, policies: policiesOf(settings) }));
  return analyzed.findings.some((one) => fails(one, options.severity)) ? 1 : 0;
}

/** Codes and reasons of `CODE=reason`. */
function splitSuppressions(given: readonly string[]): Array<[string, string]> {
  return given.map((text) => {
    const [code, ...rest] = text.split('=');
    return [code, rest.join('=')];
  });
}

/** Codes that are silenced, each a code of a check and with a reason. */
export function suppressions(given: ReadonlyArray<readonly [string, string]>, where: string, settings: MeshSettings): Map<string, string> {
  const policies = policiesOf(settings);
  return new Map(given.map(([code, text]) => {
    const reason = text.trim();
    if (infoOf(code, policies) === undefined) {
      throw new Error(`${where}: ${code} is no code of a check; the nearest are ${closest(code, catalogueWith(policies).map((info) => info.code)).join(', ')}`);
    }
    if (reason === '') { throw new Error(`${where}: ${code} must be silenced for a reason; write one`); }
    return [code, reason] as const;
  }));
}
