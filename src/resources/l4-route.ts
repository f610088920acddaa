import { renderDestinations, type WeightedDestination } from './destination';
import { renderTcpMatch, renderTlsMatch, type TcpMatch, type TlsMatch } from './l4-match';
import type { Field } from '../model/field';
import { isWithinHost } from '../model/hosts';
import { defined, given, type JsonObject } from '../model/json';
import { requireSome } from '../model/require';

/**
 * Where TCP connections go.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TCPRoute
 */
export interface TcpRoute {
  /**
   * Which connections; those that fit any of the matches.
   *
   * @default - all connections
   */
  readonly matches?: TcpMatch[];

  /** Where they go; by weight if there are several. */
  readonly destinations: WeightedDestination[];
}

/**
 * Where TLS connections go that the proxy does not terminate.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSRoute
 */
export interface TlsRoute {
  /** Which connections; those that fit any of the matches. */
  readonly matches: TlsMatch[];

  /** Where they go; by weight if there are several. */
  readonly destinations: WeightedDestination[];
}

/** A route of `tcp`. */
export function renderTcpRoute(route: TcpRoute, field: Field): JsonObject {
  requireSome(route.destinations, field.at('destinations'));
  return defined({
    match: given(route.matches, (matches) =>
      requireSome(matches, field.at('matches'), 'leave it out for all connections')
        .map((match, i) => renderTcpMatch(match, field.at('matches').at(i)))),
    route: renderDestinations(route.destinations, field.at('destinations')),
  });
}

/** A route of `tls` in a VirtualService for these hosts. */
export function renderTlsRoute(route: TlsRoute, hosts: string[], field: Field): JsonObject {
  requireSome(route.destinations, field.at('destinations'));
  requireSome(route.matches, field.at('matches'));
  route.matches.forEach((match, i) => requireSniWithin(match, hosts, field.at('matches').at(i)));
  return {
    match: route.matches.map((match, i) => renderTlsMatch(match, field.at('matches').at(i))),
    route: renderDestinations(route.destinations, field.at('destinations')),
  };
}

function requireSniWithin(match: TlsMatch, hosts: string[], field: Field): void {
  requireSome(match.sniHosts, field.at('sniHosts'));
  match.sniHosts.forEach((sni, i) => {
    if (hosts.some((host) => isWithinHost(sni, host))) { return; }
    throw field.at('sniHosts').at(i).error(sni, `within one of the hosts of the VirtualService (${hosts.join(', ')})`);
  });
}
