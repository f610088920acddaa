/** How much a finding matters. */
export enum Severity {
  /** It does not work, or does something else than it says. Synthesis stops. */
  ERROR = 'error',
  /** It works, but probably not as meant. It is printed. */
  WARNING = 'warning',
  /** Worth knowing. It is listed for those who ask. */
  INFO = 'info',
}

/** Something that a check found. */
export interface Finding {
  /** The stable code of the check, for example `CI0103`. */
  readonly code: string;

  /** How much it matters. */
  readonly severity: Severity;

  /** The path of the construct that made the object; `file:line` for YAML from outside. */
  readonly construct: string;

  /**
   * The kind of the object.
   *
   * @default - the finding is about no object
   */
  readonly objectKind?: string;

  /**
   * The namespace of the object.
   *
   * @default - the kind has no namespaces, or the finding is about no object
   */
  readonly objectNamespace?: string;

  /**
   * The name of the object.
   *
   * @default - the finding is about no object
   */
  readonly objectName?: string;

  /** The field in the object, for example `spec.http[0].route[1].destination.subset`. */
  readonly path: string;

  /** What is there and what may be there. */
  readonly message: string;

  /** What to do about it. */
  readonly fix: string;

  /** The codes of other tools for the same mistake: istioctl's (`IST0101`), Kiali's (`KIA1107`). */
  readonly equivalents: string[];

  /**
   * Why the finding is silenced, as the annotation on the object says.
   *
   * @default - the finding is not silenced
   */
  readonly suppressedReason?: string;
}

/** The finding as one line: where it is, what is wrong, what to do, which check says so. */
export function formatFinding(finding: Finding): string {
  const line = `${finding.construct}: ${finding.message}; ${finding.fix} [${finding.code}]`;
  return finding.suppressedReason === undefined ? line : `${line} (suppressed: ${finding.suppressedReason})`;
}
