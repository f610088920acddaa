import { ambientHosts } from '../ambient-routes';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const routesBesideService = eachObject({
  code: 'CI1604',
  name: 'routes-beside-service',
  title: 'In the ambient mesh, routes and settings for requests are in the namespace of the service.',
  severity: Severity.WARNING,
  kinds: [ANY, 'VirtualService', 'DestinationRule', 'Namespace', 'Service'],
  subjects: ['VirtualService', 'DestinationRule'],
  explanation: 'A waypoint serves whoever calls, and so heeds what the owner of the service says. What a caller\'s namespace says of a service elsewhere is for '
    + 'the sidecars of that namespace, which the ambient mesh does not have.',
  fix: 'put the object into the namespace of the service',
  equivalents: ['KIA1114', 'KIA0212'],
  *object(object, view) {
    for (const { place, service } of ambientHosts(object, view)) {
      if (service.namespace === object.namespace) { continue; }
      yield place.problem(`is ${JSON.stringify(place.text)}, and ${object.fullId} must be in namespace ${service.namespace} of the service for a waypoint to heed it`);
    }
  },
});
