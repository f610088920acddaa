import { facetsContradict, facetWithoutEffect, policiesContradict, toldByServerName } from './composition-findings';
import { atSidecar, hopRetries, type Through } from './egress-hops';
import { facetOf, type FacetSource, onConnections } from './host-facets';
import type { TrafficPort } from './service-port';
import { unseen } from './unseen-facets';
import type { AppAnalysis } from '../analysis/app-analysis';
import type { Finding } from '../checks/finding';
import { compile, type Compiled } from '../model/compile';
import { mergePolicies, type MergedPolicy, type PolicyContribution, type Subset } from '../model/destination-policy';
import type { Facet } from '../model/facet';
import { defined, given, type JsonObject, some } from '../model/json';
import { type PortCases, renderHttpRoutes, renderTcpRoutes, renderTlsRoutes } from '../model/route-json';

/** What a host says of itself when its objects are rendered. */
export interface HostFacts {
  readonly owner: string;
  readonly name: string;
  readonly host: string;
  /** Other names that clients of TLS ports may ask for. */
  readonly aliases: readonly string[];
  readonly ports: readonly TrafficPort[];
  readonly subsets: readonly Subset[];
  /** The namespaces that see the objects; as the mesh says, if left out. */
  readonly exportTo?: readonly string[];
  /** Labels of the callers' pods that the DestinationRule is for; all, if left out. */
  readonly callers?: { readonly [label: string]: string };
  /** The gateway on the way to the host, if there is one. */
  readonly through?: Through;
}

/**
 * Everything that patterns contribute to one host, and what is rendered of it: at most one VirtualService for the mesh and
 * one DestinationRule, whoever contributed.
 */
export class HostComposition {
  /** All facets, as the model takes them. */
  public readonly facets: () => readonly Facet[];

  private readonly sources: FacetSource[] = [];
  private readonly contributions: PolicyContribution[] = [];

  private readonly facts: () => HostFacts;
  private readonly compiled: () => { readonly http: Compiled; readonly connections: Compiled };
  private readonly policies: () => MergedPolicy;

  /** The two objects are rendered, and reviewed, of the same facts and routes. */
  constructor(analysis: AppAnalysis, facts: () => HostFacts) {
    this.facets = analysis.onceUnchanged(() => this.sources.map(facetOf));
    this.facts = analysis.onceUnchanged(facts);
    this.compiled = analysis.onceUnchanged(() => this.compile(this.facts()));
    this.policies = analysis.onceUnchanged(() => mergePolicies(this.facts().subsets, this.contributions));
  }

  /** Adds what a pattern says of the host's requests. */
  public addFacet(source: FacetSource): void {
    this.sources.push(source);
  }

  /** Adds what a pattern says of how the host's destinations are treated. */
  public addPolicy(contribution: PolicyContribution): void {
    this.contributions.push(contribution);
  }

  /** The `spec` of the VirtualService for requests from the mesh. */
  public virtualService(): JsonObject {
    const facts = this.facts();
    const { ports, through, exportTo } = facts;
    const { http, connections } = this.compiled();
    const hosts = hostsOf(facts);
    const cases = (traffic: TrafficPort['traffic']): PortCases => {
      const own = ports.filter((port) => port.traffic === traffic);
      return () => own.map((port) => ({ ...ports.length > 1 ? { matched: port.number, destination: port.number } : {}, through: through?.(port) }));
    };
    return defined({
      hosts,
      exportTo: given(exportTo, (namespaces) => [...namespaces]),
      http: some(renderHttpRoutes(through === undefined ? http.routes : http.routes.map(hopRetries), cases('http'))),
      tls: some(renderTlsRoutes(connections.routes, cases('tls'), hosts)),
      tcp: some(renderTcpRoutes(connections.routes, cases('tcp'))),
    });
  }

  /** The `spec` of the DestinationRule. */
  public destinationRule(): JsonObject {
    const facts = this.facts();
    const { trafficPolicy, subsets } = this.policies();
    return defined({
      host: facts.host,
      trafficPolicy,
      subsets: some(subsets),
      workloadSelector: given(facts.callers, (labels) => ({ matchLabels: { ...labels } })),
      // A rule for some callers is for those of its own namespace.
      exportTo: facts.callers === undefined ? given(facts.exportTo, (namespaces) => [...namespaces]) : undefined,
    });
  }

  /** Whether callers begin TLS themselves on their way to a port of the host. */
  public beginsTls(port: number): boolean {
    const { trafficPolicy } = this.policies();
    const ports = (trafficPolicy?.portLevelSettings ?? []) as { port: { number: number }; tls?: object }[];
    const own = ports.find((one) => one.port.number === port);
    return (own === undefined ? trafficPolicy?.tls : own.tls) !== undefined;
  }

  /** Whether there are limits of connections and requests for all versions of the host, which its own sidecars heed too. */
  public limitsConnections(): boolean {
    const { trafficPolicy } = this.policies();
    const ports = (trafficPolicy?.portLevelSettings ?? []) as { connectionPool?: object }[];
    return [trafficPolicy, ...ports].some((policy) => policy?.connectionPool !== undefined);
  }

  /** What does not compose. */
  public findings(): Finding[] {
    const facts = this.facts();
    const { owner, host, ports } = facts;
    const { http, connections } = this.compiled();
    // What contradicts itself for requests does so for connections too, and is told once.
    const told = new Set(http.problems.map(({ owners }) => owners.join(' ')));
    const problems = [...http.problems, ...connections.problems.filter(({ owners }) => !told.has(owners.join(' ')))];
    // Of what contradicts, one side decides nothing only because of that.
    const idle = http.idle.filter((facet) => !problems.some(({ owners }) => owners.includes(facet.owner)));
    const byServerName = connections.routes.length === 0 || facts.through !== undefined ? [] : ports.filter(({ traffic }) => traffic === 'tls');
    return [
      ...problems.map((problem) => facetsContradict(host, problem)),
      ...this.policies().conflicts.map((conflict) => policiesContradict(host, conflict)),
      ...idle.map((facet) => facetWithoutEffect(host, facet)),
      ...this.facets().flatMap((facet) => unseen(host, ports, facet)),
      ...byServerName.map((port) => toldByServerName(port, hostsOf(facts), owner)),
    ];
  }

  private compile({ owner, name, host, ports, through }: HostFacts): { readonly http: Compiled; readonly connections: Compiled } {
    const facets = through === undefined ? this.facets() : atSidecar(this.facets());
    const seen = (traffic: TrafficPort['traffic']) => ports.some((port) => port.traffic === traffic);
    const routesOf = (chosen: readonly Facet[]) => compile([{ owner, name, host, match: [], priority: 0, facets: chosen }]);
    const isPlain = seen('tls') || seen('tcp');
    const onPlainConnections = isPlain ? facets.map(onConnections).filter((facet) => facet !== undefined) : [];
    return {
      http: seen('http') ? routesOf(facets) : NO_ROUTES,
      connections: isPlain && (through !== undefined || onPlainConnections.length > 0) ? routesOf(onPlainConnections) : NO_ROUTES,
    };
  }
}

/**
 * The hosts of the VirtualService. Where a tls route asks for a server name, connections with any other bypass it, so it has
 * all that Istio takes. Requests are found by every name of a service; with HTTP ports, more hosts would only be taken for
 * other services.
 */
function hostsOf({ host, aliases, ports }: HostFacts): string[] {
  const seen = new Set(ports.map((port) => port.traffic));
  return seen.has('tls') && !seen.has('http') ? [host, ...aliases] : [host];
}

const NO_ROUTES: Compiled = { routes: [], problems: [], idle: [] };
