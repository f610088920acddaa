import { type Admission, OUTCOMES, admission, agree, mixed } from './admission';
import { type Cluster, type SendingProxy, type Speech, type Target, clusterOf, idsOf } from './cluster';
import { type Endpoint, assumedEndpoint } from './endpoints';
import { connectionLimits, loadBalancing } from './load-policy';
import type { AppView } from '../../../checks/app-view';
import { showLabels } from '../../../checks/labels';
import { defined } from '../../../model/json';
import { trafficOf } from '../../../model/protocol';
import { HopSecurity } from '../../hop-security';
import { RequestOutcome } from '../../request-outcome';
import type { TreatedHeaders } from '../../route-actions';
import type { TreatedDestination } from '../../treated-destination';
import type { HttpRequest } from '../http-request';
import { objectAt, textAt } from '../read';
import type { Claims } from '../server/arrival';

/** What a proxy sends on, and for whom. */
export interface Sending {
  readonly proxy: SendingProxy;
  /** Who the proxy shows itself as: the identity without `spiffe://`. */
  readonly principal: string;
  readonly ipAddress?: string;
  readonly clientIpAddress?: string;
  /** The request as the route leaves it; none, if the proxy does not look into the connection. */
  readonly request?: HttpRequest;
  /** Whether the caller itself encrypts what the proxy sends on. */
  readonly isEncrypted: boolean;
  readonly sni?: string;
  readonly claims?: { readonly [claim: string]: unknown };
}

/** A destination with what is said of it. */
export interface Sent {
  readonly destination: TreatedDestination;
  readonly explanation: readonly string[];
  readonly undecided: readonly string[];
}

/** What a route says of a destination. */
export interface Share {
  readonly target: Target;
  readonly weight: number;
  readonly requestHeaders?: TreatedHeaders;
  readonly responseHeaders?: TreatedHeaders;
  /** The host that this destination gets instead. */
  readonly authority?: string;
}

/** What becomes of a request that goes to a destination. */
export function sendTo(share: Share, sending: Sending, view: AppView): Sent {
  const { target, weight, requestHeaders, responseHeaders } = share;
  const said = { host: target.host, port: target.port, subset: target.subset, weight, requestHeaders, responseHeaders };
  const name = nameOf(target);
  const cluster = clusterOf(target, sending.proxy, view);
  if (typeof cluster === 'string') {
    return {
      destination: defined({ ...said, ...nowhere(sending) }),
      explanation: [`${name} gets nothing: ${cluster}`],
      undecided: [],
    };
  }
  const { policy, endpoints, mayBeMore } = cluster;
  const base = {
    ...said,
    connectionLimits: connectionLimits(policy),
    loadBalancing: loadBalancing(policy, cluster.service.resolution === 'original-destination' && !sending.proxy.isGateway),
    outlierDetection: objectAt(policy, 'outlierDetection') === undefined ? undefined : true,
  };
  if (endpoints.length === 0) {
    if (isExternal(cluster)) { return outside(base, cluster, sending); }
    if (!mayBeMore) {
      const wanted = cluster.labels === undefined ? '' : ` with the labels ${showLabels(cluster.labels)}`;
      return {
        destination: defined({ ...base, ...nowhere(sending), loadBalancing: undefined }),
        explanation: [`${name} has no workload${wanted} on port ${target.port}`],
        undecided: [],
      };
    }
  }
  const taken = endpoints.length > 0 ? endpoints : [assumedEndpoint(cluster.service, target.port, cluster.labels ?? {})];
  const judged = taken.map((endpoint) => ({ endpoint, admitted: arrive(endpoint, cluster, share, sending, view) }));
  const [{ admitted }] = judged;
  const undecided = [
    ...cluster.undecided,
    ...(endpoints.length === 0 ? [`the app shows no workload behind ${name}: it is taken to have pods${showOf(cluster)} with a sidecar`] : []),
    ...judged.flatMap((one) => one.admitted.undecided),
  ];
  const rule = cluster.rule === undefined ? [] : [`${idsOf(cluster.rule)} holds for ${name}`];
  const workloads = endpoints.map((endpoint) => endpoint.name);
  if (!agree(judged.map((one) => one.admitted))) {
    return {
      destination: defined({ ...base, ...mixed(judged.map((one) => ({ name: one.endpoint.name, admitted: one.admitted }))), workloads }),
      explanation: [...rule, `the workloads of ${name} differ`, ...judged.flatMap((one) => one.admitted.explanation)],
      undecided: [...new Set(undecided)],
    };
  }
  return {
    destination: defined({
      ...base,
      outcome: OUTCOMES[admitted.outcome],
      status: admitted.outcome === 'refused' ? admitted.status ?? statusOf(sending, 503) : admitted.status,
      workloads,
      mutualTls: admitted.security,
      authorization: admitted.authorization,
    }),
    explanation: [...rule, ...new Set(judged.flatMap((one) => one.admitted.explanation))],
    undecided: [...new Set(undecided)],
  };
}

