import type { FleetCluster } from './fleet-cluster';
import type { FleetClusters } from './fleet-clusters';
import { type Unit, unitId } from './shards';
import type { Field } from '../model/field';
import { requireInteger, requirePercentage } from '../model/require';

/** Some units of a fleet, which are synced together, after those of the steps before. */
export interface FleetRolloutStep {
  /**
   * The clusters of the units.
   *
   * @default - all
   */
  readonly clusters?: FleetClusters;

  /**
   * The parts of the units, by their ids.
   *
   * @default - all
   */
  readonly parts?: string[];

  /**
   * How many of its Applications are synced at a time. With 0, none is: somebody syncs them by hand, and the next step waits for it.
   *
   * @default - all of them
   */
  readonly maxUpdate?: number;

  /**
   * The same as a share of its Applications, in percent: rounded down, but at least one Application, if it is more than 0.
   *
   * @default - all of them
   */
  readonly maxUpdatePercentage?: number;
}

/** What is known of the fleet that the steps are for. */
export interface SteppedFleet {
  readonly clusters: readonly FleetCluster[];
  readonly units: readonly Unit[];
}

/** The step of each unit, by its id: the first that takes it. Argo CD would never sync a unit without one. */
export function stepOfUnits(steps: readonly FleetRolloutStep[], { clusters, units }: SteppedFleet, field: Field): Map<string, number> {
  const stepOf = new Map<string, number>();
  const parts = [...new Set(units.map(({ part }) => part))];
  steps.forEach((step, i) => {
    const place = field.at(i);
    step.parts?.forEach((part, k) => {
      if (!parts.includes(part)) { throw place.at('parts').at(k).error(part, `a part of the fleet: ${parts.join(', ')}`); }
    });
    const names = new Set((step.clusters?._of(clusters, place.at('clusters')) ?? clusters).map(({ name }) => name));
    const taken = units.filter((unit) => names.has(unit.cluster) && (step.parts?.includes(unit.part) ?? true) && !stepOf.has(unitId(unit)));
    if (taken.length === 0) { throw place.problem(`${place.path} takes no unit that the steps before it have not taken; it must take one`, 'remove it, or move it up'); }
    taken.forEach((unit) => stepOf.set(unitId(unit), i));
  });
  const left = units.filter((unit) => !stepOf.has(unitId(unit))).map(unitId);
  if (left.length > 0) {
    throw field.problem(`${field.path}: ${left.slice(0, 3).join(', ')}${left.length > 3 ? ` and ${left.length - 3} more` : ''} in no step; `
      + 'each unit must be in one, as Argo CD never syncs the others', 'add a step without properties, which takes all that are left');
  }
  return stepOf;
}

/** How many at a time, as Argo CD has it. */
export function maxUpdateOf({ maxUpdate, maxUpdatePercentage }: FleetRolloutStep, field: Field): number | string | undefined {
  if (maxUpdate !== undefined && maxUpdatePercentage !== undefined) {
    throw field.problem(`${field.path}: maxUpdate and maxUpdatePercentage are given; it must be at most one of them`);
  }
  if (maxUpdatePercentage !== undefined) { return `${requireWhole(requirePercentage(maxUpdatePercentage, field.at('maxUpdatePercentage')), field)}%`; }
  return maxUpdate === undefined ? undefined : requireInteger(maxUpdate, field.at('maxUpdate'), 0);
}

function requireWhole(percentage: number, field: Field): number {
  if (Number.isInteger(percentage)) { return percentage; }
  throw field.at('maxUpdatePercentage').error(percentage, 'a whole number');
}
