import { type EnvoyClusterMatch, renderClusterMatch } from './envoy-cluster-match';
import { type EnvoyListenerMatch, listenerSelects, renderListenerMatch } from './envoy-listener-match';
import type { EnvoyApplyTo } from './envoy-patch-kinds';
import type { EnvoyPatchPlace } from './envoy-patch-place';
import { type EnvoyRouteConfigurationMatch, renderRouteConfigurationMatch } from './envoy-route-match';
import { type EnvoyWaypointMatch, renderWaypointMatch, waypointSelects } from './envoy-waypoint-match';
import type { Field } from '../model/field';
import type { JsonObject } from '../model/json';

/** What kind of object a match is about, as Istio names it. */
export type EnvoyMatchKind = 'listener' | 'routeConfiguration' | 'cluster' | 'waypoint';

/**
 * Which of Envoy's objects a patch is for.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-EnvoyConfigObjectMatch
 */
export class EnvoyMatch {
  /** Listeners, their filter chains and filters. */
  public static listener(match: EnvoyListenerMatch): EnvoyMatch {
    return new EnvoyMatch('listener', (place, field) => renderListenerMatch(match, place, field), (applyTo) => listenerSelects(match, applyTo));
  }

  /** Route configurations, their virtual hosts and routes. */
  public static routeConfiguration(match: EnvoyRouteConfigurationMatch): EnvoyMatch {
    return new EnvoyMatch('routeConfiguration', (place, field) => renderRouteConfigurationMatch(match, place, field), () => true);
  }

  /** Clusters. */
  public static cluster(match: EnvoyClusterMatch): EnvoyMatch {
    return new EnvoyMatch('cluster', (_place, field) => renderClusterMatch(match, field), () => true);
  }

  /**
   * What a waypoint has. It makes the patch one for waypoints.
   *
   * Istio has the field, yet its documentation does not show it, and Istio 1.31 patches no waypoint by it.
   */
  public static waypoint(match: EnvoyWaypointMatch = {}): EnvoyMatch {
    return new EnvoyMatch('waypoint', (place, field) => renderWaypointMatch(match, place, field), (applyTo) => waypointSelects(match, applyTo));
  }

  private constructor(
    /** @internal */
    public readonly _kind: EnvoyMatchKind,
    /** @internal */
    public readonly _render: (place: EnvoyPatchPlace, field: Field) => JsonObject,
    /**
     * Whether it picks one filter out, of patches for filters.
     *
     * @internal
     */
    public readonly _selects: (applyTo: EnvoyApplyTo) => boolean,
  ) {}
}
