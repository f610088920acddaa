import { analyze, type Located } from './analyze/analyze';
import { suppressions } from './analyze/command';
import { meshProps } from './analyze/mesh-file';
import { counts, fails, grouped, policiesOf, SEVERITIES, textOf } from './analyze/report';
import { policyPacks } from './policy-file';
import { sources } from './yaml/sources';
import { type MeshProps, settingsOf } from '../analysis/mesh-props';
import type { MeshSettings } from '../analysis/mesh-settings';
import { infoOf } from '../checks/catalogue';
import type { CheckInfo } from '../checks/check';
import { Severity } from '../checks/finding';
import { Field } from '../model/field';
import { byCodeUnit } from '../model/json';

/** What cdk8s-cli gives to a plugin, as far as it is used; its own types are those of a program, not of a library. */
export interface ValidationContext {
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: ValidationViolation): void;
    submit(status: 'success' | 'failure', metadata?: { readonly [key: string]: string }): void;
  };
}

/** What a plugin of cdk8s-cli finds. */
export interface ValidationViolation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: ReadonlyArray<{ readonly resourceName: string; readonly locations: readonly string[]; readonly manifestPath: string }>;
}

const PLACE = 'cdk8s.yaml: validations: IstioValidation';
const MEMBERS = ['severity', 'suppress', 'assume', 'mesh', 'policies'];

/** A plugin of `cdk8s synth`, which checks the manifests that were written. `docs/analyze.md` says how it is named in cdk8s.yaml. */
export class IstioValidation {
  private readonly severity: Severity;
  private readonly suppressed: ReadonlyMap<string, string>;
  private readonly assume: readonly string[];
  private readonly settings: MeshSettings;

  /** @param properties those of the plugin in cdk8s.yaml */
  constructor(properties: { readonly [name: string]: unknown } = {}) {
    const field = new Field(PLACE).at('properties');
    for (const name of Object.keys(properties)) {
      if (!MEMBERS.includes(name)) { throw field.problem(`${field.path} has ${name}; it must have only ${MEMBERS.join(', ')}`); }
    }
    const { severity = Severity.ERROR, suppress = {}, assume = [], mesh = {}, policies = [] } = properties;
    if (!SEVERITIES.includes(severity as Severity)) { throw field.at('severity').error(severity, `one of ${SEVERITIES.join(', ')}`); }
    for (const [name, paths] of Object.entries({ assume, policies })) {
      if (!Array.isArray(paths) || paths.some((path) => typeof path !== 'string')) { throw field.at(name).error(paths, 'a list of paths'); }
    }
    if (typeof suppress !== 'object' || suppress === null || Array.isArray(suppress)) {
      throw field.at('suppress').error(suppress, 'codes with their reasons');
    }
    this.severity = severity as Severity;
    this.settings = settingsOf({ ...meshProps(mesh, PLACE) as MeshProps, policyPacks: policyPacks(policies as string[]) }, new Field(PLACE));
    this.suppressed = suppressions(Object.entries(suppress).map(([code, reason]) => [code, typeof reason === 'string' ? reason : '']), PLACE, this.settings);
    this.assume = assume as string[];
  }

  /** Checks the manifests; the report fails if something is found of the severity that fails, or worse. */
  public async validate({ manifests, report }: ValidationContext): Promise<void> {
    const policies = policiesOf(this.settings);
    const { findings } = analyze(sources(manifests), { settings: this.settings, suppressed: this.suppressed, assumed: sources(this.assume) });
    const shown = findings.filter(({ finding }) => finding.suppressedReason === undefined);
    // What differs in its text cannot be one violation.
    const rules = grouped(shown, (one) => JSON.stringify([one.finding.code, textOf(one)]));
    for (const some of [...rules.values()].sort(([a], [b]) => byCodeUnit(a.finding.code, b.finding.code))) {
      report.addViolation(violation(some, policies));
    }
    const count = counts(findings);
    report.submit(shown.some((one) => fails(one, this.severity)) ? 'failure' : 'success', {
      errors: String(count.error), warnings: String(count.warning), infos: String(count.info), suppressed: String(count.suppressed),
    });
  }
}

function violation(some: readonly Located[], policies: readonly CheckInfo[]): ValidationViolation {
  const { code, severity, message, fix } = some[0].finding;
  return {
    ruleName: `${code} ${infoOf(code, policies)?.name ?? ''} (${severity})`,
    recommendation: message,
    fix,
    violatingResources: some.map(({ file, line, finding }) => ({
      resourceName: finding.objectName ?? '', locations: [finding.path === '' ? `line ${line}` : `${finding.path} (line ${line})`], manifestPath: file ?? '',
    })),
  };
}
