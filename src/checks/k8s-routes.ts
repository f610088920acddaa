import type { AppObject } from './app-object';
import type { Cursor } from './cursor';

const GROUP = 'gateway.networking.k8s.io';

/** The kinds of the Gateway API that route traffic. */
export const ROUTE_KINDS: readonly string[] = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'].map((kind) => `${kind}.${GROUP}`);

/** A reference of a route. */
export interface RouteRef {
  readonly place: Cursor;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** What a route is attached to. */
export function parentsOf(route: AppObject): RouteRef[] {
  return route.spec.at('parentRefs').items().flatMap((place) => readRef(place, route, 'Gateway'));
}

/** Where a route sends traffic, mirrors included. */
export function backendsOf(route: AppObject): RouteRef[] {
  const rules = route.spec.at('rules').items();
  const mirrored = (holder: Cursor) => holder.at('filters').items().map((filter) => filter.at('requestMirror', 'backendRef')).filter((ref) => ref.given);
  return rules.flatMap((rule) => [...rule.at('backendRefs').items().flatMap((ref) => [ref, ...mirrored(ref)]), ...mirrored(rule)])
    .flatMap((place) => readRef(place, route, 'Service'));
}

function readRef(place: Cursor, route: AppObject, usual: string): RouteRef[] {
  const name = place.at('name').text;
  return name === undefined ? [] : [{ place, name, kind: place.at('kind').text ?? usual, namespace: place.at('namespace').text || route.namespace }];
}
