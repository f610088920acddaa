import { type IGatewayReference, renderGateways } from './gateway-reference';
import { requireSniHost, requireSubnet } from './hosts';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { renderLabels } from '../model/labels';
import { requireDnsLabel } from '../model/names';
import { requirePort, requireSome } from '../model/require';

/**
 * Which connections a TCP route is for: those that fit everything given.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#L4MatchAttributes
 */
export interface TcpMatch {
  /**
   * Addresses or ranges that the connection is to (10.1.0.0/16).
   *
   * @default - every address
   */
  readonly destinationSubnets?: string[];

  /**
   * The port that the connection is to.
   *
   * @default - every port
   */
  readonly port?: number;

  /**
   * Labels of the pods that the connection is from. Without effect at gateways.
   *
   * @default - every pod
   */
  readonly sourceLabels?: { [label: string]: string };

  /**
   * The namespace that the connection is from. Without effect at gateways.
   *
   * @default - every namespace
   */
  readonly sourceNamespace?: string;

  /**
   * Gateways that the route is for, among those of the VirtualService.
   *
   * @default - all gateways of the VirtualService
   */
  readonly gateways?: IGatewayReference[];
}

/**
 * Which TLS connections a route is for: those that fit everything given.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSMatchAttributes
 */
export interface TlsMatch extends TcpMatch {
  /** Server names that the client asks for. Each must be one of the VirtualService's hosts, or within one that has a wildcard. */
  readonly sniHosts: string[];
}

/** A match of a TCP route. */
export function renderTcpMatch(match: TcpMatch, field: Field): JsonObject {
  return defined({
    destinationSubnets: given(match.destinationSubnets, (subnets) =>
      requireSome(subnets, field.at('destinationSubnets'), 'leave it out for all addresses')
        .map((subnet, i) => requireSubnet(subnet, field.at('destinationSubnets').at(i)))),
    port: given(match.port, (port) => requirePort(port, field.at('port'))),
    sourceLabels: given(match.sourceLabels, (labels) => renderLabels(labels, field.at('sourceLabels'))),
    sourceNamespace: given(match.sourceNamespace, (namespace) => requireDnsLabel(namespace, field.at('sourceNamespace'))),
    gateways: given(match.gateways, (gateways) => renderGateways(gateways, field.at('gateways'), 'leave it out for all gateways')),
  });
}

/** A match of a TLS route. */
export function renderTlsMatch(match: TlsMatch, field: Field): JsonObject {
  return {
    sniHosts: match.sniHosts.map((host, i) => requireSniHost(host, field.at('sniHosts').at(i))),
    ...renderTcpMatch(match, field),
  };
}
