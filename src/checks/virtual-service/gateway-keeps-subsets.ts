import type { AppObject } from '../app-object';
import type { AppView } from '../app-view';
import { eachObject } from '../check';
import { Severity } from '../finding';
import { gatewaysOf } from '../routes';

/** See its title. */
export const gatewayKeepsSubsets = eachObject({
  code: 'CI0122',
  name: 'gateway-keeps-subsets',
  title: 'A gateway sends requests to the subsets that the mesh sends them to.',
  severity: Severity.WARNING,
  kinds: ['VirtualService', 'Gateway'],
  fields: ['gateways'],
  explanation: 'Routes of a VirtualService for the mesh do not hold for requests that enter at a gateway: those go straight to all pods of the service. A canary or a '
    + 'test of versions that only the mesh knows is none for users.',
  fix: 'name the subsets in the routes of the gateway too, or bind the other VirtualService to the Gateway',
  equivalents: ['IST0140'],
  *object(object, view) {
    const gateways = gatewaysOf(object, view);
    if (gateways.length === 0) { return; }
    for (const route of object.spec.at('http').items().flatMap((one) => one.at('route').items())) {
      const destination = route.at('destination');
      const host = destination.at('host').text;
      if (host === undefined || (destination.at('subset').text ?? '') !== '') { continue; }
      const split = splits(view).get(view.resolve(host, object))?.find((other) => other !== object);
      // One that is bound to the same Gateways says itself what holds there.
      if (split === undefined || gateways.every(({ id }) => gatewaysOf(split, view).some((one) => one.id === id))) { continue; }
      yield destination.at('host').problem(`is ${JSON.stringify(host)} without a subset, while ${split.fullId} sends requests of the mesh for it to subsets; both must say the same`);
    }
  },
});

/** The VirtualServices that send requests for a host to subsets of the same host, by the host. */
function splits(view: AppView): ReadonlyMap<string, readonly AppObject[]> {
  return view.once('subset-splits', () => {
    const byHost = new Map<string, AppObject[]>();
    for (const object of view.ofKind('VirtualService')) {
      const hosts = new Set(object.spec.at('hosts').texts().map((host) => view.resolve(host, object)));
      const split = new Set(object.spec.at('http').items().flatMap((route) => route.at('route').items()).map((one) => one.at('destination'))
        .filter((one) => (one.at('subset').text ?? '') !== '').map((one) => view.resolve(one.at('host').text ?? '', object)).filter((host) => hosts.has(host)));
      for (const host of split) { byHost.set(host, [...(byHost.get(host) ?? []), object]); }
    }
    return byHost;
  });
}
