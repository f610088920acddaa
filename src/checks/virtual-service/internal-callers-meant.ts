import { wholeApp } from '../check';
import { Severity } from '../finding';
import { isForMesh } from '../routes';

/** See its title. */
export const internalCallersMeant = wholeApp({
  code: 'CI0182',
  name: 'internal-callers-meant',
  title: 'Routes for a host of a service are for callers inside the mesh too.',
  severity: Severity.WARNING,
  kinds: ['VirtualService', 'Service'],
  explanation: 'A VirtualService that names gateways is for these alone, unless it names "mesh" as well. Callers inside the mesh use the host of the service; they '
    + 'get none of its routes, timeouts and retries.',
  fix: 'add "mesh" to gateways, or write a VirtualService without gateways for the callers inside',
  equivalents: ['GAP-25'],
  *run(view) {
    const forGateways = view.ofKind('VirtualService').filter((object) => object.spec.at('gateways').items().length > 0 && !isForMesh(object));
    if (forGateways.length === 0) { return; }
    const hosts = new Set(view.ofKind('VirtualService').filter(isForMesh)
      .flatMap((object) => object.spec.at('hosts').texts().map((host) => view.resolve(host, object))));
    for (const object of forGateways) {
      for (const place of object.spec.at('hosts').items()) {
        const host = place.text === undefined ? undefined : view.resolve(place.text, object);
        const service = host === undefined || hosts.has(host) ? undefined : view.services.exact(host).find((one) => one.object?.kind === 'Service');
        if (service === undefined) { continue; }
        yield place.problem(`is ${JSON.stringify(place.text)}, the host of ${service.object?.fullId}, for gateways alone; gateways must name "mesh" for callers inside the mesh`);
      }
    }
  },
});
