import type { AppObject } from './app-object';
import type { Cursor } from './cursor';
import { ofObject } from './of-object';

/** A text that an HTTP match compares something of the request with. */
export interface MatchText {
  /** The block with `exact`, `prefix` or `regex`. */
  readonly text: Cursor;
  /** What is compared. */
  readonly of: 'uri' | 'scheme' | 'method' | 'authority' | 'headers' | 'withoutHeaders' | 'queryParams';
}

/** The HTTP routes of a VirtualService. */
export function httpRoutes({ spec }: AppObject): readonly Cursor[] {
  return spec.at('http').items();
}

/** The matches of the HTTP routes of a VirtualService. */
export const httpMatches = ofObject((object): readonly Cursor[] => httpRoutes(object).flatMap((route) => route.at('match').items()));

/** The routes of a VirtualService for connections: those of `tls` and of `tcp`. */
export function connectionRoutes({ spec }: AppObject): Cursor[] {
  return [...spec.at('tls').items(), ...spec.at('tcp').items()];
}

/** All texts that the HTTP matches of a VirtualService compare with. */
export function* matchTexts(object: AppObject): Iterable<MatchText> {
  for (const match of httpMatches(object)) {
    for (const of of ['uri', 'scheme', 'method', 'authority'] as const) { yield { text: match.at(of), of }; }
    for (const of of ['headers', 'withoutHeaders', 'queryParams'] as const) {
      for (const [, text] of match.at(of).entries()) { yield { text, of }; }
    }
  }
}

/** The destinations that HTTP routes name: of their targets and of their mirrors. */
export function destinationsOf(route: Cursor): Cursor[] {
  return [
    ...route.at('route').items().map((target) => target.at('destination')),
    route.at('mirror'),
    ...route.at('mirrors').items().map((mirror) => mirror.at('destination')),
  ];
}

/** Whether the VirtualService has no hosts of its own: another one leaves requests to it. */
export function isDelegate({ spec }: AppObject): boolean {
  const { json } = spec.at('hosts');
  return json === undefined || (Array.isArray(json) && json.length === 0);
}

/** Whether the proxies of gateways alone read it. Without gateways, those of the mesh do. */
export function isForGatewaysOnly({ spec }: AppObject): boolean {
  const gateways = spec.at('gateways').items();
  return gateways.length > 0 && !gateways.some(({ text }) => text === 'mesh');
}

/** Whether the name of a header in a match stands for a claim of a token (`jwt.ToRoutingClaim`). */
export function isClaim(name: string): boolean {
  return /^@request\.auth\.claims(?:\..+|\[.+\])$/is.test(name);
}

/** Whether the field has something other than an empty text, which Istio takes for nothing. */
export function saysSomething(field: Cursor): boolean {
  return field.given && field.json !== '';
}
