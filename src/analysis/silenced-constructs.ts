import type { IConstruct } from 'constructs';
import { SUPPRESSION_IDLE } from '../checks/built-in';
import type { Finding } from '../checks/finding';
import { SUPPRESS_PREFIX, suppressedCode } from '../checks/suppression';

/*
 * What constructs say of each other is about no object that could keep a reason. The constructs keep it themselves.
 */

/** Silences what is found of a construct, and of those in it, under a code. */
export function silence(construct: IConstruct, code: string, reason: string): void {
  construct.node.addMetadata(`${SUPPRESS_PREFIX}${code}`, reason);
}

/** The findings that constructs have, those with a reason that are silenced for one of the constructs that they are about. */
export function withReasons(root: IConstruct, findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => {
    if (finding.suppressedReason !== undefined) { return finding; }
    const suppressedReason = finding.construct.split(' and ').map((path) => reasonOf(root, path, finding.code)).find((reason) => reason !== undefined);
    return suppressedReason === undefined ? finding : { ...finding, suppressedReason };
  });
}

/** Findings about constructs that silence what is not found. */
export function idleReasons(constructs: readonly IConstruct[], findings: readonly Finding[]): Finding[] {
  return constructs.flatMap(({ node: { metadata, path } }) => metadata.flatMap(({ type }) => {
    const code = suppressedCode(type);
    const isInside = (other: string) => path === '' || other === path || other.startsWith(`${path}/`);
    if (code === undefined || findings.some((finding) => finding.code === code && finding.construct.split(' and ').some(isInside))) { return []; }
    const { severity, fix, equivalents } = SUPPRESSION_IDLE;
    const message = `suppress of ${code} silences nothing, as it is not found; it must silence a finding`;
    return [{ code: SUPPRESSION_IDLE.code, severity, construct: path, path: 'suppress', message, fix, equivalents: [...equivalents] }];
  }));
}

function reasonOf(root: IConstruct, path: string, code: string): string | undefined {
  const type = `${SUPPRESS_PREFIX}${code}`;
  let construct: IConstruct | undefined = root;
  // The path of a root that has a name begins with it.
  const inside = root.node.path === '' ? path : path.slice(root.node.path.length + 1);
  let reason = given(construct, type);
  for (const id of inside.split('/')) {
    construct = construct?.node.tryFindChild(id);
    reason = given(construct, type) ?? reason;
  }
  return reason;
}

function given(construct: IConstruct | undefined, type: string): string | undefined {
  return construct?.node.metadata.find((entry) => entry.type === type)?.data as string | undefined;
}
