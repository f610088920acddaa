import { isFound } from './found';
import { REASONS } from './reasons';
import { type Entry, HAS_REFERENCE, readReference } from './reference';
import { table } from './table';

if (HAS_REFERENCE) {
  const entries = readReference<Entry[]>('checks.json').filter(({ decidable }) => decidable !== 'cluster');
  const missed = entries.filter((entry) => !isFound(entry));
  const isMissed = new Set(missed);

  test('what other tools check is found on their own examples', () => {
    const rows = new Map<string, { all: number; found: number }>();
    for (const entry of entries) {
      for (const key of [`${entry.source}\t`, `${entry.source}\t${entry.kind}`, 'all\t']) {
        const row = rows.get(key) ?? { all: 0, found: 0 };
        rows.set(key, { all: row.all + 1, found: row.found + (isMissed.has(entry) ? 0 : 1) });
      }
    }
    const lines = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, { all, found }]) => [...key.split('\t'), `${found}`, `${all}`, `${(100 * found / all).toFixed(1)} %`]);
    process.stdout.write(`${table([['source', 'kind', 'found', 'of', ''], ...lines])}\n`);
    for (const { id } of missed) { process.stdout.write(`not found: ${id}: ${REASONS[id]}\n`); }
    expect((entries.length - missed.length) / entries.length).toBeGreaterThanOrEqual(0.98);
  });

  test('each that is not found has a reason, and no other has', () => {
    expect(missed.map(({ id }) => id).sort()).toEqual(Object.keys(REASONS).sort());
  });
} else {
  test('the lists of what other tools check are not here, so they are not compared', () => {
    process.stdout.write('not compared: the reference is not beside the project\n');
    expect(HAS_REFERENCE).toBe(false);
  });
}
