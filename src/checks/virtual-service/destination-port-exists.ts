import { wholeApp } from '../check';
import { Severity } from '../finding';
import { destinations } from '../routes';

/** See its title. */
export const destinationPortExists = wholeApp({
  code: 'CI0102',
  name: 'destination-port-exists',
  title: 'The port of a destination is a port of its service.',
  severity: Severity.ERROR,
  kinds: ['VirtualService', 'Service', 'ServiceEntry'],
  explanation: 'The proxies have no cluster for a port that the service does not have: every request of the route is answered with 503. '
    + 'It is the port of the service that counts, not that of its pods.',
  fix: 'use a port of the service',
  equivalents: ['IST0101'],
  *run(view) {
    for (const { place, host, object } of destinations(view)) {
      const number = place.at('port', 'number').number;
      if (number === undefined) { continue; }
      const services = view.services.visible(host, [object.namespace]);
      const ports = services.flatMap((service) => service.ports ?? []);
      if (services.some((service) => service.ports === undefined) || ports.length === 0) { continue; }
      if (ports.some((port) => port.number === number)) { continue; }
      const numbers = [...new Set(ports.map((port) => port.number))].sort((a, b) => a - b);
      yield place.at('port', 'number').mustBe(`${numbers.length === 1 ? '' : 'one of '}${numbers.join(', ')} (${services[0].object?.fullId ?? host})`);
    }
  },
});
