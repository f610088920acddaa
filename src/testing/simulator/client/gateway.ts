import { OUTCOMES, admissionAt } from './admission';
import { type Chain, type ConnectionRouting, chainFor, isForConnection, treatByChain } from './connection-routing';
import type { Sending } from './destination';
import { gatewayHostOf, hostsFor } from './gateway-hosts';
import type { GatewayPods } from './gateway-pods';
import { type GatewayServer, isTerminating, mergedServers, serversOf, sniHostsOf } from './gateway-servers';
import { treatByRules } from './http-routing';
import { type MeshService, meshServices } from './mesh-service';
import { httpsRedirectOf } from './redirect';
import { principalOf } from './sidecar';
import { lookupInScope } from './targets';
import { rulesFor } from './virtual-services';
import type { AppView } from '../../../checks/app-view';
import { servicesSelecting } from '../../../checks/services-of-pods';
import { hostsMeet } from '../../../model/hosts';
import { RequestOutcome } from '../../request-outcome';
import type { Call } from '../call';
import type { Draft } from '../draft';
import type { HttpRequest } from '../http-request';
import { objectsAt, textsAt } from '../read';
import type { ArrivingRequest, Claims, ServingWorkload } from '../server/arrival';
import { seen } from '../server/facts';
import { authenticate } from '../server/request-authentication';
import { UNKNOWN } from '../server/truth';

/** The treatment of what enters at a gateway. */
export function treatAtGateway(call: Call, pods: GatewayPods, view: AppView, draft: Draft): void {
  draft.undecided.push(...pods.undecided);
  new GatewayCall(call, pods, view, draft).treat();
}

class GatewayCall {
  private readonly services: ReadonlyMap<string, MeshService>;

  constructor(private readonly call: Call, private readonly pods: GatewayPods, private readonly view: AppView, private readonly draft: Draft) {
    this.services = servicesOfGateway(pods.namespace, view);
  }

  public treat(): void {
    const { call, draft } = this;
    const { http, tcp, tls, skipped } = mergedServers(serversOf(this.pods.labels, this.view), call.port);
    draft.explanation.push(...skipped);
    if (call.wire === 'tls' && tls.length > 0) {
      this.treatTls(tls);
    } else if (call.wire === 'http' && http.length > 0) {
      this.treatHttp(http, call.request as HttpRequest, 'plain');
    } else if (tcp !== undefined) {
      this.treatConnection(tcp, 'plain');
    } else {
      const others = http.length + tls.length === 0 ? 'nothing listens' : tls.length > 0 ? 'TLS is expected' : 'HTTP in plain text is expected';
      draft.outcome = RequestOutcome.REFUSED;
      draft.explanation.push(`${others} on port ${call.port} of gateway ${this.pods.namespace}/${this.pods.name}`);
    }
  }

  private treatTls(servers: readonly GatewayServer[]): void {
    const { call, draft } = this;
    const chains: Array<Chain & { readonly server: GatewayServer }> = servers.flatMap((server) => (isTerminating(server)
      ? [{ server, sniHosts: sniHostsOf(server), targets: [] }] : this.passThroughChains(server)));
    const chain = chainFor(call.sni, chains) as (typeof chains)[number] | undefined;
    if (chain === undefined) {
      draft.outcome = RequestOutcome.REFUSED;
      draft.explanation.push(`no server of port ${call.port} is for the server name ${call.sni ?? ''}: the connection is closed`);
      return;
    }
    const { server } = chain;
    draft.explanation.push(`Gateway ${server.gateway} takes it on port ${server.port} (${server.mode ?? ''})`);
    if (server.mode === 'AUTO_PASSTHROUGH') {
      draft.undecided.push(`Gateway ${server.gateway} leads by names that proxies of the mesh make (AUTO_PASSTHROUGH): that is not simulated`);
      return;
    }
    if (!isTerminating(server)) {
      if (this.enter('simple', undefined)) { treatByChain(chain, this.connection(server), draft); }
      return;
    }
    const isMutual = server.mode === 'MUTUAL' || server.mode === 'ISTIO_MUTUAL';
    if (isMutual) { draft.explanation.push('the client is taken to show a certificate that the gateway accepts'); }
    const tls = server.mode === 'ISTIO_MUTUAL' ? 'mutual' : 'simple';
    if (server.protocol !== 'HTTPS') { this.treatConnection(server, tls); } else if (call.request === undefined) {
      draft.outcome = RequestOutcome.REFUSED;
      draft.explanation.push('HTTP is expected in the connection');
    } else { this.treatHttp([server], call.request, tls); }
  }

