import type { Route } from './compile';
import { type Conditions, conditionsContained, EVERYTHING } from './conditions';
import { alternatives, type Forward, type Mirror, type WeightedDestination } from './facet';
import { defined, type Json, type JsonObject } from './json';
import { redirectFor, rewriteFor } from './path-change';
import { INEXPRESSIBLE } from './pattern';
import { renderConditions, renderConnectionConditions } from './request-match-json';

/**
 * A port that a route is written for.
 *
 * A host with one port needs no words for it. With several, Istio wants every destination to name its port, so each route
 * is written once for each.
 */
export interface PortCase {
  /** The port that requests must come to for the route to take them; any, if left out. */
  readonly matched?: number;
  /** The port of the host that they are sent to; the only one, if left out. */
  readonly destination?: number;
  /** Where what is for the host is sent instead: a gateway on the way to it. */
  readonly through?: WeightedDestination;
}

/** The ports that a route is written for. */
export type PortCases = (route: Route) => readonly PortCase[];

/** Routes as a VirtualService's `http` has them. */
export function renderHttpRoutes(routes: readonly Route[], ports: PortCases): JsonObject[] {
  return perPort(routes, ports).map(({ route, name, match, to }) => {
    const matches = match.map(renderConditions);
    return defined({
      name,
      match: matches.length === 0 ? undefined : matches,
      ...renderTreatment(route, match[0] ?? EVERYTHING, to),
    });
  });
}

/** Routes as a VirtualService's `tcp` has them: only where a connection goes. */
export function renderTcpRoutes(routes: readonly Route[], ports: PortCases): JsonObject[] {
  return perPort(routes, ports).map(({ route, match, to }) => {
    const matches = match.map(renderConnectionConditions);
    return defined({
      match: matches.length === 0 ? undefined : matches,
      route: renderSplit(route.treatment.forward as Forward | undefined, route.scope.host, to),
    });
  });
}

/** Routes as a VirtualService's `tls` has them. A TLS connection is told by the host that it asks for, so each needs a match. */
export function renderTlsRoutes(routes: readonly Route[], ports: PortCases, sniHosts: string[]): JsonObject[] {
  return perPort(routes, ports).map(({ route, match, to }) => {
    const matches = match.length === 0 ? [{}] : match.map(renderConnectionConditions);
    return {
      match: matches.map((one) => ({ ...one, sniHosts })),
      route: renderSplit(route.treatment.forward as Forward | undefined, route.scope.host, to),
    };
  });
}

interface PortRoute {
  readonly route: Route;
  readonly name: string;
  readonly match: readonly Conditions[];
  readonly to: PortCase;
}

/**
 * Each route once for each port that it is about, with that port in every match. A match that asked for the port already
 * may then say what that of a later route says: what nothing is left for is left out.
 */
function perPort(routes: readonly Route[], ports: PortCases): PortRoute[] {
  const taken = new Map<number, Conditions[]>();
  return routes.flatMap((route) => {
    const cases = ports(route);
    return cases.flatMap((to) => {
      const { matched } = to;
      if (matched === undefined) { return [{ route, name: route.name, match: route.match, to }]; }
      const before = taken.get(matched) ?? [];
      const match: Conditions[] = [];
      for (const conditions of alternatives(route.match).filter((one) => takesPort(one, matched)).map((one) => withPort(one, matched))) {
        if (![...before, ...match].some((earlier) => conditionsContained(conditions, earlier))) { match.push(conditions); }
      }
      taken.set(matched, [...before, ...match]);
      return match.length === 0 ? [] : [{ route, name: cases.length > 1 ? `${route.name}-${matched}` : route.name, match, to }];
    });
  });
}

function takesPort(conditions: Conditions, port: number): boolean {
  const wanted = conditions.required.get('port');
  return wanted === undefined || (wanted.kind === 'exact' && wanted.value === String(port));
}

function withPort(conditions: Conditions, port: number): Conditions {
  return { ...conditions, required: new Map(conditions.required).set('port', { kind: 'exact', value: String(port) }) };
}

/** What is done with requests; all matches of a route have the same words for what becomes of the path. */
function renderTreatment({ treatment, scope }: Route, conditions: Conditions, to: PortCase): JsonObject {
  const forward = treatment.forward as Forward | undefined;
  const redirect = redirectFor(treatment, conditions);
  // Whoever answers or is delegated to says it all: there is no destination beside it.
  const elsewhere = forward !== undefined && forward.split === undefined;
  return {
    fault: group(treatment, 'fault.'),
    // What has no words is a problem of the composition, which stops the synth.
    redirect: redirect === INEXPRESSIBLE ? {} : redirect,
    directResponse: forward?.directResponse,
    delegate: forward?.delegate,
    route: elsewhere ? undefined : renderSplit(forward, scope.host, to),
    rewrite: rewriteFor(treatment, conditions),
    mirrors: mirrors(treatment, scope.host, to.destination),
    timeout: treatment.timeout,
    retries: treatment.retries,
    headers: headers(treatment),
    corsPolicy: treatment.corsPolicy,
  };
}

/** Without a split, requests go to the host itself. */
function renderSplit(forward: Forward | undefined, host: string, to: PortCase): JsonObject[] {
  const destinations: WeightedDestination[] = forward?.split ?? [to.through ?? { host }];
  return destinations.map((destination) => defined({
    destination: renderDestination(destination, host, to.destination),
    weight: destination.weight,
    headers: destination.headers,
  }));
}

/** A destination without a port of its own gets the host's, if it is that host. */
function renderDestination(destination: WeightedDestination | Mirror, ownHost: string, ownPort: number | undefined): JsonObject {
  const { host, subset, port } = destination;
  const number = port ?? (host === ownHost ? ownPort : undefined);
  return defined({ host, subset, port: number === undefined ? undefined : { number } });
}

function mirrors(treatment: { readonly [aspect: string]: Json }, ownHost: string, port: number | undefined): JsonObject[] | undefined {
  const found = Object.keys(treatment).filter((aspect) => aspect.startsWith('mirror '))
    .map((aspect) => treatment[aspect] as unknown as Mirror)
    .filter((mirror) => mirror.percentage > 0);
  if (found.length === 0) { return undefined; }
  return found.map((mirror) => ({
    destination: renderDestination(mirror, ownHost, port),
    percentage: { value: mirror.percentage },
  }));
}

function group(treatment: { readonly [aspect: string]: Json }, prefix: string): JsonObject | undefined {
  const found = Object.keys(treatment).filter((aspect) => aspect.startsWith(prefix));
  return found.length === 0 ? undefined : Object.fromEntries(found.map((aspect) => [aspect.slice(prefix.length), treatment[aspect]]));
}

/** Header operations, gathered again from the aspects of the single headers. */
function headers(treatment: { readonly [aspect: string]: Json }): JsonObject | undefined {
  const found = Object.keys(treatment).filter((aspect) => aspect.startsWith('header '));
  if (found.length === 0) { return undefined; }
  const gathered: { [direction: string]: { set?: JsonObject; add?: JsonObject; remove?: string[] } } = {};
  for (const aspect of found) {
    const [, direction, name] = aspect.split(' ');
    const operations = gathered[direction] ??= {};
    const operation = treatment[aspect] as { set?: string; add?: string; remove?: true };
    if (operation.set !== undefined) { operations.set = { ...operations.set, [name]: operation.set }; }
    if (operation.add !== undefined) { operations.add = { ...operations.add, [name]: operation.add }; }
    if (operation.remove === true) { operations.remove = [...operations.remove ?? [], name]; }
  }
  return gathered as JsonObject;
}
