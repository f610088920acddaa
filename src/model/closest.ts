/** Those of the words that need the fewest changes of letters to become the word, at most five, the closest first. */
export function closest(word: string, words: readonly string[]): string[] {
  const far = words.map((other, i) => ({ other, i, changes: changes(word.toLowerCase(), other.toLowerCase()) }));
  return far.sort((a, b) => a.changes - b.changes || a.i - b.i).slice(0, 5).map(({ other }) => other);
}

/** How many letters must be put in, taken out or replaced (Levenshtein's distance). */
function changes(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}
