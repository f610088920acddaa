import type { Check } from '../check';
import { Severity } from '../finding';
import { isIpAddress, parseServiceHost, serviceHost } from '../hosts';
import { destinations } from '../routes';
import { readExportTo } from '../service-index';

/** See its title. */
export const destinationHostExists: Check = {
  code: 'CI0101',
  name: 'destination-host-exists',
  title: 'A destination of a VirtualService is a service of the mesh.',
  severity: Severity.ERROR,
  kinds: ['VirtualService', 'Service', 'ServiceEntry'],
  explanation: 'The proxies have no cluster for a host that is no Service and no ServiceEntry: every request of the route is answered with 503. '
    + 'Istio takes a name with a dot literally: "reviews.shop" is not the service reviews of namespace shop. '
    + 'What the app cannot know, a host outside of it, is a warning.',
  fix: 'correct the host, add a ServiceEntry, or name it in knownHosts of the Mesh if it exists elsewhere',
  equivalents: ['IST0101', 'KIA1101'],
  *run(view) {
    const { clusterDomain, knownNamespaces } = view.context;
    for (const { object, place, host } of destinations(view)) {
      const namespaces = [object.namespace, ...readExportTo(object.spec.at('exportTo').texts(), object.namespace)];
      if (isIpAddress(host) || view.services.visible(host, namespaces).length > 0) { continue; }
      const at = place.at('host');
      if (view.services.exact(host).length > 0) {
        yield at.mustBe(`a host that namespace ${object.namespace} sees; exportTo of ${view.services.exact(host)[0].object?.fullId} leaves it out`);
        continue;
      }
      const service = parseServiceHost(host, clusterDomain);
      if (service !== undefined && knownNamespaces.includes(service.namespace)) { continue; }
      const [name, namespace] = host.split('.');
      const meant = serviceHost(name, namespace ?? '', clusterDomain);
      if (service === undefined && view.services.exact(meant).length > 0) {
        yield at.mustBe('a full name: Istio does not complete a name that has a dot', { fix: `write ${meant}` });
      } else {
        const isOfApp = service !== undefined && view.services.definesServicesIn(service.namespace);
        yield at.mustBe('the host of a Service or a ServiceEntry', { severity: isOfApp ? Severity.ERROR : Severity.WARNING });
      }
    }
  },
};
