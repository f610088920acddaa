import type { Arriving, ArrivingRequest, ServerAuthorization, ServerVerdict, ServingWorkload } from './arrival';
import { authorize } from './authorization';
import { clientAddress } from './client-address';
import { askProviders } from './custom-authorization';
import { type Facts, seen } from './facts';
import { inboundChain } from './inbound-chain';
import { unreadExtensions } from './proxy-extensions';
import { authenticate } from './request-authentication';
import { UNKNOWN } from './truth';
import type { AppView } from '../../../checks/app-view';
import { normalizedPath, pathNormalization } from '../path-normalization';

/**
 * What the proxy of a workload, or a gateway, does with a request that comes to it: whether its listener takes the connection, whether the
 * token is good, and what policies say. In the order of Envoy's filters: CUSTOM, tokens, DENY, ALLOW.
 */
export function admit(view: AppView, workload: ServingWorkload, arriving: Arriving): ServerVerdict {
  const chain = inboundChain(workload, arriving, view);
  const extensions = chain.looksAt === undefined ? [] : unreadExtensions(workload, arriving, view);
  const start = { security: chain.security, audited: [], explanation: chain.explanation, undecided: [...chain.undecided, ...extensions] };
  if (chain.looksAt === undefined) {
    const [reason] = chain.explanation;
    if (reason === undefined) { return { ...start, outcome: 'undecided', authorization: { reason: chain.undecided[0] }, explanation: chain.undecided }; }
    const isRefused = chain.security === 'refused';
    return { ...start, outcome: isRefused ? 'refused' : 'admitted', authorization: { allowed: !isRefused, reason } };
  }
  const tcp = chain.looksAt === 'connection';
  const request = tcp || arriving.request === undefined ? undefined : normalized(arriving.request, view);
  if (request === 'bad') {
    const reason = 'the proxy takes no such path';
    return { ...start, outcome: 'refused', status: 400, authorization: { allowed: false, reason }, explanation: [...start.explanation, reason] };
  }
  const facts = factsOf(workload, arriving, request, view);

  const custom = askProviders(workload, facts, tcp, view);
  if (custom.denied !== undefined) { return ended('denied', custom.denied, tcp ? undefined : 403, start, [custom.denied.reason]); }
  const token = request === undefined ? undefined : authenticate(workload, request, seen(request, arriving), arriving.claims, view);
  const before = [...custom.undecided, ...(token?.undecided ?? [])];
  const told = token?.explanation ?? [];
  if (token?.status !== undefined && custom.undecided.length === 0) {
    return ended('unauthenticated', { allowed: false, reason: told[0] }, token.status, start, told);
  }
  const { verdict, audited, explanation, undecided } = authorize(
    workload, token === undefined ? facts : { ...facts, request: token.request, claims: token.claims }, tcp, view,
  );
  const all = { ...start, audited, undecided: [...start.undecided, ...before, ...undecided] };
  if (before.length > 0) {
    const reasons = [...before, ...told, ...explanation];
    return { ...ended('undecided', { reason: before[0] }, undefined, all, reasons) };
  }
  const outcome = verdict.allowed === undefined ? 'undecided' : verdict.allowed ? 'admitted' : 'denied';
  return ended(outcome, verdict, outcome === 'denied' && !tcp ? 403 : undefined, all, [...told, ...explanation]);
}

function ended(
  outcome: ServerVerdict['outcome'],
  authorization: ServerAuthorization,
  status: number | undefined,
  start: Pick<ServerVerdict, 'security' | 'audited' | 'explanation' | 'undecided'>,
  explanation: readonly string[],
): ServerVerdict {
  return { ...start, outcome, authorization, ...(status === undefined ? {} : { status }), explanation: [...start.explanation, ...explanation] };
}

function normalized(request: ArrivingRequest, view: AppView): ArrivingRequest | 'bad' {
  const path = normalizedPath(request.path, pathNormalization(view));
  return path === undefined ? 'bad' : { ...request, path };
}

function factsOf(workload: ServingWorkload, arriving: Arriving, request: ArrivingRequest | undefined, view: AppView): Facts {
  const { tls, principal, sni } = arriving;
  return {
    principal: tls === 'mutual' ? (principal === undefined ? UNKNOWN : `spiffe://${principal}`) : undefined,
    sourceIp: arriving.sourceIp ?? UNKNOWN,
    remoteIp: clientAddress(workload, request === undefined ? { ...arriving, request: undefined, remoteIp: arriving.sourceIp } : arriving, view),
    destinationIp: arriving.destinationIp ?? UNKNOWN,
    port: arriving.port,
    sni: tls === 'plain' ? undefined : sni ?? UNKNOWN,
    request: request === undefined ? undefined : seen(request, arriving),
    claims: undefined,
  };
}
