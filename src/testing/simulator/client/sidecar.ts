import { type Chain, type ConnectionRouting, chainFor, rulesOf, tcpChain, tlsChains, treatByChain } from './connection-routing';
import type { Sending } from './destination';
import { endpointsOf } from './endpoints';
import { type HttpRouting, candidatesOf, treatByDefault, treatByRules } from './http-routing';
import { type MeshService, portOf } from './mesh-service';
import { type EgressListener, type SidecarScope, listenerFor, servicesOnPort, sidecarScope } from './sidecar-scope';
import { lookupAtListener, lookupInScope, targetOf } from './targets';
import { treatUnrouted } from './unrouted';
import { type VirtualHost, type VirtualHosts, sidecarVirtualHosts, virtualHostOf } from './virtual-hosts';
import { creationTime } from '../../../checks/age';
import type { AppView } from '../../../checks/app-view';
import { trafficOf } from '../../../model/protocol';
import { RequestOutcome } from '../../request-outcome';
import type { Call } from '../call';
import type { Caller } from '../caller';
import { type Draft, takeOutcome } from '../draft';
import { meshTrustDomains } from '../mesh-identity';
import { meshSettings } from '../mesh-settings';
import { nameOf, sendTo } from './destination';
import type { HttpRequest } from '../http-request';
import { objectsAt } from '../read';

/** What a listener takes the traffic of a service for. */
type Kind = 'http' | 'tls' | 'tcp' | 'auto' | 'none';

/** The treatment of what a workload with a sidecar sends. */
export function treatBySidecar(call: Call, view: AppView, draft: Draft): void {
  const { caller, port } = call;
  const scope = sidecarScope(caller.namespace, caller.labels, view);
  draft.undecided.push(...scope.undecided, ...meshSettings(view).undecided);
  if (scope.sidecar !== undefined) { draft.explanation.push(`Sidecar ${scope.sidecar.id} says what ${caller.name} sees`); }
  const at = new SidecarCall(call, scope, view, draft);
  const listener = listenerFor(scope, port);
  if (listener === undefined) {
    at.passThrough(`Sidecar ${scope.sidecar?.id ?? ''} has no listener for port ${port}`);
    return;
  }
  at.treat(listener);
}

class SidecarCall {
  constructor(private readonly call: Call, private readonly scope: SidecarScope, private readonly view: AppView, private readonly draft: Draft) {}

  public treat(listener: EgressListener): void {
    const { call, draft } = this;
    const found = servicesOnPort(listener, call.port).get(call.service?.host.toLowerCase() ?? '');
    const own = found === undefined || found.namespace !== call.service?.namespace || found.resolution === 'alias' ? undefined : found;
    const kind = own === undefined ? 'none' : this.kindOf(own, listener);
    if (own !== undefined && ['tcp', 'tls', 'auto'].includes(kind) && this.hasOwnListener(own)) {
      if (kind === 'auto' && call.wire === 'http') { this.treatHttp(listener, own); } else { this.treatChains(this.chainsOf(own, kind, listener, true), listener); }
      return;
    }
    const shared = this.sharedOn(listener);
    if (call.wire === 'http' && shared.some((one) => one.kind === 'http' || one.kind === 'auto')) {
      this.treatHttp(listener, undefined);
      return;
    }
    const chains = shared.filter((one) => one.kind !== 'http').flatMap((one) => this.chainsOf(one.service, one.kind, listener, false));
    const open = chains.filter(({ sniHosts }) => sniHosts === undefined);
    if (open.length > 1) {
      draft.undecided.push(`several services listen for all addresses of port ${call.port}; the oldest counts, and is taken to be the first by name`);
    }
    this.treatChains(chains, listener);
  }

