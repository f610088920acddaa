import type { AppObject, RenderedObject } from './app-object';
import { AppView } from './app-view';
import { CHECK_FAILED } from './built-in';
import { catalogueWith } from './catalogue';
import { ANY, type Check, looksAt, type Report } from './check';
import { FieldNames } from './field-names';
import type { Finding } from './finding';
import { idleSuppressions } from './idle-suppressions';
import type { MeshContext } from './mesh-context';
import { CHECKS } from './registry';
import { suppressionOf } from './suppression';
import { byCodeUnit } from '../model/json';

/** What a run of the checks can be told besides the objects. */
export interface RunOptions {
  /** Findings from elsewhere, which take part in suppression and order. */
  readonly extraFindings?: readonly Finding[];
  /** The checks to run. All, if missing. */
  readonly checks?: readonly Check[];
}

/**
 * Runs the checks over the objects of an app. The findings are in an order that depends on nothing but themselves:
 * by construct, object, code and field.
 */
export function runChecks(objects: readonly RenderedObject[], context: MeshContext, options: RunOptions = {}): Finding[] {
  const view = new AppView(objects, context, catalogueWith(context.policies).map(({ code }) => code));
  const wanted = options.checks ?? [...CHECKS, ...context.policies];
  const checks = wanted.filter(({ kinds: [subject] }) => subject === ANY || view.ofKind(subject).length > 0);
  const findings = (options.extraFindings ?? []).map((finding) => suppressed(finding, view));
  const failed = new Set<Check>();
  const collect = (check: Check, reports: Iterable<Report> | undefined) => {
    for (const report of reports ?? []) { findings.push(toFinding(check, report)); }
  };
  const fail = (check: Check, error: unknown) => {
    if (!failed.has(check)) { findings.push(failure(check, error)); }
    failed.add(check);
  };
  for (const check of checks) {
    try { collect(check, check.run?.(view)); } catch (error) { fail(check, error); }
  }
  const names = new FieldNames();
  const lookingAt = checksByKind(checks, names);
  for (const object of view.objects) {
    object.keep();
    names.read(object.json);
    for (const { check, fields } of lookingAt(object)) {
      if (fields !== undefined && !names.hasAny(fields)) { continue; }
      try { collect(check, check.object?.(object, view)); } catch (error) { fail(check, error); }
    }
    object.forget();
  }
  const heard = wanted.filter((check) => !failed.has(check)).map(({ code }) => code);
  return sorted([...findings, ...idleSuppressions(view, findings, new Set(heard))]);
}

/** A check that looks at single objects, and at which: those with one of the fields. */
interface Looking {
  readonly check: Check;
  readonly fields?: readonly number[];
}

/** The checks that look at single objects, by kind, and apart for those that constructs wrote. */
function checksByKind(checks: readonly Check[], names: FieldNames): (object: AppObject) => readonly Looking[] {
  const looking = checks.filter((check) => check.object !== undefined)
    .map((check): Looking => ({ check, ...(check.fields === undefined ? {} : { fields: names.idsOf(check.fields) }) }));
  const [ofTyped, ofOthers] = [new Map<string, readonly Looking[]>(), new Map<string, readonly Looking[]>()];
  return ({ kind, isTyped }) => {
    const known = isTyped ? ofTyped : ofOthers;
    let found = known.get(kind);
    if (found === undefined) {
      found = looking.filter(({ check }) => looksAt(check, kind) && !(isTyped && check.isRefusedByConstructs === true));
      known.set(kind, found);
    }
    return found;
  };
}

function toFinding(check: Check, report: Report): Finding {
  const { object } = report.place;
  const reason = suppressionOf(object, check.code);
  return {
    code: check.code,
    severity: report.severity ?? check.severity,
    construct: object.source,
    objectKind: object.kind,
    ...(object.namespace === '' ? {} : { objectNamespace: object.namespace }),
    objectName: object.name,
    path: report.place.path,
    message: report.message,
    fix: report.fix ?? check.fix,
    equivalents: [...check.equivalents],
    ...(reason === undefined ? {} : { suppressedReason: reason }),
  };
}

function failure(check: Check, error: unknown): Finding {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    code: CHECK_FAILED.code,
    severity: CHECK_FAILED.severity,
    construct: `check ${check.code}`,
    path: check.name,
    message: `${check.name} failed with ${text.split('\n')[0]}`,
    fix: check.isPolicy === true ? 'correct it in its policy pack' : CHECK_FAILED.fix,
    equivalents: [...CHECK_FAILED.equivalents],
  };
}

/** A finding from elsewhere names its object, whose annotations can silence it too. */
function suppressed(finding: Finding, view: AppView): Finding {
  if (finding.suppressedReason !== undefined || finding.objectKind === undefined) { return finding; }
  const isAbout = (object: AppObject) => object.name === finding.objectName && object.namespace === (finding.objectNamespace ?? '');
  const object = view.ofKind(finding.objectKind).find(isAbout);
  const reason = object === undefined ? undefined : suppressionOf(object, finding.code);
  return reason === undefined ? finding : { ...finding, suppressedReason: reason };
}

function sorted(findings: readonly Finding[]): Finding[] {
  const keyed = findings.map((finding) => ({ finding, key: keyOf(finding) })).sort((a, b) => compare(a.key, b.key));
  // One mistake can be met on several ways; it is told once.
  return keyed.filter(({ key }, i) => i === 0 || compare(keyed[i - 1].key, key) !== 0).map(({ finding }) => finding);
}

function keyOf(finding: Finding): string[] {
  return [
    finding.construct, finding.objectKind ?? '', finding.objectNamespace ?? '', finding.objectName ?? '',
    finding.code, ...fieldOrder(finding.path), '', finding.message,
  ];
}

/** The parts of a field path, numbers so that `[10]` goes after `[9]`. */
function fieldOrder(path: string): string[] {
  return path.split(/[.[\]]+/).map((part) => (/^\d+$/.test(part) ? part.padStart(12, '0') : part));
}

function compare(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = byCodeUnit(a[i], b[i]);
    if (order !== 0) { return order; }
  }
  return a.length - b.length;
}
