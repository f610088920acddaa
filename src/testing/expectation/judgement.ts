import { RequestOutcome } from '../request-outcome';
import type { Treatment } from '../treatment';

/** Whether a treatment is as a test expects it, in words that complete "the request ...". */
export interface Judgement {
  readonly holds: boolean;
  /** What was expected, for example `goes to reviews.shop subset v2`. */
  readonly expected: string;
  /** What happens, for example `goes to reviews.shop.svc.cluster.local:9080 subset v1`. */
  readonly found: string;
}

/** What an expectation says of a treatment, and why it is so; `undefined`, if it is met. */
export function failure(treatment: Treatment, { holds, expected, found }: Judgement, negated: boolean = false): string | undefined {
  // What cannot be decided meets no expectation, nor its opposite.
  if (holds !== negated && treatment.outcome !== RequestOutcome.UNDECIDED) { return undefined; }
  return [
    `expected: ${negated ? 'not that ' : ''}the request ${expected}`,
    `found: it ${found}`,
    ...section('because', treatment.explanation),
    ...section('what cannot be decided', treatment.undecided),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  - ${line}`)];
}