  private passThroughChains(server: GatewayServer): Array<Chain & { readonly server: GatewayServer }> {
    if (server.mode === 'AUTO_PASSTHROUGH') { return [{ server, sniHosts: sniHostsOf(server), targets: [] }]; }
    const taken = new Set<string>();
    return rulesFor(server.gateway, this.pods.namespace, this.view)
      .filter((rules) => hostsFor(server, rules.namespace).some((host) => rules.hosts.some((one) => hostsMeet(host, one))))
      .flatMap((rules) => rules.tls.flatMap((route, index) => objectsAt(route, 'match').flatMap((match) => {
        const sniHosts = textsAt(match, 'sniHosts');
        const isFor = isForConnection({ gateways: match.gateways, port: match.port }, this.connection(server));
        if (objectsAt(route, 'route').length === 0 || !isFor) { return []; }
        if (sniHosts.some((host) => taken.has(host))) { return []; }
        sniHosts.forEach((host) => taken.add(host));
        return [{ server, sniHosts, rules, place: `tls[${index}]`, index, targets: objectsAt(route, 'route') }];
      })));
  }

  private treatConnection(server: GatewayServer, tls: 'plain' | 'simple' | 'mutual'): void {
    const at = this.connection(server);
    for (const rules of rulesFor(server.gateway, this.pods.namespace, this.view)) {
      if (!hostsFor(server, rules.namespace).some((host) => rules.hosts.some((one) => hostsMeet(host, one)))) { continue; }
      for (const [index, route] of rules.tcp.entries()) {
        const matches = objectsAt(route, 'match');
        const targets = objectsAt(route, 'route');
        const isFor = matches.length === 0 || matches.some(({ gateways, port }) => isForConnection({ gateways, port }, at));
        if (targets.length === 0 || !isFor) { continue; }
        if (this.enter(tls, undefined)) { treatByChain({ rules, place: `tcp[${index}]`, index, targets }, at, this.draft); }
        return;
      }
    }
    this.draft.outcome = RequestOutcome.REFUSED;
    this.draft.explanation.push(`no tcp route of Gateway ${server.gateway} is for port ${server.port}: nothing listens`);
  }

  private treatHttp(servers: readonly GatewayServer[], request: HttpRequest, tls: 'plain' | 'simple' | 'mutual'): void {
    const { call, draft, pods, view } = this;
    const proxy = { namespace: pods.namespace, labels: pods.labels };
    if (!this.enter(tls, request)) { return; }
    const found = gatewayHostOf(servers, request.authority, proxy, view);
    if (found === undefined) {
      draft.explanation.push(`no VirtualService of the Gateways of port ${call.port} is for ${request.authority}`);
      Object.assign(draft, { outcome: RequestOutcome.NO_ROUTE, status: 404 });
      return;
    }
    if (found.requiresTls && tls === 'plain') {
      draft.redirect = httpsRedirectOf(request);
      Object.assign(draft, { outcome: RequestOutcome.REDIRECTED, status: 301 });
      draft.explanation.push(`the Gateway sends requests in plain text to ${draft.redirect.location}`);
      return;
    }
    const sent = arrivingOf(request);
    const given = call.claims as Claims | undefined;
    const token = given === undefined ? undefined : authenticate(this.workload(), sent, seen(sent, { tls, claims: given }), given, view);
    const claims = token?.claims;
    if (token?.keepsToken === true) { draft.explanation.push('the gateway keeps the token (forwardOriginalToken): what stands behind it gets none'); }
    if (claims === UNKNOWN) { draft.undecided.push('whether routes can look at the claims of the token is not known'); }
    draft.explanation.push(...new Set(found.rules.flatMap(({ id, lost }) => lost.map((one) => `${id} ${one}`))));
    if (new Set(found.rules).size > 1) {
      const ids = [...new Set(found.rules.map(({ id }) => id))];
      draft.undecided.push(`several VirtualServices are for ${found.host} (${ids.join(', ')}): older ones go first, and are taken to be so by name`);
    }
    treatByRules(found.candidates, {
      routing: { ...proxy, gateways: servers.map(({ gateway }) => gateway), port: call.port, claims: claims === UNKNOWN ? undefined : claims },
      request,
      lookup: lookupInScope(this.services),
      sending: { ...this.sending(false), ...(token?.keepsToken === true ? { claims: undefined } : {}) },
      view,
    }, draft);
  }

