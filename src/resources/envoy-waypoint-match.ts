import { type EnvoyFilterSelection, filterSelects, renderFilterSelection } from './envoy-listener-match';
import { EnvoyApplyTo } from './envoy-patch-kinds';
import { type EnvoyPatchPlace, requireEffect } from './envoy-patch-place';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requirePort, requireText } from '../model/require';

/** What of a waypoint a patch is for. */
export interface EnvoyWaypointMatch extends EnvoyFilterSelection {
  /**
   * The port of the service.
   *
   * @default - any
   */
  readonly portNumber?: number;

  /**
   * The name of the route of a VirtualService; `default` for those that Istio makes itself. For patches to HTTP_ROUTE.
   *
   * @default - any
   */
  readonly route?: string;
}

/** The `waypoint` of a patch's match. */
export function renderWaypointMatch(match: EnvoyWaypointMatch, { applyTo }: EnvoyPatchPlace, field: Field): JsonObject {
  requireEffect(match.route, applyTo, [EnvoyApplyTo.HTTP_ROUTE], field.at('route'));
  return defined({
    portNumber: given(match.portNumber, (port) => requirePort(port, field.at('portNumber'))),
    route: given(match.route, (name) => ({ name: requireText(name, field.at('route')) })),
    filter: renderFilterSelection(match, applyTo, field),
  });
}

/** Whether a match of waypoints picks one filter out. */
export function waypointSelects(match: EnvoyWaypointMatch, applyTo: EnvoyApplyTo): boolean {
  return filterSelects(match, applyTo);
}
