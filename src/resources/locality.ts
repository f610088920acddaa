import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requireInteger, requireSome, requireText } from '../model/require';

/** Where the traffic of one locality goes. */
export interface LocalityDistribution {
  /** The locality that traffic comes from: `region/zone/subzone`, or fewer parts with a `*` at the end (`us-west/*`). */
  readonly fromLocality: string;

  /** The localities that it goes to, and the share of each in percent. The shares add up to 100. */
  readonly toLocalities: { [locality: string]: number };
}

/** Where traffic goes when all endpoints of a region fail. */
export interface LocalityFailover {
  /** The region whose endpoints fail. */
  readonly fromRegion: string;

  /** The region that takes over. */
  readonly toRegion: string;
}

/**
 * Which localities traffic goes to. Whatever the mesh says about it is replaced in whole.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting
 */
export interface LocalityLoadBalancing {
  /**
   * Whether localities count at all.
   *
   * @default - as the mesh says: they do
   */
  readonly enabled?: boolean;

  /**
   * Fixed shares. Excludes `failover` and `failoverPriority`.
   *
   * @default - traffic stays as near as healthy endpoints are
   */
  readonly distribute?: LocalityDistribution[];

  /**
   * The region that takes over for another. Needs outlier detection.
   *
   * @default - the nearest
   */
  readonly failover?: LocalityFailover[];

  /**
   * Labels, most important first, that endpoints should share with the client, or should have (`key=value`). Needs outlier
   * detection.
   *
   * @default - region, zone and subzone
   */
  readonly failoverPriority?: string[];
}

/**
 * Envoy's own preference for endpoints of the same zone, in place of Istio's locality load balancing.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ZoneAwareLoadBalancerSetting
 */
export interface ZoneAwareLoadBalancing {
  /**
   * Whether it is switched on.
   *
   * @default - as the mesh says
   */
  readonly enabled?: boolean;

  /**
   * The region that takes over for another. Needs outlier detection.
   *
   * @default - any
   */
  readonly failover?: LocalityFailover[];

  /**
   * Labels, most important first, that endpoints should share with the client, or should have (`key=value`); not those of
   * region, zone and subzone. Needs outlier detection.
   *
   * @default - none
   */
  readonly failoverPriority?: string[];

  /**
   * Endpoints in the client's region below which it is switched off.
   *
   * @default 6
   */
  readonly minClusterSize?: number;
}

const TOPOLOGY: ReadonlyArray<string> = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'topology.istio.io/subzone'];

/** The `localityLbSetting` of a load balancer. */
export function renderLocality(locality: LocalityLoadBalancing, field: Field): JsonObject {
  const rival = (['failover', 'failoverPriority'] as const).find((name) => locality[name] !== undefined);
  if (locality.distribute !== undefined && rival !== undefined) {
    throw field.problem(`${field.at('distribute').path} and ${field.at(rival).path} are given; it must be one of them`);
  }
  if (locality.failover !== undefined) {
    refuseTopology(locality.failoverPriority ?? [], field.at('failoverPriority'), `a label other than those of the topology next to ${field.at('failover').path}`);
  }
  return defined({
    enabled: locality.enabled,
    distribute: given(locality.distribute, (all) => renderDistribution(all, field.at('distribute'))),
    failover: given(locality.failover, (all) => renderFailover(all, field.at('failover'))),
    failoverPriority: locality.failoverPriority,
  });
}

/** The `zoneAwareLbSetting` of a load balancer. */
export function renderZoneAware(zone: ZoneAwareLoadBalancing, field: Field): JsonObject {
  refuseTopology(zone.failoverPriority ?? [], field.at('failoverPriority'), 'a label other than those of the topology, which count anyway');
  return defined({
    enabled: zone.enabled,
    failover: given(zone.failover, (all) => renderFailover(all, field.at('failover'))),
    failoverPriority: zone.failoverPriority,
    minClusterSize: given(zone.minClusterSize, (size) => requireInteger(size, field.at('minClusterSize'), 1, 4294967295)),
  });
}

function renderDistribution(distribution: LocalityDistribution[], field: Field): JsonObject[] {
  requireSome(distribution, field);
  requireApart(distribution.map(({ fromLocality }, i) => [fromLocality, field.at(i).at('fromLocality')]));
  return distribution.map(({ fromLocality, toLocalities }, i) => {
    const to = field.at(i).at('toLocalities');
    const shares = Object.entries(toLocalities);
    shares.forEach(([locality, share]) => requireInteger(share, to.at(locality), 1, 100));
    const sum = shares.reduce((total, [, share]) => total + share, 0);
    if (sum !== 100) { throw to.problem(`the shares of ${to.path} add up to ${sum}; they must add up to 100`); }
    requireApart(shares.map(([locality]) => [locality, to.at(locality)]));
    return { from: fromLocality, to: { ...toLocalities } };
  });
}

function renderFailover(failover: LocalityFailover[], field: Field): JsonObject[] {
  requireSome(failover, field);
  return failover.map(({ fromRegion, toRegion }, i) => {
    requireRegion(fromRegion, field.at(i).at('fromRegion'));
    requireRegion(toRegion, field.at(i).at('toRegion'));
    if (fromRegion === toRegion) { throw field.at(i).at('toRegion').error(toRegion, 'another region than fromRegion'); }
    return { from: fromRegion, to: toRegion };
  });
}

function requireRegion(region: string, field: Field): void {
  requireText(region, field);
  if (/[*/]/.test(region)) { throw field.error(region, 'a region only, without "/" and "*"'); }
}

function refuseTopology(labels: string[], field: Field, mustBe: string): void {
  const wrong = labels.findIndex((label) => TOPOLOGY.includes(label));
  if (wrong >= 0) { throw field.at(wrong).error(labels[wrong], mustBe); }
}

/** Localities of one list are well-formed, and none covers another. */
function requireApart(localities: [string, Field][]): void {
  localities.forEach(([locality, field], i) => {
    if (!/^(\*|[^*/]+(\/[^*/]+){0,2}|[^*/]+(\/[^*/]+)?\/\*)$/.test(locality)) {
      throw field.error(locality, 'region, region/zone or region/zone/subzone, with at most a "*" as the last part');
    }
    const before = localities.slice(0, i).find(([other]) => covers(other, locality) || covers(locality, other));
    if (before !== undefined) { throw field.error(locality, `apart from ${before[0]}`, 'leave one of them out'); }
  });
}

/** `us/*` covers `us/west`, and so does `us`. */
function covers(wide: string, narrow: string): boolean {
  const stem = wide.replace(/\/?\*$/, '');
  return stem === '' || narrow.replace(/\/?\*$/, '') === stem || narrow.startsWith(`${stem}/`);
}
