import { describeDuration, describeOutcome, describeSecurity, nameOf, percent } from '../../testing/expectation/describe';
import type { MeshRequest } from '../../testing/mesh-request';
import { RequestOutcome } from '../../testing/request-outcome';
import { RequestProtocol } from '../../testing/request-protocol';
import type { TreatedHeaders } from '../../testing/route-actions';
import type { TreatedDestination } from '../../testing/treated-destination';
import type { Treatment } from '../../testing/treatment';

/** What happens to a request, for people. */
export function text(request: MeshRequest, treatment: Treatment): string {
  const { explanation, undecided, outcome } = treatment;
  const isSent = outcome === RequestOutcome.FORWARDED || outcome === RequestOutcome.MIXED;
  return [
    asked(request),
    ...explanation.map((line) => `  ${line}`),
    '',
    isSent ? 'It goes to' : `It ${describeOutcome(treatment)}.`,
    ...treatment.destinations.map((one) => `  ${destination(one)}`),
    ...details(treatment).map((line) => `  ${line}`),
    ...undecided.length === 0 ? [] : ['', 'What cannot be decided here:', ...undecided.map((line) => `  ${line}`)],
    '',
  ].join('\n');
}

/** The request as one would write it down. */
function asked({ to, port, protocol, method = 'GET', path = '/' }: MeshRequest): string {
  const host = `${to}${port === undefined ? '' : `:${port}`}`;
  return protocol === RequestProtocol.TCP || protocol === RequestProtocol.TLS ? `${protocol} ${host}` : `${method} ${host}${path}`;
}

function destination(one: TreatedDestination): string {
  const { outcome, status, authorization, workloads } = one;
  const fate = outcome === RequestOutcome.FORWARDED ? describeSecurity(one.mutualTls).replace(/^goes /, '') : `${outcome}${status === undefined ? '' : ` (${status})`}`;
  const policy = authorization?.policy === undefined ? '' : `, ${authorization.allowed ? 'allowed' : 'denied'} by ${authorization.policy}`;
  const pods = workloads.length === 0 ? '' : `, to ${workloads.join(', ')}`;
  return `${percent(one.weight).padStart(7)}  ${nameOf(one)} ${fate}${pods}${policy}`;
}

function details(treatment: Treatment): string[] {
  const { mirrors, rewrite, timeout, retries, delay, abort, redirect, directResponse } = treatment;
  return [
    ...mirrors.map((one) => `copied to ${nameOf(one)} (${percent(one.percentage)})`),
    ...rewrite?.path === undefined ? [] : [`with the path ${rewrite.path}`],
    ...rewrite?.authority === undefined ? [] : [`with the host ${rewrite.authority}`],
    ...headers('request', treatment.requestHeaders),
    ...headers('response', treatment.responseHeaders),
    ...redirect === undefined ? [] : [`location: ${redirect.location}`],
    ...directResponse?.body === undefined ? [] : [`body: ${directResponse.body}`],
    ...delay === undefined ? [] : [`delayed by ${describeDuration(delay.duration)} (${percent(delay.percentage)})`],
    ...abort === undefined ? [] : [`aborted with ${abort.status ?? abort.grpcStatus ?? '?'} (${percent(abort.percentage)})`],
    ...timeout === undefined ? [] : [`given up after ${describeDuration(timeout)}`],
    ...retries === undefined ? [] : [
      `tried again up to ${retries.attempts} times on ${retries.on.join(', ')}`
      + (retries.perTryTimeout === undefined ? '' : `, ${describeDuration(retries.perTryTimeout)} each`),
    ],
  ];
}

function headers(of: string, { set, add, remove }: TreatedHeaders = {}): string[] {
  return [
    ...Object.entries(set ?? {}).map(([name, value]) => `${of} header ${name} set to ${JSON.stringify(value)}`),
    ...Object.entries(add ?? {}).map(([name, value]) => `${of} header ${name} gets ${JSON.stringify(value)} added`),
    ...(remove ?? []).map((name) => `${of} header ${name} removed`),
  ];
}
