import { eachObject } from '../check';
import { Severity } from '../finding';
import { containerPorts } from '../workload-index';

/** See its title. */
export const targetPortExists = eachObject({
  code: 'CI0680',
  name: 'target-port-exists',
  title: 'The target port of a Service is one of the containers.',
  severity: Severity.WARNING,
  kinds: ['Service', 'Deployment', 'StatefulSet', 'DaemonSet', 'Pod'],
  fields: ['selector'],
  explanation: 'Requests to a port that nothing listens on fail with 503. A name that no container gives to a port is no port at all. Containers need not say all '
    + 'their ports, so that a number is an info.',
  fix: 'correct targetPort, or add the port to the container',
  equivalents: ['KIA0701'],
  *object(service, view) {
    const selector = service.spec.at('selector').labels();
    // Ports of the control plane are not all said.
    if (Object.keys(selector).length === 0 || service.namespace === view.context.rootNamespace) { return; }
    const workloads = view.workloads.selected(service.namespace, selector);
    const ports = workloads.map(containerPorts);
    if (ports.length === 0 || ports.some((own) => own.length === 0)) { return; }
    for (const port of service.spec.at('ports').items()) {
      const target = port.at('targetPort');
      const wanted = target.number ?? target.text ?? port.at('port').number;
      if (wanted === undefined || port.at('protocol').text === 'UDP') { continue; }
      if (ports.some((own) => own.some(({ number, name }) => number === wanted || name === wanted))) { continue; }
      const shown = [...new Set(ports.flat().map(({ number, name }) => (name === undefined ? `${number}` : `${number} (${name})`)))].join(', ');
      yield (target.given ? target : port.at('port')).mustBe(`a port of the containers of ${workloads[0].object.fullId}: ${shown}`, {
        severity: typeof wanted === 'string' ? Severity.WARNING : Severity.INFO,
      });
    }
  },
});
