import { parseServiceHost } from '../../model/hosts';
import type { AppObject } from '../app-object';
import type { AppView } from '../app-view';
import { wholeApp } from '../check';
import { Severity } from '../finding';
import { destinations, gatewaysOf, isForMesh } from '../routes';

/** See its title. */
export const subsetSeenByClients = wholeApp({
  code: 'CI0180',
  name: 'subset-seen-by-clients',
  title: 'The DestinationRule with the subset of a destination is one that the callers see.',
  severity: Severity.ERROR,
  kinds: ['VirtualService', 'DestinationRule'],
  explanation: 'Proxies look for a DestinationRule in their own namespace, in that of the service, and in the root namespace, and stop at the first that has one. '
    + 'Those of other namespaces, and those that exportTo keeps to their namespace, they do not see: without the subset every request of the route is answered with 503.',
  fix: 'put the DestinationRule into the namespace of the service and export it, or into that of the callers',
  equivalents: ['GAP-17', 'KIA1107'],
  *run(view) {
    const known = new Map<AppObject, readonly string[]>();
    for (const { object, place, host, subset } of destinations(view)) {
      if (subset === undefined) { continue; }
      // Whether anything defines it, another check says.
      const definers = view.destinationRules.over(host).filter((rule) => hasSubset(rule, subset, view));
      if (definers.length === 0) { continue; }
      const callers = known.get(object) ?? clients(object, view);
      known.set(object, callers);
      const owner = view.services.exact(host)[0]?.namespace ?? parseServiceHost(host, view.context.clusterDomain)?.namespace;
      const blind = callers.find((client) => !view.destinationRules.seenFrom(client, host, owner).some((rule) => hasSubset(rule, subset, view)));
      if (blind === undefined) { continue; }
      const [taken] = view.destinationRules.seenFrom(blind, host, owner);
      yield place.at('subset').mustBe(`a subset that proxies of namespace ${blind} see: ${definers[0].fullId} has it, and they take ${taken?.fullId ?? 'no DestinationRule'}`);
    }
  },
});

function hasSubset(rule: AppObject, name: string, view: AppView): boolean {
  return view.destinationRules.subsetsOf(rule).has(name);
}

/** The namespaces of proxies that are certain to read the routes: its own, and those of its gateways' pods that the app shows. */
function clients(object: AppObject, view: AppView): string[] {
  const gateways = gatewaysOf(object, view).flatMap(({ id }) => view.gateways.get(id) ?? []);
  const pods = gateways.flatMap((gateway) => {
    const selector = gateway.spec.at('selector').labels();
    return Object.keys(selector).length === 0 ? [] : view.once(`pods of ${gateway.id}`, () => view.workloads.anywhere(selector));
  });
  return [...new Set([...(isForMesh(object) ? [object.namespace] : []), ...pods.map(({ namespace }) => namespace)])];
}
