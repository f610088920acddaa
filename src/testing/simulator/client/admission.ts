import type { Endpoint } from './endpoints';
import type { AppView } from '../../../checks/app-view';
import { defined } from '../../../model/json';
import type { AuthorizationVerdict } from '../../authorization-verdict';
import type { HopSecurity } from '../../hop-security';
import { RequestOutcome } from '../../request-outcome';
import type { TreatedDestination } from '../../treated-destination';
import { admit } from '../server/admit';
import type { Arriving, ServerVerdict, ServingWorkload } from '../server/arrival';

/** What becomes of a request at the place where it arrives. */
export interface Admission {
  readonly outcome: ServerVerdict['outcome'];
  readonly status?: number;
  readonly security: HopSecurity;
  readonly authorization?: AuthorizationVerdict;
  readonly explanation: readonly string[];
  readonly undecided: readonly string[];
}

/** What becomes of a request that a proxy judges so. */
export const OUTCOMES: { readonly [outcome in Admission['outcome']]: RequestOutcome } = {
  admitted: RequestOutcome.FORWARDED,
  refused: RequestOutcome.REFUSED,
  unauthenticated: RequestOutcome.UNAUTHENTICATED,
  denied: RequestOutcome.DENIED,
  undecided: RequestOutcome.UNDECIDED,
};

/** Whether proxies judge alike; the words with which they say why are their own. */
export function agree(all: readonly Admission[]): boolean {
  const essence = ({ outcome, status, security, authorization }: Admission) =>
    [outcome, status, security, authorization?.allowed, authorization?.policy, authorization?.rule].join();
  return new Set(all.map(essence)).size <= 1;
}

/** What proxies say that do not judge alike: each on its own, and what they have in common. */
export function mixed(
  judged: ReadonlyArray<{ readonly name: string; readonly admitted: Admission }>,
): Pick<TreatedDestination, 'outcome' | 'mutualTls' | 'byWorkload'> {
  const [{ admitted: first }] = judged;
  const isOne = judged.every(({ admitted }) => admitted.outcome === first.outcome);
  return {
    outcome: isOne ? OUTCOMES[first.outcome] : RequestOutcome.MIXED,
    mutualTls: judged.find(({ admitted }) => admitted.outcome === 'admitted')?.admitted.security ?? first.security,
    byWorkload: judged.map(({ name, admitted: { outcome, status, security, authorization } }) =>
      defined({ name, outcome: OUTCOMES[outcome], status, mutualTls: security, authorization })),
  };
}

/** What the proxy of an endpoint does with what comes to it. */
export function admission(endpoint: Endpoint, arriving: Omit<Arriving, 'port'>, view: AppView): Admission {
  const { namespace, labels, serviceAccount, hasSidecar, isGateway, port, address } = endpoint;
  const name = endpoint.name.slice(endpoint.name.indexOf('/') + 1);
  return admissionAt({ namespace, name, labels, serviceAccount, hasSidecar, isGateway }, { destinationIp: address, ...arriving, port }, view);
}

/** The same for a proxy that is known. What is not decided has no verdict of policies. */
export function admissionAt(workload: ServingWorkload, arriving: Arriving, view: AppView): Admission {
  const { outcome, status, security, authorization, explanation, undecided } = admit(view, workload, arriving);
  const { allowed, ...said } = authorization;
  const verdict = allowed === undefined || outcome === 'refused' ? {} : { authorization: { ...said, allowed } };
  return { outcome, security, ...verdict, ...(status === undefined ? {} : { status }), explanation, undecided };
}
