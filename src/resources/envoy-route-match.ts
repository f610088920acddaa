import { EnvoyApplyTo, EnvoyPatchContext } from './envoy-patch-kinds';
import { type EnvoyPatchPlace, requireEffect } from './envoy-patch-place';
import { isLabel } from './hosts';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requirePort, requireText } from '../model/require';

/** What a route does with requests. */
export enum EnvoyRouteAction {
  /** Whatever it does. */
  ANY = 'ANY',
  /** It forwards them. */
  ROUTE = 'ROUTE',
  /** It redirects the client. */
  REDIRECT = 'REDIRECT',
  /** It answers them itself. */
  DIRECT_RESPONSE = 'DIRECT_RESPONSE',
}

/**
 * Routes that a patch is for.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-RouteConfigurationMatch-RouteMatch
 */
export interface EnvoyRouteMatch {
  /**
   * The name of the route of a VirtualService; `default` for those that Istio makes itself.
   *
   * @default - any
   */
  readonly name?: string;

  /**
   * What the route does.
   *
   * @default EnvoyRouteAction.ANY
   */
  readonly action?: EnvoyRouteAction;
}

/**
 * Virtual hosts that a patch is for.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-RouteConfigurationMatch-VirtualHostMatch
 */
export interface EnvoyVirtualHostMatch {
  /**
   * The name, as Istio gives it: `host:port`.
   *
   * @default - any
   */
  readonly name?: string;

  /**
   * One of the domains that the virtual host has.
   *
   * @default - any
   */
  readonly domainName?: string;

  /**
   * The route. For patches to HTTP_ROUTE.
   *
   * @default - any
   */
  readonly route?: EnvoyRouteMatch;
}

/**
 * Route configurations that a patch is for.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-RouteConfigurationMatch
 */
export interface EnvoyRouteConfigurationMatch {
  /**
   * The port of the service, or of the gateway's server.
   *
   * @default - any
   */
  readonly portNumber?: number;

  /**
   * The name of the port of the gateway's server. For EnvoyPatchContext.GATEWAY.
   *
   * @default - any
   */
  readonly portName?: string;

  /**
   * The gateway, as `namespace/name`. For EnvoyPatchContext.GATEWAY.
   *
   * @default - any
   */
  readonly gateway?: string;

  /**
   * The virtual host. For patches to VIRTUAL_HOST and HTTP_ROUTE.
   *
   * @default - any
   */
  readonly vhost?: EnvoyVirtualHostMatch;

  /**
   * The route configuration's own name (`http_proxy`).
   *
   * @default - any
   */
  readonly name?: string;
}

/** The `routeConfiguration` of a patch's match. */
export function renderRouteConfigurationMatch(match: EnvoyRouteConfigurationMatch, { applyTo, context }: EnvoyPatchPlace, field: Field): JsonObject {
  for (const name of ['portName', 'gateway'] as const) {
    if (match[name] !== undefined && context !== EnvoyPatchContext.GATEWAY) {
      throw field.problem(`${field.at(name).path} is given for the context ${context ?? 'ANY'}; it must be left out: sidecars do not look at it`,
        'give the context GATEWAY');
    }
  }
  const vhost = field.at('vhost');
  requireEffect(match.vhost, applyTo, [EnvoyApplyTo.VIRTUAL_HOST, EnvoyApplyTo.HTTP_ROUTE], vhost);
  requireEffect(match.vhost?.route, applyTo, [EnvoyApplyTo.HTTP_ROUTE], vhost.at('route'));
  return defined({
    portNumber: given(match.portNumber, (port) => requirePort(port, field.at('portNumber'))),
    portName: given(match.portName, (name) => requireText(name, field.at('portName'))),
    gateway: given(match.gateway, (gateway) => requireGateway(gateway, field.at('gateway'))),
    vhost: given(match.vhost, ({ name, domainName, route }) => defined({
      name: given(name, (text) => requireText(text, vhost.at('name'))),
      domainName: given(domainName, (text) => requireText(text, vhost.at('domainName'))),
      route: given(route, (one) => defined({
        name: given(one.name, (text) => requireText(text, vhost.at('route').at('name'))),
        action: one.action,
      })),
    })),
    name: given(match.name, (name) => requireText(name, field.at('name'))),
  });
}

function requireGateway(gateway: string, field: Field): string {
  const parts = gateway.split('/');
  if (parts.length === 2 && parts.every(isLabel)) { return gateway; }
  throw field.error(gateway, 'namespace/name');
}
