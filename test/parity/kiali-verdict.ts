import { findingsOn } from './found';
import type { KialiCase } from './kiali-case';
import { objectsOfCase } from './kiali-objects';
import type { Finding } from '../../src/checks/finding';

/** What the checks say of a case, in comparison. */
export interface KialiVerdict {
  readonly verdict: 'found' | 'missed' | 'extra' | 'agreed';
  /** The codes that Kiali reports and no check. */
  readonly missed: readonly string[];
  /** The codes of the checker that checks report and Kiali does not. */
  readonly extra: readonly string[];
  readonly findings: readonly Finding[];
}

/** The codes that a checker ever reports, by its name. */
export function codesOfCheckers(cases: readonly KialiCase[]): ReadonlyMap<string, ReadonlySet<string>> {
  const codes = new Map<string, Set<string>>();
  for (const { checker, expected } of cases) {
    const own = codes.get(checker) ?? new Set();
    codes.set(checker, own);
    for (const { code } of expected) { own.add(code); }
  }
  return codes;
}

/** Compares what the checks say of a case with what Kiali says, by the codes that the checker knows. */
export function verdictOfCase(one: KialiCase, codes: ReadonlySet<string>): KialiVerdict {
  const findings = findingsOn(objectsOfCase(one));
  const found = new Set(findings.flatMap(({ equivalents }) => equivalents));
  const expected = new Set(one.expected.map(({ code }) => code));
  const missed = [...expected].filter((code) => !found.has(code)).sort();
  // A check can stand for several codes of Kiali's: it is in place where one of them is.
  const strangers = findings.filter(({ equivalents }) => !equivalents.some((code) => expected.has(code)));
  const extra = [...codes].filter((code) => strangers.some(({ equivalents }) => equivalents.includes(code))).sort();
  return { verdict: missed.length > 0 ? 'missed' : extra.length > 0 ? 'extra' : expected.size > 0 ? 'found' : 'agreed', missed, extra, findings };
}
