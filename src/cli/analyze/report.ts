import type { Analyzed, Located } from './analyze';
import type { MeshSettings } from '../../analysis/mesh-settings';
import type { CheckInfo } from '../../checks/check';
import { Severity } from '../../checks/finding';

/** What a format writes of. */
export interface Report extends Analyzed {
  /** The least severity that fails. */
  readonly severity: Severity;
  readonly colours: boolean;
  /** The checks of policy packs. */
  readonly policies: readonly CheckInfo[];
}

/** The checks of the policy packs of a mesh. */
export function policiesOf({ policyPacks }: MeshSettings): CheckInfo[] {
  return policyPacks.flatMap((pack) => pack._checks());
}

/** From what matters most to what matters least. */
export const SEVERITIES: readonly Severity[] = [Severity.ERROR, Severity.WARNING, Severity.INFO];

/** Whether the finding fails the run. */
export function fails({ finding }: Located, least: Severity): boolean {
  return finding.suppressedReason === undefined && SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf(least);
}

/** Whether people are to read it: as at synth, what is merely worth knowing is for those who ask. */
export function isShown(one: Located, least: Severity): boolean {
  return one.finding.suppressedReason === undefined && (one.finding.severity !== Severity.INFO || least === Severity.INFO);
}

/** How many there are of each severity, without those that are silenced, and how many are silenced. */
export function counts(findings: readonly Located[]): { readonly [of in Severity | 'suppressed']: number } {
  const heard = findings.filter(({ finding }) => finding.suppressedReason === undefined);
  const of = (severity: Severity) => heard.filter(({ finding }) => finding.severity === severity).length;
  return { error: of(Severity.ERROR), warning: of(Severity.WARNING), info: of(Severity.INFO), suppressed: findings.length - heard.length };
}

/** What is wrong and what to do. */
export function textOf({ finding }: Located): string {
  return `${finding.message}; ${finding.fix}`;
}

/** The object that the finding is about: `VirtualService shop/reviews`. */
export function objectOf({ finding: { objectKind, objectNamespace, objectName } }: Located): string | undefined {
  return objectKind === undefined ? undefined : `${objectKind} ${objectNamespace === undefined ? '' : `${objectNamespace}/`}${objectName ?? ''}`;
}

/** The findings by a text that each of them has, in the order in which the texts come first. */
export function grouped(
  findings: readonly Located[], by: (one: Located) => string, groups: Map<string, Located[]> = new Map(),
): Map<string, Located[]> {
  for (const one of findings) {
    const key = by(one);
    const group = groups.get(key);
    if (group === undefined) { groups.set(key, [one]); } else { group.push(one); }
  }
  return groups;
}

/** What stands for the file of findings that are about none. */
export const NO_FILE = 'no file';
