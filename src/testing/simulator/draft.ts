import { canonical, defined, type Json } from '../../model/json';
import { RequestOutcome } from '../request-outcome';
import type { TreatedDestination } from '../treated-destination';
import type { Treatment } from '../treatment';

/** A treatment in the making. */
export type Draft = { -readonly [key in keyof Treatment]: Treatment[key] };

/** A treatment that nothing is said of yet. */
export function newDraft(): Draft {
  return { outcome: RequestOutcome.UNDECIDED, destinations: [], mirrors: [], explanation: [], undecided: [] };
}

/** The treatment: what destinations have in common becomes its own, and each thing that is not decided is said once. */
export function finished(draft: Draft): Treatment {
  return defined({ ...draft, explanation: [...new Set(draft.explanation)], undecided: [...new Set(draft.undecided)] });
}

/** Takes over from the destinations what becomes of the request. */
export function takeOutcome(draft: Draft): void {
  const { destinations } = draft;
  const [first] = destinations;
  if (first === undefined) { return; }
  const common = <K extends keyof TreatedDestination>(key: K): TreatedDestination[K] | undefined => {
    const value = canonical(first[key] as Json | undefined);
    return destinations.every((one) => canonical(one[key] as Json | undefined) === value) ? first[key] : undefined;
  };
  draft.outcome = common('outcome') ?? RequestOutcome.MIXED;
  draft.status = common('status');
  const verdicts = new Set(destinations.map(({ authorization: said }) => [said?.allowed, said?.policy, said?.rule].join()));
  draft.authorization ??= verdicts.size === 1 ? first.authorization : undefined;
  draft.mutualTls = common('mutualTls');
}
