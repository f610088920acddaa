/** The name among some that is meant by a misspelt one; `undefined` if none is near. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const plain = spelling(name);
  const same = names.find((other) => spelling(other) === plain);
  if (same !== undefined) { return same; }
  const longer = names.filter((other) => plain.length > 3 && spelling(other).endsWith(plain));
  if (longer.length === 1) { return longer[0]; }
  let best: string | undefined;
  let least = Math.min(3, Math.ceil(plain.length / 3) + 1);
  for (const other of names) {
    const distance = edits(plain, spelling(other));
    if (distance < least) { [best, least] = [other, distance]; }
  }
  return best;
}

/** Names of fields are confused with those in snake case, and singular with plural. */
function spelling(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '').replace(/s$/, '');
}

/** How many letters must be put in, taken out, replaced or swapped with the next. */
function edits(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) { return Infinity; }
  let [before, row] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) { next[j] = Math.min(next[j], before[j - 2] + 1); }
    }
    [before, row] = [row, next];
  }
  return row[b.length];
}
