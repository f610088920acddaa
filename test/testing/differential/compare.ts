import { clusterOf, type Differ, routeDifferences } from './compare-route';
import type { EnvoyAnswer } from './envoy-answer';
import type { LabRequest } from './lab';
import { type TreatedHeaders, HopSecurity, RequestOutcome, type TreatedDestination, type Treatment } from '../../../src/testing';

/** In what the simulator's answer is not Envoy's. */
export function differences(request: LabRequest, treatment: Treatment, envoy: EnvoyAnswer): string[] {
  const out: string[] = [];
  const differ = (what: string, ours: unknown, theirs: unknown) => { if (text(ours) !== text(theirs)) { out.push(`${what}: ${text(ours)}, but Envoy: ${text(theirs)}`); } };
  const { routing } = envoy;
  const isRouted = routing?.code !== undefined && routing.code !== 0;
  // Envoy takes a route before the policies of a gateway refuse the request, which then goes nowhere.
  const isRefusedAtGateway = [treatment, envoy].every(({ outcome: what }) => what === RequestOutcome.DENIED) && treatment.destinations.length === 0;
  if (isRouted && envoy.outcome !== RequestOutcome.UNAUTHENTICATED && !isRefusedAtGateway) {
    differ('virtual service', treatment.virtualService, envoy.virtualService);
    if (envoy.virtualService !== undefined && treatment.virtualService === envoy.virtualService) { differ('route', treatment.route ?? '', routing?.route ?? ''); }
  }
  const destination = destinationOf(treatment, envoy);
  if (routing?.cluster?.startsWith('outbound|') === true && treatment.destinations.length > 0 && destination === undefined) {
    out.push(`destination: ${treatment.destinations.map(clusterOf).join(' or ')}, but Envoy: ${routing.cluster}`);
    return out;
  }
  const expected = treatment.outcome === RequestOutcome.MIXED || treatment.outcome === RequestOutcome.FORWARDED ? destination : undefined;
  const outcome = expected?.outcome ?? treatment.outcome;
  // Of workloads of one destination that differ, the simulator does not say which does what.
  if (outcome === RequestOutcome.MIXED && treatment.destinations.length > 0) { return out; }
  if (!sameOutcome(outcome, envoy)) {
    if (isSniffedByServer(envoy)) { return out; }
    differ('outcome', outcome, envoy.outcome);
    return out;
  }
  const status = expected?.status ?? treatment.status;
  if (status !== undefined && envoy.status !== undefined && envoy.outcome !== RequestOutcome.FORWARDED) { differ('status', status, envoy.status); }
  compareArrival(request, treatment, destination, envoy, differ);
  compareVerdict(treatment, destination, envoy, differ);
  if (treatment.redirect !== undefined || envoy.outcome === RequestOutcome.REDIRECTED) { differ('location', treatment.redirect?.location, envoy.answer.headers?.Location?.[0]); }
  if (treatment.directResponse?.body !== undefined) { differ('body', treatment.directResponse.body, envoy.answer.body); }
  differ('allowed origin', treatment.cors?.allowedOrigin, envoy.answer.headers?.['Access-Control-Allow-Origin']?.[0]);
  if (envoy.route !== undefined && treatment.virtualService !== undefined) { routeDifferences(treatment, destination, envoy, differ); }
  return out;
}

const text = (value: unknown): string => (value === undefined ? 'none' : typeof value === 'string' ? value : JSON.stringify(value));

/** A closed connection may be the end of several things; which one, only the logs can say. */
function sameOutcome(ours: RequestOutcome, { outcome, status }: EnvoyAnswer): boolean {
  if (ours === outcome) { return true; }
  const closing = [RequestOutcome.NO_DESTINATION, RequestOutcome.BLOCKED, RequestOutcome.DENIED];
  // A gateway opens the connection to the workload before it has read what policies look at.
  if (status === undefined && outcome === RequestOutcome.NO_DESTINATION && ours === RequestOutcome.DENIED) { return true; }
  return status === undefined && outcome === RequestOutcome.REFUSED && closing.includes(ours);
}

/**
 * Whether a request went as mutual TLS to a port whose name tells no protocol. Proxies tell each other that it is HTTP by ALPN, for which
 * a stock Envoy lacks the filter: there, policies of the server see a connection.
 */
