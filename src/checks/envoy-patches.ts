import type { AppObject } from './app-object';
import type { Cursor } from './cursor';

/** A patch of an EnvoyFilter that Istio's webhook looks into: patches of waypoints it lets pass. */
export interface EnvoyPatch {
  readonly place: Cursor;
  /** What is patched; `INVALID`, if it is not said. */
  readonly applyTo: string;
  readonly match: Cursor;
  /** Empty, if it is not said; `INVALID` is as good. */
  readonly operation: string;
  readonly value: Cursor;
}

export function envoyPatches({ spec }: AppObject): EnvoyPatch[] {
  return spec.at('configPatches').items()
    .filter((place) => place.fields !== undefined && place.at('match', 'context').text !== 'WAYPOINT')
    .map((place) => ({
      place,
      applyTo: place.at('applyTo').text ?? 'INVALID',
      match: place.at('match'),
      operation: place.at('patch', 'operation').text ?? 'INVALID',
      value: place.at('patch', 'value'),
    }));
}

/** What the HTTP connection manager is called, which holds the filters for HTTP; the second one is from the past. */
export const CONNECTION_MANAGERS: readonly string[] = ['envoy.filters.network.http_connection_manager', 'envoy.http_connection_manager'];
