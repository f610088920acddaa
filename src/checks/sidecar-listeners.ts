import type { AppObject } from './app-object';
import type { Cursor } from './cursor';

/** A listener of a Sidecar. */
export interface SidecarListener {
  readonly place: Cursor;
  readonly direction: 'ingress' | 'egress';
  readonly port: Cursor;
  /** The number of the port. 0, if it is not given, which Istio reads alike; `undefined`, if it is no number. */
  readonly number: number | undefined;
  /** Where it listens; empty, if it is not said. */
  readonly bind: string;
}

/** The listeners that have a port. Others are those for all other ports, or break the schema. */
export function sidecarListeners({ spec }: AppObject): SidecarListener[] {
  return (['ingress', 'egress'] as const).flatMap((direction) => spec.at(direction).items()
    .filter((place) => place.at('port').fields !== undefined)
    .map((place) => {
      const port = place.at('port');
      return { place, direction, port, number: port.at('number').given ? port.at('number').number : 0, bind: place.at('bind').text ?? '' };
    }));
}

/** What stands before the path of a Unix domain socket. */
export const SOCKET = 'unix://';
