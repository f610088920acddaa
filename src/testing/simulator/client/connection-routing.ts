import { type Sending, nameOf, sendTo } from './destination';
import type { MeshService } from './mesh-service';
import { type ServiceLookup, shares, targetOf } from './targets';
import type { RoutingRules } from './virtual-services';
import type { AppView } from '../../../checks/app-view';
import { type Labels, selects } from '../../../checks/labels';
import { hostsMeet } from '../../../model/hosts';
import type { JsonObject } from '../../../model/json';
import { RequestOutcome } from '../../request-outcome';
import { type Draft, takeOutcome } from '../draft';
import { labelsAt, numberAt, objectAt, objectsAt, textAt, textsAt } from '../read';

/** A proxy that routes connections. */
export interface ConnectionRouting {
  /** `mesh` for a sidecar; the Gateways of the server, as `namespace/name`. */
  readonly gateways: readonly string[];
  readonly port: number;
  readonly namespace: string;
  readonly labels: Labels;
  readonly lookup: ServiceLookup;
  readonly sending: Omit<Sending, 'request'>;
  readonly view: AppView;
}

/** A route of connections: a filter chain of Envoy. */
export interface Chain {
  /** The server names that it is for; all, if missing. */
  readonly sniHosts?: readonly string[];
  readonly rules?: RoutingRules;
  /** Its place in the VirtualService. */
  readonly place?: string;
  readonly index?: number;
  readonly targets: readonly JsonObject[];
  /** The service that it leads to by itself. */
  readonly service?: MeshService;
}

/** Whether a match of a route of connections is for the proxy (`matchTLS`, `matchTCP`). */
export function isForConnection(match: JsonObject, at: ConnectionRouting): boolean {
  const gateways = textsAt(match, 'gateways');
  const port = numberAt(match, 'port') ?? 0;
  const namespace = textAt(match, 'sourceNamespace');
  return (gateways.length === 0 || gateways.some((one) => at.gateways.includes(one))) && selects(labelsAt(match, 'sourceLabels'), at.labels)
    && (port === 0 || port === at.port) && (namespace === undefined || namespace === at.namespace);
}

/** The VirtualServices that are for a service. */
export function rulesOf({ host }: MeshService, all: readonly RoutingRules[]): readonly RoutingRules[] {
  return all.filter(({ hosts }) => hosts.some((one) => hostsMeet(one, host)));
}

/** The chains of a service whose port is TLS: those of `tls` routes, or one of its own (`buildSidecarOutboundTLSFilterChainOpts`). */
export function tlsChains(
  service: MeshService, rules: readonly RoutingRules[], at: ConnectionRouting, hasOwnListener: boolean, draft: Draft,
): Chain[] {
  const chains: Chain[] = [];
  const seen = new Set<string>();
  for (const one of rules) {
    one.tls.forEach((route, index) => {
      const targets = objectsAt(route, 'route');
      for (const match of targets.length === 0 ? [] : objectsAt(route, 'match')) {
        if (!isForConnection(match, at)) { continue; }
        const subnets = textsAt(match, 'destinationSubnets');
        if (subnets.length > 0) { draft.undecided.push(subnetNote(one, `tls[${index}]`)); }
        const sniHosts = textsAt(match, 'sniHosts');
        const key = `${sniHosts.join()}|${subnets.join()}`;
        if (!seen.has(key)) { chains.push({ sniHosts, rules: one, place: `tls[${index}]`, index, targets }); }
        seen.add(key);
      }
    });
  }
  if (chains.length > 0) { return chains; }
  return [{ service, targets: [], ...(hasOwnListener ? {} : { sniHosts: [service.host] }) }];
}

/** The chain of a service whose port is no TLS: the first `tcp` route, or one of its own (`buildSidecarOutboundTCPFilterChainOpts`). */
export function tcpChain(service: MeshService, rules: readonly RoutingRules[], at: ConnectionRouting, draft: Draft): Chain {
  for (const one of rules) {
    for (const [index, route] of one.tcp.entries()) {
      const targets = objectsAt(route, 'route');
      if (targets.length === 0) { continue; }
      const place = `tcp[${index}]`;
      const matches = objectsAt(route, 'match');
      const fitting = matches.filter((match) => isForConnection(match, at));
      if (matches.length === 0 || fitting.some((match) => textsAt(match, 'destinationSubnets').length === 0)) {
        return { rules: one, place, index, targets };
      }
      if (fitting.length > 0) { draft.undecided.push(subnetNote(one, place)); }
      draft.explanation.push(`${one.id} ${place} does not take it: none of its matches is for the caller and port ${at.port}`);
    }
  }
  return { service, targets: [] };
}

function subnetNote({ id }: RoutingRules, place: string): string {
  return `${id} ${place} asks for the address of the destination, which the app does not show`;
}

/** The chain for a server name: the one that names it most exactly, else one that is for all (`FilterChainMatch`). */
export function chainFor(sni: string | undefined, chains: readonly Chain[]): Chain | undefined {
  const name = sni?.toLowerCase();
  const lengthOf = (host: string): number => {
    const lower = host.toLowerCase();
    if (lower === '*') { return 1; }
    if (lower.startsWith('*.')) { return name?.endsWith(lower.slice(1)) === true ? lower.length : 0; }
    return lower === name ? Infinity : 0;
  };
  let found: Chain | undefined;
  let best = 0;
  for (const chain of chains) {
    const isOpen = chain.sniHosts === undefined || chain.sniHosts.length === 0;
    const length = isOpen ? 0.5 : name === undefined ? 0 : Math.max(...(chain.sniHosts ?? []).map(lengthOf));
    if (length > best) { [found, best] = [chain, length]; }
  }
  return found;
}

/** The treatment of a connection that a chain takes. */
export function treatByChain(chain: Chain, at: ConnectionRouting, draft: Draft): void {
  const { rules, service } = chain;
  if (rules !== undefined) {
    draft.virtualService = rules.id;
    draft.routeIndex = chain.index;
    draft.explanation.push(`${rules.id} ${chain.place ?? ''} takes the connection`);
  }
  const all = service !== undefined
    ? [{ target: { host: service.host, port: service.ports?.length === 1 ? service.ports[0].number : at.port }, weight: 100 }]
    : shares(chain.targets).flatMap(({ json, weight }) => {
      const target = targetOf(objectAt(json, 'destination'), at.port, at.lookup);
      return target === undefined ? [] : [{ target, weight }];
    });
  if (all.length === 0) {
    draft.outcome = RequestOutcome.NO_DESTINATION;
    draft.explanation.push('the route has no destination that gets connections');
    return;
  }
  for (const share of all) {
    const sent = sendTo(share, at.sending, at.view);
    draft.destinations.push(sent.destination);
    draft.explanation.push(`${share.weight === 100 ? 'it goes' : `${Math.round(share.weight * 100) / 100} % go`} to ${nameOf(share.target)}`, ...sent.explanation);
    draft.undecided.push(...sent.undecided);
  }
  takeOutcome(draft);
}
