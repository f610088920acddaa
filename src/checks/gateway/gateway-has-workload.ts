import { eachObject } from '../check';
import { Severity } from '../finding';
import { showLabels } from '../labels';

/** See its title. */
export const gatewayHasWorkload = eachObject({
  code: 'CI0401',
  name: 'gateway-has-workload',
  title: 'The selector of a Gateway picks gateway pods.',
  severity: Severity.WARNING,
  kinds: ['Gateway', 'Deployment', 'DaemonSet', 'Pod', 'IstioOperator'],
  fields: ['selector'],
  explanation: 'A Gateway configures the pods that its selector picks, in whatever namespace. If there are none, nothing listens. '
    + 'Known are the pods of the app, the gateways of an IstioOperator in the app, and those of the default profile.',
  fix: 'correct the selector, or name the labels of the gateway pods in knownGatewayLabels of the Mesh',
  equivalents: ['IST0101', 'KIA0302'],
  *object(gateway, view) {
    const selector = gateway.spec.at('selector');
    const labels = selector.labels();
    if (Object.keys(labels).length === 0 || view.gateways.workloadsOf(gateway).length > 0) { return; }
    if (view.context.knownNamespaces.includes(gateway.namespace)) { return; }
    yield selector.problem(`is ${showLabels(labels)}, which picks no pods that are known; it must be the labels of gateway pods`);
  },
});
