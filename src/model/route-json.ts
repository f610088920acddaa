import type { Route } from './compile';
import type { Conditions } from './conditions';
import type { Forward, Mirror, WeightedDestination } from './facet';
import { defined, type Json, type JsonObject } from './json';
import { renderConditions, renderConnectionConditions } from './request-match-json';

/**
 * How the ports of a host are told apart in its routes.
 *
 * A host with one port needs no words for it. With several, Istio wants every destination to name its port, so each route
 * is written once for each port that it is about.
 */
export interface Ports {
  /** The ports that these routes are for. */
  readonly numbers: readonly number[];
  /** Whether routes and destinations must name their port. */
  readonly named: boolean;
}

/** Routes as a VirtualService's `http` has them. */
export function renderHttpRoutes(routes: readonly Route[], ports: Ports): JsonObject[] {
  return routes.flatMap((route) => perPort(route, ports).map(({ name, match, port }) => {
    const matches = match.map(renderConditions);
    return defined({
      name,
      match: matches.length === 0 ? undefined : matches,
      ...renderTreatment(route, port),
    });
  }));
}

/** Routes as a VirtualService's `tcp` has them: only where a connection goes. */
export function renderTcpRoutes(routes: readonly Route[], ports: Ports): JsonObject[] {
  return routes.flatMap((route) => perPort(route, ports).map(({ match, port }) => {
    const matches = match.map(renderConnectionConditions);
    return defined({
      match: matches.length === 0 ? undefined : matches,
      route: destinations(route).map((destination) => renderWeighted(destination, route.scope.host, port)),
    });
  }));
}

/** Routes as a VirtualService's `tls` has them. A TLS connection is told by the host that it asks for, so each needs a match. */
export function renderTlsRoutes(routes: readonly Route[], ports: Ports, sniHosts: string[]): JsonObject[] {
  return routes.flatMap((route) => perPort(route, ports).map(({ match, port }) => {
    const matches = match.length === 0 ? [{}] : match.map(renderConnectionConditions);
    return {
      match: matches.map((one) => ({ ...one, sniHosts })),
      route: destinations(route).map((destination) => renderWeighted(destination, route.scope.host, port)),
    };
  }));
}

interface PortRoute {
  readonly name: string;
  readonly match: readonly Conditions[];
  readonly port?: number;
}

/** The route once for each port that it is about, with that port in every match. */
function perPort({ name, match }: Route, ports: Ports): PortRoute[] {
  if (!ports.named) { return [{ name, match }]; }
  const several = ports.numbers.length > 1;
  return ports.numbers.flatMap((port) => {
    const about = (match.length === 0 ? [{ required: new Map(), forbidden: new Map() }] : match).filter((conditions) => takesPort(conditions, port));
    if (about.length === 0) { return []; }
    return [{ name: several ? `${name}-${port}` : name, match: about.map((conditions) => withPort(conditions, port)), port }];
  });
}

function takesPort(conditions: Conditions, port: number): boolean {
  const wanted = conditions.required.get('port');
  return wanted === undefined || (wanted.kind === 'exact' && wanted.value === String(port));
}

function withPort(conditions: Conditions, port: number): Conditions {
  return { ...conditions, required: new Map(conditions.required).set('port', { kind: 'exact', value: String(port) }) };
}

function renderTreatment({ treatment, scope }: Route, port: number | undefined): JsonObject {
  const forward = treatment.forward as Forward | undefined;
  const proxyAnswers = forward !== undefined && forward.split === undefined;
  return defined({
    fault: group(treatment, 'fault.'),
    redirect: forward?.redirect,
    directResponse: forward?.directResponse,
    route: proxyAnswers ? undefined : split(forward, scope.host).map((destination) => renderWeighted(destination, scope.host, port)),
    rewrite: treatment.rewrite,
    mirrors: mirrors(treatment, scope.host, port),
    timeout: treatment.timeout,
    retries: treatment.retries,
    headers: headers(treatment),
    corsPolicy: treatment.corsPolicy,
  });
}

function destinations({ treatment, scope }: Route): WeightedDestination[] {
  return split(treatment.forward as Forward | undefined, scope.host);
}

function split(forward: Forward | undefined, host: string): WeightedDestination[] {
  return forward?.split ?? [{ host }];
}

function renderWeighted(destination: WeightedDestination, ownHost: string, port: number | undefined): JsonObject {
  return defined({
    destination: renderDestination(destination, ownHost, port),
    weight: destination.weight,
    headers: destination.headers,
  });
}

function renderDestination({ host, subset, port }: { host: string; subset?: string; port?: number }, ownHost: string, ownPort: number | undefined): JsonObject {
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
  const found = Object.entries(treatment).filter(([aspect]) => aspect.startsWith(prefix));
  return found.length === 0 ? undefined : Object.fromEntries(found.map(([aspect, value]) => [aspect.slice(prefix.length), value]));
}

/** Header operations, gathered again from the aspects of the single headers. */
function headers(treatment: { readonly [aspect: string]: Json }): JsonObject | undefined {
  const gathered: { [direction: string]: { set?: JsonObject; add?: JsonObject; remove?: string[] } } = {};
  for (const [aspect, value] of Object.entries(treatment)) {
    const [kind, direction, name] = aspect.split(' ');
    if (kind !== 'header') { continue; }
    const operations = gathered[direction] ??= {};
    const operation = value as { set?: string; add?: string; remove?: true };
    if (operation.set !== undefined) { operations.set = { ...operations.set, [name]: operation.set }; }
    if (operation.add !== undefined) { operations.add = { ...operations.add, [name]: operation.add }; }
    if (operation.remove === true) { operations.remove = [...operations.remove ?? [], name]; }
  }
  return Object.keys(gathered).length === 0 ? undefined : gathered as JsonObject;
}
