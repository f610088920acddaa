import type { AppObject } from './app-object';
import type { Cursor } from './cursor';

/** The connection pools of a Sidecar: of its ingress listeners, and for all others. */
export function sidecarPools({ spec }: AppObject): Cursor[] {
  return [...spec.at('ingress').items().map((listener) => listener.at('connectionPool')), spec.at('inboundConnectionPool')]
    .filter(({ fields }) => fields !== undefined);
}
