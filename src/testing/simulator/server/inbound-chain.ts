import type { Arriving, ServingWorkload } from './arrival';
import { inboundPort, podsOf } from './inbound-ports';
import type { AppView } from '../../../checks/app-view';
import type { Labels } from '../../../checks/labels';
import { DataPlaneMode } from '../../../checks/mesh-context';
import { HopSecurity } from '../../hop-security';
import { acceptedTrustDomains } from '../mesh-identity';

/** What the listener of a proxy does with a connection (`listener_inbound.go`). */
export interface InboundChain {
  readonly security: HopSecurity;
  /** Whether the proxy looks at requests, or only at the connection; missing, if no proxy looks at it. */
  readonly looksAt?: 'requests' | 'connection';
  readonly explanation: readonly string[];
  readonly undecided: readonly string[];
}

const AMBIENT_LABEL = 'istio.io/dataplane-mode';

const BY_TLS = { mutual: HopSecurity.MUTUAL_TLS, simple: HopSecurity.TLS, plain: HopSecurity.PLAIN_TEXT } as const;

/** How a connection gets through to what policies look at, or that it does not. */
export function inboundChain(workload: ServingWorkload, arriving: Arriving, view: AppView): InboundChain {
  const { tls, port } = arriving;
  if (workload.isGateway === true) {
    return { security: BY_TLS[tls], looksAt: arriving.protocol === 'http' ? 'requests' : 'connection', explanation: [], undecided: [] };
  }
  const id = `${workload.namespace}/${workload.name}`;
  if (isAmbient(workload, view)) {
    return { security: BY_TLS[tls], explanation: [], undecided: [`${id} is in ambient mode, whose proxies are not simulated`] };
  }
  if (!workload.hasSidecar || isLeftToApp(workload, port, view)) {
    const why = workload.hasSidecar ? `its proxy is told to leave port ${port} alone` : 'it has no sidecar';
    return tls === 'mutual' ? refused(`${id} takes no mutual TLS of the mesh: ${why}`)
      : { security: BY_TLS[tls], explanation: [`${id} checks nothing: ${why}`], undecided: [] };
  }
  const { mode, policy, contested } = view.peerAuthentications.inForce(workload.namespace, workload.labels, port);
  const undecided = contested.map(([taken, other]) =>
    `PeerAuthentications ${taken.id} and ${other.id} differ for ${id}: the older one counts, and ${taken.id} is taken for it`);
  const says = policy === undefined ? 'no PeerAuthentication says otherwise' : `PeerAuthentication ${policy.id} says ${mode}`;
  const { kind } = inboundPort(workload, port, view);
  const problem = refusal(mode, kind, arriving, view);
  if (problem !== undefined) { return { ...refused(`${id} ${problem} on port ${port}: ${says}`), undecided }; }
  const asHttp = tls !== 'simple' && (kind === 'http' || (kind === 'auto' && arriving.protocol === 'http'));
  if (asHttp && arriving.request === undefined) { return { ...refused(`${id} expects HTTP on port ${port}`), undecided }; }
  return {
    security: BY_TLS[tls],
    looksAt: asHttp ? 'requests' : 'connection',
    explanation: [
      `${id} takes ${tls === 'mutual' ? 'mutual TLS' : tls === 'plain' ? 'plain text' : 'TLS of the caller\'s own'} on port ${port}: ${says}`,
      ...(asHttp ? [] : [`port ${port} of ${id} is no HTTP to its proxy: policies look at the connection only`]),
    ],
    undecided,
  };
}

/** Why a connection is closed, whatever it carries. */
function refusal(mode: string, kind: 'http' | 'tcp' | 'auto', { tls, principal }: Arriving, view: AppView): string | undefined {
  if (tls === 'mutual') {
    if (mode === 'DISABLE') { return 'takes no mutual TLS of the mesh'; }
    const domain = principal?.split('/')[0];
    const taken = acceptedTrustDomains(view);
    return domain === undefined || taken.includes(domain) ? undefined
      : `takes no certificate of trust domain ${domain}, but of ${taken.join(', ')},`;
  }
  if (mode === 'STRICT') { return 'takes mutual TLS only'; }
  return tls === 'simple' && kind === 'http' ? 'takes plain text and mutual TLS of the mesh, and no other TLS' : undefined;
}

/** Whether the proxy of the node, which is none of Envoy's, carries the traffic of the pods. A sidecar that they ask for goes before it. */
function isAmbient({ namespace, labels }: ServingWorkload, view: AppView): boolean {
  const { labels: around } = view.ofKind('Namespace').find(({ name }) => name === namespace) ?? { labels: {} as Labels };
  if (labels['sidecar.istio.io/inject'] === 'true' || around['istio-injection'] === 'enabled' || around['istio.io/rev'] !== undefined) { return false; }
  const mode = labels[AMBIENT_LABEL] ?? around[AMBIENT_LABEL];
  return mode === undefined ? view.context.dataPlane === DataPlaneMode.AMBIENT : mode === 'ambient';
}

function refused(reason: string): InboundChain {
  return { security: HopSecurity.REFUSED, explanation: [reason], undecided: [] };
}

/** Whether annotations of the pods keep a port from the proxy. */
function isLeftToApp(workload: ServingWorkload, port: number, view: AppView): boolean {
  const annotations = workload.annotations ?? podsOf(workload, view)?.template.at('metadata', 'annotations').labels() ?? {};
  const listed = (name: string): string[] | undefined => annotations[`traffic.sidecar.istio.io/${name}`]?.split(',').map((one) => one.trim());
  const included = listed('includeInboundPorts') ?? ['*'];
  return !(included.includes('*') || included.includes(String(port))) || listed('excludeInboundPorts')?.includes(String(port)) === true;
}