  /** Whether the policies of the gateway let it in. */
  private enter(tls: 'plain' | 'simple' | 'mutual', request: HttpRequest | undefined): boolean {
    const { call, draft, view } = this;
    const admitted = admissionAt(this.workload(), {
      tls,
      principal: tls === 'mutual' && call.caller.hasSidecar ? principalOf(call.caller, view) : undefined,
      sourceIp: call.caller.ipAddress,
      port: this.listeningPort(),
      sni: call.sni,
      claims: call.claims as Claims | undefined,
      protocol: request === undefined ? 'tcp' : 'http',
      request: request === undefined ? undefined : arrivingOf(request),
    }, view);
    draft.undecided.push(...admitted.undecided);
    draft.explanation.push(...admitted.explanation);
    draft.authorization = admitted.authorization;
    if (admitted.outcome === 'admitted') { return true; }
    draft.status = admitted.status;
    draft.outcome = OUTCOMES[admitted.outcome];
    return false;
  }

  private workload(): ServingWorkload {
    return { ...this.pods, hasSidecar: true, isGateway: true };
  }

  /** The port of the pods that the Gateway's port stands for: that of a Service before them. */
  private listeningPort(): number {
    const { port } = this.call;
    const places = servicesSelecting(this.pods.namespace, this.pods.labels, this.view).flatMap((service) => service.spec.at('ports').items());
    const found = places.find((place) => place.at('port').number === port);
    return found?.at('targetPort').number ?? port;
  }

  private connection({ gateway, port, mode }: GatewayServer): ConnectionRouting {
    const { namespace, labels } = this.pods;
    const sending = this.sending(mode === 'PASSTHROUGH');
    return { gateways: [gateway], port, namespace, labels, lookup: lookupInScope(this.services), sending, view: this.view };
  }

  private sending(isEncrypted: boolean): Omit<Sending, 'request'> {
    const { namespace, labels, serviceAccount } = this.pods;
    return {
      proxy: { namespace, labels, isGateway: true, services: this.services },
      principal: principalOf({ namespace, serviceAccount }, this.view),
      clientIpAddress: this.call.caller.ipAddress,
      isEncrypted,
      sni: this.call.sni,
      claims: this.call.claims,
    };
  }
}

function arrivingOf({ authority, method, path, headers }: HttpRequest): ArrivingRequest {
  return { host: authority, method, path, headers: Object.fromEntries(headers) };
}

/** The services that a gateway has clusters for, by host in lower case. Of several with one host that of Kubernetes counts, else the first. */
function servicesOfGateway(namespace: string, view: AppView): ReadonlyMap<string, MeshService> {
  return view.once(`simulator-gateway-services ${namespace}`, () => {
    const found = new Map<string, MeshService>();
    for (const service of meshServices(view).visibleTo(namespace)) {
      const before = found.get(service.host.toLowerCase());
      if (before === undefined || (!before.isKubernetes && service.isKubernetes)) { found.set(service.host.toLowerCase(), service); }
    }
    return found;
  });
}
