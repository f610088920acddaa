import fc from 'fast-check';
import { shardsOf, sortedUnits, type Unit, unitId } from '../../src/fleet/shards';

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'a-b', 'b-a', 'z9');
const units: fc.Arbitrary<Unit[]> = fc.uniqueArray(fc.record({ cluster: name, part: name }), { selector: unitId, minLength: 1, maxLength: 60 });
const count = fc.integer({ min: 1, max: 80 });
const clustersOf = (some: readonly Unit[]) => new Set(some.map(({ cluster }) => cluster)).size;

test('each unit is in exactly one shard, and there are as many shards as were asked for', () => {
  fc.assert(fc.property(units, count, (all, n) => {
    const shards = shardsOf(all, n);
    expect(shards).toHaveLength(n);
    expect(sortedUnits(shards.flat())).toEqual(sortedUnits(all));
  }));
});

test('neither the order of clusters nor that of parts takes part', () => {
  const shuffled = units.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
  fc.assert(fc.property(shuffled, count, ([all, other], n) => { expect(shardsOf(other, n)).toEqual(shardsOf(all, n)); }));
});

test('a cluster is divided only where there are more shards than clusters, and then no shard has two', () => {
  fc.assert(fc.property(units, count, (all, n) => {
    const shards = shardsOf(all, n);
    if (n <= clustersOf(all)) {
      expect(shards.reduce((sum, shard) => sum + clustersOf(shard), 0)).toBe(clustersOf(all));
    } else {
      expect(Math.max(...shards.map(clustersOf))).toBe(1);
    }
  }));
});

test('shards are balanced', () => {
  fc.assert(fc.property(units, count, (all, n) => {
    const sizes = shardsOf(all, n).map(({ length }) => length);
    const clusters = clustersOf(all);
    const largestCluster = Math.max(...all.map(({ cluster: one }) => all.filter(({ cluster }) => cluster === one).length));
    if (n <= clusters) {
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(largestCluster);
    } else {
      expect(Math.max(...sizes)).toBeLessThanOrEqual(Math.ceil(all.length / (n - clusters)));
      // With a shard for each unit, no process has more than one.
      if (n >= all.length) { expect(Math.max(...sizes)).toBe(1); }
    }
  }));
});

test('three clusters of three parts', () => {
  const all = ['eu', 'us', 'staging'].flatMap((cluster) => ['platform', 'shop', 'payments'].map((part) => ({ cluster, part })));
  const shown = (n: number) => shardsOf(all, n).map((shard) => shard.map(unitId).join(' '));
  expect(shown(2)).toEqual(['eu/payments eu/platform eu/shop us/payments us/platform us/shop', 'staging/payments staging/platform staging/shop']);
  expect(shown(4)).toEqual(['eu/payments', 'eu/platform eu/shop', 'staging/payments staging/platform staging/shop', 'us/payments us/platform us/shop']);
});
