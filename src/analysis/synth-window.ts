import type { IConstruct } from 'constructs';

/** The methods of an app that write all its manifests. */
const SYNTHS = ['synth', 'synthYaml'] as const;

/** Where the root of a tree keeps its window, and what marks the methods that know of it; also when the library is installed twice. */
const WINDOW = Symbol.for('cdk8s-istio.SynthWindow');

interface Methods { [method: string]: unknown }

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
    Object.defineProperty(root, WINDOW, { value: this, configurable: true });
    for (const name of SYNTHS) { watch(root, name); }
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

  /** Runs a synth. */
  public running(name: string, synth: () => unknown): unknown {
    this.depth++;
    try {
      const result = synth();
      if (name === 'synth' && this.depth === 1) { this.onWritten(); }
      return result;
    } finally {
      this.depth--;
      if (this.depth === 0) { this.kept = this.current = undefined; }
    }
  }
}

/**
 * Has a method of the root run in the root's window. It is replaced in the class that defines it, for all apps of the class: a
 * program in Python, Java or Go calls the method of the class, past any that an object has of its own.
 */
function watch(root: IConstruct, name: string): void {
  let owner = Object.getPrototypeOf(root) as Methods | null;
  while (owner !== null && !Object.hasOwn(owner, name)) { owner = Object.getPrototypeOf(owner) as Methods | null; }
  const synth = owner?.[name] as ((this: unknown, ...args: unknown[]) => unknown) | undefined;
  if (owner === null || typeof synth !== 'function' || WINDOW in synth) { return; }
  function watched(this: { readonly [WINDOW]?: SynthWindow<unknown> }, ...args: unknown[]): unknown {
    const run = () => (synth as (...given: unknown[]) => unknown).apply(this, args);
    const window = this[WINDOW];
    return window === undefined ? run() : window.running(name, run);
  }
  Object.defineProperty(watched, WINDOW, { value: true });
  Object.defineProperty(owner, name, { value: watched, configurable: true, writable: true });
}
