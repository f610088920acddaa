import { wholeApp } from '../check';
import { Severity } from '../finding';
import { destinations } from '../routes';

/** See its title. */
export const destinationPortGiven = wholeApp({
  code: 'CI0104',
  name: 'destination-port-given',
  title: 'A destination names its port if the service has several.',
  severity: Severity.WARNING,
  kinds: ['VirtualService', 'Service', 'ServiceEntry'],
  explanation: 'Without a port the request goes to the port that it came for. A gateway listens on other ports than the service, and then there is no route.',
  fix: 'set port.number',
  equivalents: ['IST0112'],
  *run(view) {
    for (const { place, host, object } of destinations(view)) {
      if (place.at('port', 'number').given) { continue; }
      for (const service of view.services.visible(host, [object.namespace]).slice(0, 1)) {
        const numbers = (service.ports ?? []).filter(({ protocol }) => protocol !== 'UDP').map(({ number }) => number);
        if (numbers.length < 2) { continue; }
        yield place.at('port').mustBe(`given, as ${service.object?.fullId ?? host} has the ports ${numbers.join(', ')}`);
      }
    }
  },
});
