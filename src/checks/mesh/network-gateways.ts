import { isIpAddress } from '../../model/go/addresses';
import { fqdnProblem } from '../../model/go/host-names';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { MESH_NETWORKS_FIELDS, meshNetworksIn } from '../mesh-places';

/** See its title. */
export const networkGateways = eachObject({
  code: 'CI1321',
  name: 'network-gateways',
  title: 'The gateways of a network have an address or a service, and a port.',
  severity: Severity.ERROR,
  kinds: [ANY],
  fields: MESH_NETWORKS_FIELDS,
  explanation: 'The control plane refuses all networks of the mesh if one is wrong, and knows none then: traffic between networks finds no way. Nobody tells before.',
  fix: 'write address: ADDRESS or registryServiceName: HOST, and port: PORT',
  equivalents: ['IV-MN-003', 'IV-MN-004', 'IV-MN-005'],
  *object(object, view) {
    for (const { at } of meshNetworksIn(object, view)) {
      for (const gateway of at.entries().flatMap(([, network]) => network.at('gateways').items())) {
        const [service, address, port] = [gateway.at('registryServiceName'), gateway.at('address'), gateway.at('port')];
        const ofService = service.text === undefined ? undefined : fqdnProblem(service.text);
        if (ofService !== undefined) { yield service.mustBe(ofService); }
        if (address.text !== undefined && !isIpAddress(address.text) && fqdnProblem(address.text) !== undefined) { yield address.mustBe('an IP address or a DNS name'); }
        if (gateway.fields !== undefined && !(Number(port.json) >= 1 && Number(port.json) <= 65535)) { yield port.mustBe('between 1 and 65535'); }
      }
    }
  },
});
