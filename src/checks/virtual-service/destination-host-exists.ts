import { wholeApp } from '../check';
import { Severity } from '../finding';
import { destinations } from '../routes';
import { unknownHost } from '../unknown-host';

/** See its title. */
export const destinationHostExists = wholeApp({
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
    for (const { object, place, host } of destinations(view)) { yield* unknownHost(place.at('host'), host, object, view); }
  },
});
