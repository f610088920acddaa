import type { AppObject } from '../app-object';
import { eachObject } from '../check';
import { Severity } from '../finding';
import { servicesOfPods } from '../services-of-pods';
import { containerPorts, type Workload } from '../workload-index';

/** See its title. */
export const gatewayPortOnService = eachObject({
  code: 'CI0421',
  name: 'gateway-port-on-service',
  title: 'The ports of a Gateway are ports of the Service of its pods.',
  severity: Severity.WARNING,
  kinds: ['Gateway', 'Service', 'Deployment', 'Pod'],
  explanation: 'Clients come through the Service of the gateway pods. A port that it does not have is one that nobody can reach. '
    + 'If the app has the pods and no Service for them, it is an info.',
  fix: 'add the port to the Service, or use one that it has',
  equivalents: ['IST0162'],
  *object(gateway, view) {
    const pods = view.workloads.anywhere(gateway.spec.at('selector').labels());
    if (pods.length === 0 || Object.keys(gateway.spec.at('selector').labels()).length === 0) { return; }
    const services = pods.map((pod) => ({ pod, services: servicesOfPods(pod, view) }));
    const ports = new Set(services.flatMap((each) => each.services.flatMap((service) => portsOf(service, each.pod))));
    const names = [...new Set(services.flatMap((each) => each.services.map(({ fullId }) => fullId)))].sort();
    for (const server of gateway.spec.at('servers').items()) {
      const number = server.at('port', 'number');
      if (number.number === undefined || ports.has(number.number)) { continue; }
      yield names.length === 0 ? number.problem(`is ${number.number}, and no Service is for ${pods[0].object.fullId}; it must be a port of one`, { severity: Severity.INFO })
        : number.mustBe(`a port of ${names.join(' or ')}: ${[...ports].sort((a, b) => a - b).join(', ')}`);
    }
  },
});

/** A Gateway may name the port of the Service or that of the pods. */
function portsOf(service: AppObject, pod: Workload): number[] {
  return service.spec.at('ports').items().filter((port) => (port.at('protocol').text ?? 'TCP') === 'TCP').flatMap((port) => {
    const target = port.at('targetPort');
    const named = target.text === undefined ? undefined : containerPorts(pod).find(({ name }) => name === target.text)?.number;
    return [port.at('port').number, target.number, named].filter((number): number is number => number !== undefined);
  });
}
