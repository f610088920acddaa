import { byCodeUnit } from '../model/json';

/** A part on a cluster. */
export interface Unit {
  readonly cluster: string;
  readonly part: string;
}

/** The unit as people name it: `eu/shop`. */
export function unitId({ cluster, part }: Unit): string {
  return `${cluster}/${part}`;
}

/** Units in the order of their clusters, then of their parts. */
export function sortedUnits<T extends Unit>(units: readonly T[]): T[] {
  return [...units].sort((a, b) => byCodeUnit(a.cluster, b.cluster) || byCodeUnit(a.part, b.part));
}

/**
 * Divides units among shards, depending on nothing but their names. Whoever writes a unit builds and checks its whole cluster, so a
 * shard gets whole clusters as long as there are enough of them; otherwise several shards share a cluster, and none has two.
 */
export function shardsOf(units: readonly Unit[], count: number): Unit[][] {
  const clusters = new Map<string, Unit[]>();
  for (const unit of sortedUnits(units)) { clusters.set(unit.cluster, [...clusters.get(unit.cluster) ?? [], unit]); }
  const groups = [...clusters.values()];
  return count <= groups.length ? joined(groups, count) : divided(groups, count);
}

/** The largest clusters first, each to the shard that has least. */
function joined(groups: readonly Unit[][], count: number): Unit[][] {
  const shards = Array.from({ length: count }, (): Unit[] => []);
  for (const group of [...groups].sort((a, b) => b.length - a.length || byCodeUnit(a[0].cluster, b[0].cluster))) {
    shards.reduce((least, shard) => shard.length < least.length ? shard : least).push(...group);
  }
  return shards;
}

/** One shard for each cluster, and further ones where shards are largest. */
function divided(groups: readonly Unit[][], count: number): Unit[][] {
  const shares = groups.map(() => 1);
  for (let left = count - groups.length; left > 0; left--) {
    const sizes = groups.map(({ length }, i) => length / shares[i]);
    const largest = sizes.indexOf(Math.max(...sizes));
    // Where each unit has a shard, further ones have nothing to do.
    if (!(sizes[largest] > 1)) { break; }
    shares[largest]++;
  }
  const shards = groups.flatMap((group, i) => Array.from({ length: shares[i] },
    (_, k) => group.slice(Math.floor(group.length * k / shares[i]), Math.floor(group.length * (k + 1) / shares[i]))));
  return [...shards, ...Array.from({ length: count - shards.length }, (): Unit[] => [])];
}
