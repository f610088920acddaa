/** Labels of an object, or what a selector asks of them. */
export type Labels = { readonly [label: string]: string };

/** Whether a selector picks something with these labels. An empty selector picks everything. */
export function selects(selector: Labels, labels: Labels): boolean {
  return Object.keys(selector).every((label) => labels[label] === selector[label]);
}

/** Whether no labels satisfy both selectors: they ask different values of one label. */
export function excludeEachOther(a: Labels, b: Labels): boolean {
  return Object.keys(a).some((label) => b[label] !== undefined && b[label] !== a[label]);
}

/** A selector as texts show it: `app=reviews,version=v1`. */
export function showLabels(labels: Labels): string {
  return Object.keys(labels).sort().map((label) => `${label}=${labels[label]}`).join(',');
}

/** Things by their labels: finds what a selector picks without looking at all of them. */
export class LabelIndex<T extends { readonly labels: Labels }> {
  private readonly byLabel = new Map<string, T[]>();

  constructor(private readonly things: readonly T[]) {
    for (const thing of things) {
      for (const [label, value] of Object.entries(thing.labels)) {
        const same = this.byLabel.get(`${label}=${value}`);
        if (same === undefined) { this.byLabel.set(`${label}=${value}`, [thing]); } else { same.push(thing); }
      }
    }
  }

  /** What the selector picks, in the order given. An empty selector picks everything. */
  public selected(selector: Labels): readonly T[] {
    let fewest = this.things;
    for (const [label, value] of Object.entries(selector)) {
      const some = this.byLabel.get(`${label}=${value}`) ?? [];
      if (some.length < fewest.length || fewest === this.things) { fewest = some; }
    }
    return fewest.filter(({ labels }) => selects(selector, labels));
  }
}
