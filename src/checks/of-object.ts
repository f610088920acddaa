import type { AppObject } from './app-object';
import type { Cursor } from './cursor';

/**
 * What several checks read of an object, made once for all of them: they look at it one after the other. The next object takes its place.
 */
export function ofObject<T>(read: (object: AppObject) => T): (object: AppObject) => T {
  let last: { root: Cursor; read: T } | undefined;
  return (object) => {
    const { root } = object;
    if (last?.root !== root) { last = { root, read: read(object) }; }
    return last.read;
  };
}