/** As texts name a target: `reviews.shop.svc.cluster.local:9080 (subset v2)`. */
export function nameOf({ host, port, subset }: Target): string {
  return `${host}:${port}${subset === undefined ? '' : ` (subset ${subset})`}`;
}

/** What is said of a destination that nothing stands behind. */
function nowhere(sending: Sending): Pick<TreatedDestination, 'outcome' | 'status' | 'workloads' | 'mutualTls'> {
  return { outcome: RequestOutcome.NO_DESTINATION, status: statusOf(sending, 503), workloads: [], mutualTls: HopSecurity.REFUSED };
}

/** The status that the proxy answers with itself; none for a connection, which it closes. */
function statusOf({ request }: Sending, status: number): number | undefined {
  return request === undefined ? undefined : status;
}

function isExternal({ service }: Cluster): boolean {
  return !service.isKubernetes && service.selector === undefined;
}

/** Where the caller itself looked the address up. */
function outside(base: Omit<TreatedDestination, 'outcome' | 'workloads' | 'mutualTls'>, cluster: Cluster, sending: Sending): Sent {
  const { namespace } = cluster.service;
  const speech = cluster.speech({ name: '', namespace, labels: {}, port: cluster.target.port, hasSidecar: false, isWorkload: false });
  return {
    destination: defined({ ...base, outcome: RequestOutcome.FORWARDED, workloads: [], mutualTls: securityOf(speech, sending) }),
    explanation: [`${nameOf(cluster.target)} is outside of the mesh`],
    undecided: unshown(speech, nameOf(cluster.target)),
  };
}

/** A server outside has no identity of the mesh; one that takes its mutual TLS all the same is rare. */
function unshown(speech: Speech, name: string): string[] {
  return speech === 'mutual' ? [`${name} is outside of the mesh: whether it takes mutual TLS of the mesh, the app does not show`] : [];
}

function securityOf(speech: Speech, { isEncrypted }: Sending): HopSecurity {
  if (speech === 'mutual') { return HopSecurity.MUTUAL_TLS; }
  return speech === 'originated' || isEncrypted ? HopSecurity.TLS : HopSecurity.PLAIN_TEXT;
}

function showOf({ labels }: Cluster): string {
  return labels === undefined || Object.keys(labels).length === 0 ? '' : ` labelled ${showLabels(labels)}`;
}

/** The server name that proxies say to each other. */
function serverName({ policy, target }: Cluster): string {
  return textAt(objectAt(policy, 'tls'), 'sni') ?? `outbound_.${target.port}_.${target.subset ?? ''}_.${target.host}`;
}

/** The headers; gateways add the address of the client to those that it says it came through. */
function headersOf({ headers }: HttpRequest, { proxy, clientIpAddress }: Sending): { [name: string]: string } {
  const { 'x-forwarded-for': said, ...others } = Object.fromEntries(headers);
  if (!proxy.isGateway) { return Object.fromEntries(headers); }
  return clientIpAddress === undefined ? others : { ...others, 'x-forwarded-for': [said, clientIpAddress].filter((one) => one !== undefined).join(',') };
}

function arrive(endpoint: Endpoint, cluster: Cluster, share: Share, sending: Sending, view: AppView): Admission {
  const speech = cluster.speech(endpoint);
  if (!endpoint.isWorkload && !endpoint.hasSidecar) {
    const explanation = [`${endpoint.name} is outside of the mesh`];
    return { outcome: 'admitted', security: securityOf(speech, sending), explanation, undecided: unshown(speech, endpoint.name) };
  }
  const { principal, ipAddress, clientIpAddress, request, sni, claims } = sending;
  const admitted = admission(endpoint, {
    tls: speech === 'mutual' ? 'mutual' : speech === 'originated' || sending.isEncrypted ? 'simple' : 'plain',
    principal: speech === 'mutual' ? principal : undefined,
    sourceIp: ipAddress,
    remoteIp: clientIpAddress,
    sni: speech === 'as-is' ? sni : speech === 'mutual' ? serverName(cluster) : undefined,
    claims: claims as Claims | undefined,
    protocol: request === undefined ? 'tcp' : 'http',
    request: request === undefined ? undefined : {
      host: share.authority ?? request.authority, method: request.method, path: request.path, headers: headersOf(request, sending),
    },
  }, view);
  const protocol = cluster.service.ports?.find(({ number }) => number === cluster.target.port)?.protocol;
  if (speech === 'originated' && admitted.outcome === 'admitted' && trafficOf(protocol) !== 'tls') {
    const note = `the DestinationRule has the proxy speak TLS to ${nameOf(cluster.target)}: whether ${endpoint.name} itself speaks it, the app does not show`;
    return { ...admitted, undecided: [...admitted.undecided, note] };
  }
  if (endpoint.isGateway !== true) { return admitted; }
  return { ...admitted, explanation: [...admitted.explanation, `${endpoint.name} is a gateway: its servers and routes decide what happens next`] };
}
