import type { AppObject } from './app-object';
import type { AppView } from './app-view';
import type { Cursor } from './cursor';
import { ofObject } from './of-object';
import { wildcardDomainProblem } from '../model/go/host-names';

/** A destination of a VirtualService: of a route or of a mirror. */
export interface Destination {
  readonly object: AppObject;
  /** The `destination` (or `mirror`) block. */
  readonly place: Cursor;
  /** The full name of its host. */
  readonly host: string;
  /** The subset that it names. */
  readonly subset?: string;
}

/** All destinations of the app that name a host. */
export function destinations(view: AppView): readonly Destination[] {
  return view.once('destinations', () => view.ofKind('VirtualService').flatMap((object) => destinationPlaces(object).flatMap((place) => {
    const host = place.at('host').text;
    // CI0260 tells of those that are no hosts.
    return host === undefined || host === '*' || wildcardDomainProblem(host) !== undefined ? []
      : [{ object, place, host: view.resolve(host, object), subset: place.at('subset').text || undefined }];
  })));
}

/** Those of a host. */
export function destinationsOf(host: string, view: AppView): readonly Destination[] {
  const byHost = view.once('destinations-by-host', () => {
    const all = new Map<string, Destination[]>();
    for (const destination of destinations(view)) {
      const same = all.get(destination.host);
      if (same === undefined) { all.set(destination.host, [destination]); } else { same.push(destination); }
    }
    return all;
  });
  return byHost.get(host) ?? [];
}

function destinationPlaces({ spec }: AppObject): Cursor[] {
  return [
    ...spec.at('http').items().flatMap((route) => [
      ...route.at('route').items().map((target) => target.at('destination')),
      route.at('mirror'),
      ...route.at('mirrors').items().map((mirror) => mirror.at('destination')),
    ]),
    ...['tcp', 'tls'].flatMap((protocol) => spec.at(protocol).items())
      .flatMap((route) => route.at('route').items().map((target) => target.at('destination'))),
  ];
}

/** The lists of weighted destinations of a VirtualService. */
export const weightedRoutes = ofObject(({ spec }): readonly Cursor[] =>
  ['http', 'tcp', 'tls'].flatMap((protocol) => spec.at(protocol).items()).map((route) => route.at('route')));

/** Whether the VirtualService is for the proxies of the mesh. A delegate is for whoever refers to it. */
export function isForMesh({ spec }: AppObject): boolean {
  const gateways = spec.at('gateways').texts();
  return spec.at('hosts').texts().length > 0 && (gateways.length === 0 || gateways.includes('mesh'));
}

/** The Gateways that a VirtualService is bound to. */
export function gatewaysOf(object: AppObject, view: AppView): Array<{ place: Cursor; id: string }> {
  return object.spec.at('gateways').items().flatMap((place) => {
    const entry = place.text;
    return entry === undefined || entry === 'mesh' ? [] : [{ place, id: view.gateways.resolve(entry, object.namespace) }];
  });
}
