import { Lazy } from 'cdk8s';

/** A text that is read when the objects are written: what it depends on may be told until then, the Mesh for example. */
export function late(produce: () => string): string {
  return Lazy.any({ produce }) as string;
}

/** A text that is read when the objects are written. Two are equal data if they have the same identity. */
export function lateText(identity: string, produce: () => string): string {
  return new LateText(identity, produce) as unknown as string;
}

/** cdk8s resolves what has such a method; only what is public is data to those who compare. */
class LateText {
  readonly #produce: () => string;

  constructor(public readonly late: string, produce: () => string) {
    this.#produce = produce;
  }

  public resolve(): string {
    return this.#produce();
  }
}
