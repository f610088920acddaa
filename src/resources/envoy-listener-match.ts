import { EnvoyApplyTo } from './envoy-patch-kinds';
import { type EnvoyPatchPlace, requireEffect } from './envoy-patch-place';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requirePort, requireSome, requireText } from '../model/require';

/** The filter that holds the HTTP filters. */
const HTTP_CONNECTION_MANAGER = 'envoy.filters.network.http_connection_manager';

/** What a connection turns out to be. */
export enum EnvoyTransportProtocol {
  /** Not TLS. */
  RAW_BUFFER = 'raw_buffer',
  /** TLS. */
  TLS = 'tls',
}

/** Filters that a patch is for. */
export interface EnvoyFilterSelection {
  /**
   * The name of a network filter (`envoy.filters.network.tcp_proxy`). For patches to NETWORK_FILTER and HTTP_FILTER.
   *
   * @default - for HTTP_FILTER the HTTP connection manager; for NETWORK_FILTER any, or both ends for what is inserted
   */
  readonly filter?: string;

  /**
   * The name of a filter within the HTTP connection manager (`envoy.filters.http.router`). For patches to HTTP_FILTER.
   *
   * @default - any, or both ends for what is inserted
   */
  readonly subFilter?: string;
}

/**
 * Filter chains that a patch is for.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ListenerMatch-FilterChainMatch
 */
export interface EnvoyFilterChainMatch extends EnvoyFilterSelection {
  /**
   * The name.
   *
   * @default - any
   */
  readonly name?: string;

  /**
   * A name that connections of TLS ask for (SNI), as the chain has it.
   *
   * @default - any
   */
  readonly sni?: string;

  /**
   * Whether the chain is for TLS.
   *
   * @default - any
   */
  readonly transportProtocol?: EnvoyTransportProtocol;

  /**
   * Application protocols that the chain is for: `h2`, `http/1.1`, `http/1.0`. All must be among the chain's.
   *
   * @default - any
   */
  readonly applicationProtocols?: string[];

  /**
   * The port that the chain is for.
   *
   * @default - any
   */
  readonly destinationPort?: number;
}

/**
 * Listeners that a patch is for.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ListenerMatch
 */
export interface EnvoyListenerMatch {
  /**
   * The port of the service or the gateway.
   *
   * @default - any
   */
  readonly portNumber?: number;

  /**
   * The filter chain. For patches to FILTER_CHAIN, NETWORK_FILTER and HTTP_FILTER.
   *
   * @default - any
   */
  readonly filterChain?: EnvoyFilterChainMatch;

  /**
   * The name of a filter of the listener (`envoy.filters.listener.tls_inspector`). For patches to LISTENER_FILTER.
   *
   * @default - any, or both ends for what is inserted
   */
  readonly listenerFilter?: string;

  /**
   * The listener's own name (`virtualInbound`).
   *
   * @default - any
   */
  readonly name?: string;
}

/** The `listener` of a patch's match. */
export function renderListenerMatch(match: EnvoyListenerMatch, { applyTo }: EnvoyPatchPlace, field: Field): JsonObject {
  const chain = field.at('filterChain');
  requireEffect(match.listenerFilter, applyTo, [EnvoyApplyTo.LISTENER_FILTER], field.at('listenerFilter'));
  requireEffect(match.filterChain, applyTo, [EnvoyApplyTo.FILTER_CHAIN, EnvoyApplyTo.NETWORK_FILTER, EnvoyApplyTo.HTTP_FILTER], chain);
  return defined({
    portNumber: given(match.portNumber, (port) => requirePort(port, field.at('portNumber'))),
    filterChain: given(match.filterChain, (value) => defined({
      name: given(value.name, (name) => requireText(name, chain.at('name'))),
      sni: given(value.sni, (sni) => requireText(sni, chain.at('sni'))),
      transportProtocol: value.transportProtocol,
      applicationProtocols: given(value.applicationProtocols, (protocols) => renderProtocols(protocols, chain.at('applicationProtocols'))),
      destinationPort: given(value.destinationPort, (port) => requirePort(port, chain.at('destinationPort'))),
      filter: renderFilterSelection(value, applyTo, chain),
    })),
    listenerFilter: given(match.listenerFilter, (name) => requireText(name, field.at('listenerFilter'))),
    name: given(match.name, (name) => requireText(name, field.at('name'))),
  });
}

/** Whether a match of listeners picks one filter out. */
export function listenerSelects({ filterChain, listenerFilter }: EnvoyListenerMatch, applyTo: EnvoyApplyTo): boolean {
  return applyTo === EnvoyApplyTo.LISTENER_FILTER ? listenerFilter !== undefined : filterSelects(filterChain ?? {}, applyTo);
}

/** Whether a selection picks one filter out. */
export function filterSelects({ filter, subFilter }: EnvoyFilterSelection, applyTo: EnvoyApplyTo): boolean {
  return (applyTo === EnvoyApplyTo.HTTP_FILTER ? subFilter : filter) !== undefined;
}

/** The `filter` of a match. */
export function renderFilterSelection({ filter, subFilter }: EnvoyFilterSelection, applyTo: EnvoyApplyTo, field: Field): JsonObject | undefined {
  requireEffect(filter, applyTo, [EnvoyApplyTo.NETWORK_FILTER, EnvoyApplyTo.HTTP_FILTER], field.at('filter'));
  requireEffect(subFilter, applyTo, [EnvoyApplyTo.HTTP_FILTER], field.at('subFilter'));
  if (filter !== undefined && applyTo === EnvoyApplyTo.HTTP_FILTER && filter !== HTTP_CONNECTION_MANAGER) {
    throw field.at('filter').error(filter, `${JSON.stringify(HTTP_CONNECTION_MANAGER)} for HTTP_FILTER`, 'or leave it out');
  }
  if (filter === undefined && subFilter === undefined) { return undefined; }
  return defined({
    name: requireText(filter ?? HTTP_CONNECTION_MANAGER, field.at('filter')),
    subFilter: given(subFilter, (name) => ({ name: requireText(name, field.at('subFilter')) })),
  });
}

/** Envoy's protocols in one text, as Istio has them: a comma parts them, a blank would count. */
function renderProtocols(protocols: string[], field: Field): string {
  return requireSome(protocols, field).map((protocol, i) => {
    if (/^[^,\s]+$/.test(protocol)) { return protocol; }
    throw field.at(i).error(protocol, 'a protocol without commas and blanks');
  }).join(',');
}
