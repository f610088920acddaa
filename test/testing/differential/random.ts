import { randomOf } from '../../checks/structure/mutations';

/** Choices that look random and are the same for the same seed. */
export class Chance {
  public readonly below: (limit: number) => number;

  constructor(seed: number) {
    this.below = randomOf(seed);
    // Neighbouring seeds begin alike.
    for (let i = 0; i < 8; i++) { this.below(2); }
  }

  public of<T>(values: readonly T[]): T {
    return values[this.below(values.length)];
  }

  /** Whether it happens, once in so many times. */
  public once(times: number): boolean {
    return times !== Infinity && this.below(times) === 0;
  }

  /** Some of the values, in their order, none twice. */
  public some<T>(values: readonly T[], most: number): T[] {
    const picked = new Set<number>();
    const count = 1 + this.below(most);
    while (picked.size < Math.min(count, values.length)) { picked.add(this.below(values.length)); }
    return values.filter((_, i) => picked.has(i));
  }

  /** The parts that happen, each once in so many times, in one object. */
  public parts<T>(...parts: ReadonlyArray<readonly [number, () => T]>): T {
    return Object.assign({}, ...parts.map(([times, make]) => (this.once(times) ? make() : {}))) as T;
  }
}
