import { eachObject } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';

/** See its title. */
export const operatorRootPorts = eachObject({
  code: 'CI1329',
  name: 'operator-root-ports',
  title: 'Gateways that do not run as root listen on ports from 1024 on.',
  severity: Severity.ERROR,
  kinds: ['IstioOperator'],
  fields: ['components', 'ingressPorts'],
  explanation: 'No installation comes of it, as istioctl refuses it: without root, a proxy cannot listen on lower ports. A targetPort that is left out is the port itself.',
  fix: 'write a targetPort such as 8080, or runAsRoot: true in the values of the gateway',
  equivalents: ['IV-IO-009', 'IV-IO-015'],
  *object({ spec }) {
    const values = spec.at('values', 'gateways');
    for (const [list, name] of [['ingressGateways', 'istio-ingressgateway'], ['egressGateways', 'istio-egressgateway']]) {
      if (values.at(name, 'runAsRoot').isTrue) { continue; }
      for (const port of spec.at('components', list).items().flatMap((gateway) => gateway.at('k8s', 'service', 'ports').items())) {
        const target = port.at('targetPort');
        if (target.text === undefined && needsRoot(port)) { yield target.mustBe('1024 or more'); }
      }
    }
    for (const port of values.at('istio-ingressgateway', 'ingressPorts').items()) {
      const target = port.at('targetPort');
      if ((!target.given || target.number !== undefined) && port.at('port').number !== undefined && needsRoot(port)) { yield target.mustBe('1024 or more'); }
    }
  },
});

function needsRoot(port: Cursor): boolean {
  const target = port.at('targetPort').number ?? 0;
  return target < 1024 && !(target === 0 && (port.at('port').number ?? 0) > 1024);
}