  /** Sends it to its address past all routes, if the proxy lets through what it does not know. */
  public passThrough(why: string, isHttp: boolean = false): void {
    const { call, scope, draft, view } = this;
    if (!scope.allowsAny) {
      draft.outcome = RequestOutcome.BLOCKED;
      if (isHttp) { Object.assign(draft, { route: 'block_all', status: 502 }); }
      draft.explanation.push(`${why}; the proxy blocks what it does not know (REGISTRY_ONLY)`);
      return;
    }
    if (isHttp) { draft.route = 'allow_any'; }
    draft.explanation.push(`${why}; the proxy lets through what it does not know (ALLOW_ANY)`);
    const proxy = scope.egressProxy === undefined ? undefined : targetOf(scope.egressProxy, call.port, () => undefined);
    if (proxy !== undefined) {
      const sent = sendTo({ target: proxy, weight: 100 }, { ...this.sending(), request: isHttp ? call.request : undefined }, view);
      draft.destinations = [sent.destination];
      draft.explanation.push(`the egress proxy of the Sidecar is ${nameOf(proxy)}`, ...sent.explanation);
      draft.undecided.push(...sent.undecided);
      takeOutcome(draft);
      return;
    }
    treatUnrouted(call, { ...this.sending(), request: isHttp ? call.request : undefined }, view, draft);
  }

  private kindOf(service: MeshService, listener: EgressListener): Kind {
    const protocol = listener.port === undefined ? portOf(service, this.call.port)?.protocol : listener.protocol;
    if (protocol === undefined) { return 'auto'; }
    return protocol === 'UDP' ? 'none' : trafficOf(protocol);
  }

  /** The services whose requests come to the listener for all addresses of the port: one of those with HTTP stands for all. */
  private sharedOn(listener: EgressListener): ReadonlyArray<{ readonly service: MeshService; readonly kind: Kind }> {
    const { port } = this.call;
    const ports = SHARED.get(listener) ?? new Map<number, ReadonlyArray<{ readonly service: MeshService; readonly kind: Kind }>>();
    SHARED.set(listener, ports);
    let shared = ports.get(port);
    if (shared === undefined) {
      const all = [...servicesOnPort(listener, port).values()].filter(({ resolution }) => resolution !== 'alias')
        .map((service) => ({ service, kind: this.kindOf(service, listener) }));
      const [http] = all.filter(({ kind }) => kind === 'http');
      shared = [
        ...(http === undefined ? [] : [http]),
        ...all.filter(({ service, kind }) => kind !== 'http' && kind !== 'none' && !this.hasOwnListener(service)),
      ];
      ports.set(port, shared);
    }
    return shared;
  }

  /** Whether proxies listen for the service at an address of its own: its own, or those of its pods. */
  private hasOwnListener(service: MeshService): boolean {
    const isHeadless = service.isKubernetes && service.resolution === 'original-destination';
    return service.hasAddress || (isHeadless && (endpointsOf(service, this.call.port, this.view).known.length > 0 || service.selector === undefined));
  }

  private treatHttp(listener: EgressListener, own: MeshService | undefined): void {
    const { call, view, draft } = this;
    const { caller, port } = call;
    const request = call.request as HttpRequest;
    const routing = { gateways: ['mesh'], port, namespace: caller.namespace, labels: caller.labels };
    const table = tableOf(listener, caller, port, view);
    const at: HttpRouting = { routing, request, lookup: lookupAtListener(servicesOnPort(listener, port), port), sending: this.sending(), view };
    const found = own === undefined ? virtualHostOf(table, request.authority) : table.domains.get(own.host.toLowerCase());
    if (found === undefined) {
      if (own === undefined) {
        this.passThrough(`no host of port ${port} is ${request.authority}`, true);
      } else {
        draft.explanation.push(`nothing routes requests to ${own.host}`);
        Object.assign(draft, { outcome: RequestOutcome.NO_ROUTE, status: 404 });
      }
      return;
    }
    this.explainShadowed(found, table);
    if (found.rules !== undefined) {
      draft.explanation.push(...found.rules.lost.map((lost) => `${found.rules?.id ?? ''} ${lost}`));
      treatByRules(candidatesOf(found.rules), at, draft);
    } else {
      draft.explanation.push(`no VirtualService routes requests to ${found.host}`);
      treatByDefault(found.service?.host ?? found.host, at, draft);
    }
  }

