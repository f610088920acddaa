import { Lazy } from 'cdk8s';

/** A text that is read when the objects are written: what it depends on may be told until then, the Mesh for example. */
export function late(produce: () => string): string {
  return Lazy.any({ produce }) as string;
}

/**
 * A text that is read when the objects are written. Two are equal data if they have the same identity, and a copy is as good: cdk8s
 * resolves whatever has such a member.
 */
export function lateText(identity: string, produce: () => string): string {
  return { late: identity, resolve: produce } as unknown as string;
}
