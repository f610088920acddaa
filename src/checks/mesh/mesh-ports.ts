import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { meshConfigsIn, PROXY_CONFIG_FIELDS, proxyConfigsIn } from '../mesh-places';

/** See its title. */
export const meshPorts = eachObject({
  code: 'CI1303',
  name: 'mesh-ports',
  title: 'The ports of the proxies are ports.',
  severity: Severity.ERROR,
  kinds: [ANY],
  fields: PROXY_CONFIG_FIELDS,
  explanation: 'Istio refuses the MeshConfig, or the pod with such an annotation. A 0 is no default here.',
  fix: 'write a port, or leave the field out',
  equivalents: ['IV-MC-002', 'IV-MC-030', 'IV-MC-031'],
  *object(object, view) {
    const ports = [
      ...meshConfigsIn(object, view).map(({ at }) => at.at('proxyListenPort')),
      ...proxyConfigsIn(object, view).flatMap(({ at }) => [at.at('proxyAdminPort'), at.at('statusPort')]),
    ];
    for (const port of ports) {
      if (port.number !== undefined && (port.number < 1 || port.number > 65535)) { yield port.mustBe('between 1 and 65535'); }
    }
  },
});
