import { compositionFinding, facetsContradict, facetWithoutEffect } from './composition-findings';
import { atGateway, fixedPorts, seenAtGateway } from './host-facets';
import type { TrafficPort } from './service-port';
import { EGRESS_BY_SOURCE } from '../checks/composition';
import type { Finding } from '../checks/finding';
import { compile, type Compiled, type Route } from '../model/compile';
import { type Conditions, isSourceProperty } from '../model/conditions';
import { describeAspect } from '../model/describe';
import { alternatives, type Facet, type Forward, type WeightedDestination } from '../model/facet';
import type { JsonObject } from '../model/json';

/*
 * What is said of requests that go through an egress gateway has two proxies that could do it: the caller's, which sends them
 * to the gateway, and the gateway, which sends them to the host. Each thing is done once.
 *
 * The gateway retries: it alone sees whether the host can be connected to and what it answers, and what it gave up must not be
 * tried again by the caller's proxy, or tries would multiply. It changes requests too: before, both find them by the path, host
 * and headers that the caller gave. All else is done by the caller's proxy: it knows the caller, the timeout that it keeps
 * covers all tries and the gateway itself, and a fault, an answer or a copy needs no way to the gateway.
 */

/** Where a gateway takes what is for a port of a host. */
export type Through = (port: TrafficPort) => WeightedDestination;

/**
 * The retries of the first hop. They are for what surely never arrived at the gateway; Istio's own, which are there if nothing
 * is said, would also repeat what the gateway has tried and given up.
 */
const HOP_RETRIES: JsonObject = { attempts: 2, retryOn: 'connect-failure,refused-stream' };

/** What the caller's proxy does. */
export function atSidecar(facets: readonly Facet[]): Facet[] {
  return withAspects(facets, (aspect) => !isOfGateway(aspect));
}

/** What the gateway does. */
export function atEgressGateway(facets: readonly Facet[]): Facet[] {
  return withAspects(facets, isOfGateway);
}

/** The route with the retries of the first hop, if it leads there. */
export function hopRetries(route: Route): Route {
  const forward = route.treatment.forward as Forward | undefined;
  if (forward !== undefined && forward.split === undefined) { return route; }
  return { ...route, treatment: { ...route.treatment, retries: HOP_RETRIES } };
}

/** A host behind a gateway, and what is said of its requests. */
export interface HostBehind {
  readonly owner: string;
  readonly name: string;
  readonly host: string;
  /** The port that has requests. */
  readonly port: TrafficPort;
  readonly facets: readonly Facet[];
}

/** The routes of the gateway for the requests of a host. */
export function gatewayRoutes(behind: HostBehind): Route[] {
  return compiledAtGateway(behind).routes.map((route) => ({ ...route, match: seenAtGateway(route.match) }));
}

/** What does not compose at the gateway. */
export function gatewayFindings(behind: HostBehind): Finding[] {
  const { host, facets } = behind;
  const { problems, idle } = compiledAtGateway(behind);
  const bySource = atEgressGateway(facets).filter(({ match }) => alternatives(match).some(asksForSource));
  return [
    ...problems.map((problem) => facetsContradict(host, problem)),
    // Of what contradicts, one side decides nothing only because of that.
    ...idle.filter(({ owner }) => !problems.some(({ owners }) => owners.includes(owner))).map((facet) => facetWithoutEffect(host, facet)),
    ...bySource.map(({ owner, says }) => compositionFinding(EGRESS_BY_SOURCE, [owner], 'requests',
      `what it says of ${Object.keys(says).map(describeAspect).join(', ')} for ${host} is for requests of certain pods or namespaces; `
      + 'it must be for requests from anywhere, as the egress gateway does it')),
  ];
}

function compiledAtGateway({ owner, name, host, port, facets }: HostBehind): Compiled {
  const known = fixedPorts(new Map([[owner, port.number]]));
  const seen = atEgressGateway(facets).map((facet) => atGateway(facet, owner)).filter((facet) => facet !== undefined);
  return compile([{ owner, name, host, match: [known], priority: 0, facets: seen }]);
}

function isOfGateway(aspect: string): boolean {
  return aspect === 'retries' || aspect.startsWith('rewrite.') || aspect.startsWith('header request ');
}

function withAspects(facets: readonly Facet[], wanted: (aspect: string) => boolean): Facet[] {
  return facets
    .map((facet) => ({ ...facet, says: Object.fromEntries(Object.entries(facet.says).filter(([aspect]) => wanted(aspect))) }))
    .filter(({ says }) => Object.keys(says).length > 0);
}

function asksForSource({ required }: Conditions): boolean {
  return [...required.keys()].some(isSourceProperty);
}
