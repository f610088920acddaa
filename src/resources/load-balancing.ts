import type { Duration } from 'cdk8s';
import { renderDuration } from './duration';
import type { HashKey, HashRing } from './hashing';
import { type LocalityLoadBalancing, renderLocality, renderZoneAware, type ZoneAwareLoadBalancing } from './locality';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requireNumber } from '../model/require';

/** How a new endpoint gets its share of traffic little by little. */
export interface Warmup {
  /** How long it takes. */
  readonly duration: Duration;

  /**
   * The share that it begins with, in percent of its share.
   *
   * @default 10
   */
  readonly minimumPercent?: number;

  /**
   * How the share grows: 1 evenly, more for slower at first and faster in the end.
   *
   * @default 1
   */
  readonly aggression?: number;
}

/** Which endpoints traffic prefers. Only one of the two is given. */
export interface LoadBalancingOptions {
  /**
   * Which localities traffic goes to.
   *
   * @default - as the mesh says: as near as healthy endpoints are, if there is outlier detection
   */
  readonly locality?: LocalityLoadBalancing;

  /**
   * Envoy's own preference for endpoints of the same zone.
   *
   * @default - as the mesh says: none
   */
  readonly zoneAware?: ZoneAwareLoadBalancing;
}

/** Options of the algorithms that can warm new endpoints up. */
export interface WarmLoadBalancingOptions extends LoadBalancingOptions {
  /**
   * How new endpoints get their share little by little.
   *
   * @default - they get it at once
   */
  readonly warmup?: Warmup;
}

/** Options of consistent hashing. */
export interface ConsistentHashOptions extends LoadBalancingOptions {
  /**
   * How keys are spread over endpoints.
   *
   * @default - a ring with at least 1024 places
   */
  readonly ring?: HashRing;
}

/**
 * How a caller's proxy chooses an endpoint.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings
 */
export class LoadBalancing {
  /** The endpoint of two that has fewer requests under way. What Istio does by itself. */
  public static leastRequest(options: WarmLoadBalancingOptions = {}): LoadBalancing {
    return new LoadBalancing({ simple: 'LEAST_REQUEST' }, options);
  }

  /** Each in turn, also one that is busy. */
  public static roundRobin(options: WarmLoadBalancingOptions = {}): LoadBalancing {
    return new LoadBalancing({ simple: 'ROUND_ROBIN' }, options);
  }

  /** Any. */
  public static random(options: LoadBalancingOptions = {}): LoadBalancing {
    return new LoadBalancing({ simple: 'RANDOM' }, options);
  }

  /** None is chosen: the connection goes to the address that the caller asked for. */
  public static passthrough(options: LoadBalancingOptions = {}): LoadBalancing {
    return new LoadBalancing({ simple: 'PASSTHROUGH' }, options);
  }

  /** Requests with equal keys go to the same endpoint, as long as endpoints neither come nor go. */
  public static consistentHash(key: HashKey, options: ConsistentHashOptions = {}): LoadBalancing {
    return new LoadBalancing({ consistentHash: { ...key._render(), ...options.ring?._render() } }, options);
  }

  /** The algorithm that Istio takes by itself, with these options. */
  public static unspecified(options: WarmLoadBalancingOptions): LoadBalancing {
    return new LoadBalancing({}, options);
  }

  private constructor(private readonly policy: JsonObject, private readonly options: WarmLoadBalancingOptions) {}

  /** @internal */
  public _render(field: Field): JsonObject {
    const { locality, zoneAware, warmup } = this.options;
    if (locality !== undefined && zoneAware !== undefined) {
      throw field.problem(`${field.at('locality').path} and ${field.at('zoneAware').path} are given; it must be one of them`);
    }
    return defined({
      ...this.policy,
      localityLbSetting: given(locality, (setting) => renderLocality(setting, field.at('locality'))),
      zoneAwareLbSetting: given(zoneAware, (setting) => renderZoneAware(setting, field.at('zoneAware'))),
      warmup: given(warmup, (setting) => renderWarmup(setting, field.at('warmup'))),
    });
  }
}

/** The `loadBalancer` of a traffic policy. */
export function renderLoadBalancing(loadBalancing: LoadBalancing, field: Field): JsonObject {
  return loadBalancing._render(field);
}

function renderWarmup(warmup: Warmup, field: Field): JsonObject {
  if (warmup.aggression !== undefined && !(warmup.aggression > 0 && Number.isFinite(warmup.aggression))) {
    throw field.at('aggression').error(warmup.aggression, 'a number above 0');
  }
  return defined({
    duration: renderDuration(warmup.duration, field.at('duration')),
    minimumPercent: given(warmup.minimumPercent, (percent) => requireNumber(percent, field.at('minimumPercent'), 0, 100)),
    aggression: warmup.aggression,
  });
}