  private explainShadowed(found: VirtualHost, table: VirtualHosts): void {
    for (const rules of table.shadowed.get(found.host) ?? []) {
      this.draft.explanation.push(`${rules.id} is for ${found.host} too, and has no effect: ${found.rules?.id ?? ''} comes first`);
      if ([rules, found.rules].every((one) => one === undefined || creationTime(one.object) !== undefined)) { continue; }
      this.draft.undecided.push(
        `of several VirtualServices for ${found.host} the oldest counts; ${found.rules?.id ?? ''} is taken for it, by its name, before ${rules.id}`);
    }
  }

  private chainsOf(service: MeshService, kind: Kind, listener: EgressListener, hasOwnListener: boolean): Chain[] {
    const rules = rulesOf(service, listener.rules);
    const at = this.connection();
    return kind === 'tls' ? tlsChains(service, rules, at, hasOwnListener, this.draft) : [tcpChain(service, rules, at, this.draft)];
  }

  private treatChains(chains: readonly Chain[], listener: EgressListener): void {
    const { call, draft } = this;
    const chain = chainFor(call.wire === 'tls' ? call.sni : undefined, chains);
    if (chain === undefined) {
      const what = call.wire === 'tls' ? `the server name ${call.sni ?? ''}` : call.wire === 'http' ? 'this request' : 'this connection';
      this.passThrough(listener.services.length === 0 ? `the proxy has no listener for port ${call.port}` : `no service of port ${call.port} is for ${what}`);
      return;
    }
    if (call.wire === 'http') { draft.explanation.push(`port ${call.port} is no HTTP to the proxy: it sees a connection only`); }
    treatByChain(chain, this.connection(), draft);
  }

  private connection(): ConnectionRouting {
    const { caller, port } = this.call;
    return {
      gateways: ['mesh'],
      port,
      namespace: caller.namespace,
      labels: caller.labels,
      lookup: lookupInScope(this.scope.services),
      sending: this.sending(),
      view: this.view,
    };
  }

  private sending(): Omit<Sending, 'request'> {
    const { caller, wire, sni, claims } = this.call;
    return {
      proxy: { namespace: caller.namespace, labels: caller.labels, isGateway: false, services: this.scope.services },
      principal: principalOf(caller, this.view),
      ipAddress: caller.ipAddress,
      isEncrypted: wire === 'tls',
      sni,
      claims,
    };
  }
}

/** The identity of a caller, as certificates have it, without `spiffe://`. */
export function principalOf({ namespace, serviceAccount }: Pick<Caller, 'namespace' | 'serviceAccount'>, view: AppView): string {
  return `${meshTrustDomains(view)[0]}/ns/${namespace}/sa/${serviceAccount}`;
}

const SHARED = new WeakMap<EgressListener, Map<number, ReadonlyArray<{ readonly service: MeshService; readonly kind: Kind }>>>();

const TABLES = new WeakMap<EgressListener, Map<string, VirtualHosts>>();

/** The virtual hosts of a listener; for callers apart only as far as routes tell them apart. */
function tableOf(listener: EgressListener, caller: Caller, port: number, view: AppView): VirtualHosts {
  const tables = TABLES.get(listener) ?? new Map<string, VirtualHosts>();
  TABLES.set(listener, tables);
  const told = view.once('simulator-source-labels', () => [...new Set(view.ofKind('VirtualService')
    .flatMap(({ spec }) => objectsAt(spec.fields, 'http').flatMap((route) => objectsAt(route, 'match')))
    .flatMap((match) => Object.keys(match.sourceLabels ?? {})))]);
  const key = JSON.stringify([port, caller.namespace, ...told.map((label) => caller.labels[label] ?? null)]);
  let table = tables.get(key);
  if (table === undefined) {
    const routing = { gateways: ['mesh'], port, namespace: caller.namespace, labels: caller.labels };
    table = sidecarVirtualHosts(listener, routing, view.context.clusterDomain);
    tables.set(key, table);
  }
  return table;
}
