import { ambientHosts } from '../ambient-routes';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { waypointName } from '../waypoints';

/** See its title. */
export const routesNeedWaypoint = eachObject({
  code: 'CI1603',
  name: 'routes-need-waypoint',
  title: 'In the ambient mesh, routes and settings for requests are for services behind a waypoint.',
  severity: Severity.WARNING,
  kinds: [ANY, 'VirtualService', 'DestinationRule', 'Namespace', 'Service'],
  subjects: ['VirtualService', 'DestinationRule'],
  explanation: 'The proxy of a node (ztunnel) sees connections, not requests: without a waypoint there are no routes, retries, timeouts and outlier detection.',
  fix: 'label the service or its namespace with istio.io/use-waypoint',
  equivalents: ['KIA0210', 'KIA0211', 'KIA1109', 'KIA1113'],
  *object(object, view) {
    for (const { place, service } of ambientHosts(object, view)) {
      if (waypointName(service.labels, service.namespace, view) !== undefined) { continue; }
      yield place.problem(`is ${JSON.stringify(place.text)}; ${service.fullId} must have a waypoint for what is said here of requests`);
    }
  },
});