function isSniffedByServer({ routing, serving }: EnvoyAnswer): boolean {
  return routing?.cluster?.startsWith('outbound|7000|') === true && (serving === undefined || serving.path === undefined);
}

function destinationOf(treatment: Treatment, { routing, answer }: EnvoyAnswer): TreatedDestination | undefined {
  const cluster = routing?.cluster;
  if (routing?.details === 'cluster_not_found') { return treatment.destinations.find(({ outcome }) => outcome === RequestOutcome.NO_DESTINATION); }
  if (cluster?.startsWith('outbound|') === true) { return treatment.destinations.find((each) => clusterOf(each) === cluster); }
  const { received } = answer;
  return treatment.destinations.find(({ workloads }) => received !== undefined && workloads.some((each) => `${received.namespace}/${received.pod}`.startsWith(each))) ?? treatment.destinations[0];
}

/** What the pod says that it received. */
function compareArrival(
  request: LabRequest, treatment: Treatment, destination: TreatedDestination | undefined, envoy: EnvoyAnswer, differ: Differ,
): void {
  const { received } = envoy.answer;
  if (received === undefined) { return; }
  if (destination !== undefined && destination.workloads.length > 0 && received.namespace !== 'outside') {
    const pod = `${received.namespace}/${received.pod}`;
    differ('workload', destination.workloads.some((each) => pod === each || pod === `${each}-0`) ? pod : destination.workloads, pod);
  }
  if (destination !== undefined && !isSniffedByServer(envoy)) { differ('security', destination.mutualTls, securityOf(envoy)); }
  if (received.method === undefined) { return; }
  if (treatment.path !== undefined) { differ('path', treatment.path, received.path); }
  if (treatment.authority !== undefined) { differ('authority', treatment.authority, received.host); }
  const sent = Object.fromEntries(Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), [value]]));
  compareHeaders('request header', [destination?.requestHeaders, treatment.requestHeaders], sent, received.headers ?? {}, differ);
  compareHeaders('response header', [destination?.responseHeaders, treatment.responseHeaders], { 'x-lab-app': envoy.answer.headers?.['X-Lab-App'] ?? [] }, envoy.answer.headers ?? {}, differ);
}

function securityOf({ serving, answer }: EnvoyAnswer): HopSecurity {
  if (serving?.peer !== undefined) { return HopSecurity.MUTUAL_TLS; }
  return answer.received?.tls === false ? HopSecurity.PLAIN_TEXT : HopSecurity.TLS;
}

/** Those headers alone that some operation is about: removed first, then set and added, by the destination before the route. */
function compareHeaders(
  what: string, operations: ReadonlyArray<TreatedHeaders | undefined>, before: { readonly [name: string]: readonly string[] },
  after: { readonly [name: string]: readonly string[] }, differ: Differ,
): void {
  const headers: { [name: string]: readonly string[] } = { ...before };
  const touched = new Set<string>();
  const lower = (name: string) => {
    touched.add(name.toLowerCase());
    return name.toLowerCase();
  };
  for (const each of operations) {
    for (const name of each?.remove ?? []) { delete headers[lower(name)]; }
    for (const [name, value] of Object.entries<string>(each?.add ?? {})) { headers[lower(name)] = [...headers[lower(name)] ?? [], value]; }
    for (const [name, value] of Object.entries<string>(each?.set ?? {})) { headers[lower(name)] = [value]; }
  }
  const got = Object.fromEntries(Object.entries(after).map(([name, values]) => [name.toLowerCase(), values]));
  for (const name of touched) { differ(`${what} ${name}`, headers[name]?.join(','), got[name]?.join(',')); }
}

/** Which policy refused. */
function compareVerdict(
  treatment: Treatment, destination: TreatedDestination | undefined, { outcome, routing, serving }: EnvoyAnswer, differ: Differ,
): void {
  if (outcome !== RequestOutcome.DENIED) { return; }
  const said = [serving?.details, serving?.closed, routing?.details, routing?.closed].map((each) => each?.match(/rbac_access_denied_matched_policy\[(.*)\]/)?.[1]).find((each) => each !== undefined);
  const named = said?.match(/^ns\[(.*)\]-policy\[(.*)\]-rule\[(\d+)\]$/);
  const verdict = destination?.authorization ?? treatment.authorization;
  differ('policy', verdict?.policy, named ? `${named[1]}/${named[2]}` : undefined);
  if (named) { differ('rule', verdict?.rule, Number(named[3])); }
}
