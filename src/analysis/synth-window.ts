import type { IConstruct } from 'constructs';

/** The methods of an app that write all its manifests. */
const SYNTHS = ['synth', 'synthYaml'] as const;

/**
 * Knows when an app is being synthesized, and keeps a value for that time. cdk8s validates the whole app once and then
 * again for each chart; nothing changes in between, so what is computed first holds until the synth ends. Outside of it,
 * where somebody synthesizes a single chart in a test, nothing is kept.
 */
export class SynthWindow<T> {
  private depth = 0;
  private kept?: { readonly value: T };
  private current?: object;

  constructor(root: IConstruct, private readonly onFirst: (value: T) => void, private readonly onWritten: () => void) {
    for (const name of SYNTHS) { this.wrap(root as unknown as { [method: string]: unknown }, name); }
  }

  /** The value: computed, or kept from before in this synth. */
  public get(compute: () => T): T {
    if (this.kept !== undefined) { return this.kept.value; }
    this.current ??= {};
    let value: T;
    try {
      value = compute();
    } finally {
      if (this.depth === 0) { this.current = undefined; }
    }
    if (this.depth > 0) {
      this.kept = { value };
      this.onFirst(value);
    }
    return value;
  }

  /** The time in which nothing changes: while the value is computed, and on to the end of the synth. Each has an identity of its own. */
  public get period(): object | undefined {
    return this.current;
  }

  /** Does work in which nothing changes. */
  public during<W>(work: () => W): W {
    const outer = this.current;
    this.current ??= {};
    try { return work(); } finally { this.current = outer; }
  }

  private wrap(root: { [method: string]: unknown }, name: string): void {
    const synth = root[name];
    // A host language may have put an override there that cannot be replaced; then every validation computes.
    if (typeof synth !== 'function' || Object.getOwnPropertyDescriptor(root, name)?.configurable === false) { return; }
    const wrapped = (...args: unknown[]): unknown => {
      this.depth++;
      try {
        const result: unknown = synth.apply(root, args);
        if (name === 'synth' && this.depth === 1) { this.onWritten(); }
        return result;
      } finally {
        this.depth--;
        if (this.depth === 0) { this.kept = this.current = undefined; }
      }
    };
    Object.defineProperty(root, name, { value: wrapped, configurable: true, writable: true });
  }
}
