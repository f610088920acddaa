import { Lazy } from 'cdk8s';

/** A text that is read when the objects are written: what it depends on may be told until then, the Mesh for example. */
export function late(produce: () => string): string {
  return Lazy.any({ produce }) as string;
}
