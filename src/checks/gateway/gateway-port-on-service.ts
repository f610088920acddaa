import type { AppObject } from '../app-object';
import type { AppView } from '../app-view';
import { eachObject, type Report } from '../check';
import { Severity } from '../finding';
import { selects } from '../labels';
import { servicesOfPods } from '../services-of-pods';
import { containerPorts, type Workload } from '../workload-index';

/** The labels and ports of the ingress gateway of the default profile. */
const DEFAULT_LABELS = { app: 'istio-ingressgateway', istio: 'ingressgateway' };
const DEFAULT_PORTS = [80, 443, 15021, 15443, 31400];

/** See its title. */
export const gatewayPortOnService = eachObject({
  code: 'CI0421',
  name: 'gateway-port-on-service',
  title: 'The ports of a Gateway are ports of the Service of its pods.',
  severity: Severity.WARNING,
  kinds: ['Gateway', 'Service', 'Deployment', 'Pod'],
  fields: ['selector'],
  explanation: 'Clients come through the Service of the gateway pods. A port that it does not have is one that nobody can reach. '
    + 'If the app has the pods and no Service for them, it is an info.',
  fix: 'add the port to the Service, or use one that it has',
  equivalents: ['IST0162'],
  *object(gateway, view) {
    const pods = view.workloads.anywhere(gateway.spec.at('selector').labels());
    if (Object.keys(gateway.spec.at('selector').labels()).length === 0) { return; }
    if (pods.length === 0) {
      if (isOfDefaultProfile(gateway, view)) { yield* beyondDefault(gateway); }
      return;
    }
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

/** Whether it is for the ingress gateway of the default profile, of which the app shows nothing. */
function isOfDefaultProfile(gateway: AppObject, view: AppView): boolean {
  const { installations, knownGatewayLabels } = view.context;
  return installations.length === 0 && knownGatewayLabels.length === 0 && view.ofKind('IstioOperator').length === 0
    && selects(gateway.spec.at('selector').labels(), DEFAULT_LABELS)
    && !view.ofKind('Service').some((service) => service.spec.at('selector', 'istio').text === DEFAULT_LABELS.istio);
}

function* beyondDefault(gateway: AppObject): Iterable<Report> {
  for (const number of gateway.spec.at('servers').items().map((server) => server.at('port', 'number'))) {
    if (number.number === undefined || DEFAULT_PORTS.includes(number.number)) { continue; }
    yield number.mustBe(`a port of the Service of the gateway, and that of the default profile has ${DEFAULT_PORTS.join(', ')}`, { severity: Severity.INFO });
  }
}

/** A Gateway may name the port of the Service or that of the pods. */
function portsOf(service: AppObject, pod: Workload): number[] {
  return service.spec.at('ports').items().filter((port) => (port.at('protocol').text ?? 'TCP') === 'TCP').flatMap((port) => {
    const target = port.at('targetPort');
    const named = target.text === undefined ? undefined : containerPorts(pod).find(({ name }) => name === target.text)?.number;
    return [port.at('port').number, target.number, named].filter((number): number is number => number !== undefined);
  });
}
