import { isIpAddress } from '../../model/go/addresses';
import { sniHostProblem, wildcardDomainProblem } from '../../model/go/host-names';
import { Severity } from '../finding';
import { isForGatewaysOnly } from '../http-routes';
import { beyondStructure } from '../structure-index';

/** See its title. */
export const virtualServiceHostName = beyondStructure({
  code: 'CI0240',
  name: 'virtual-service-host-name',
  title: 'The hosts of a VirtualService are DNS names, wildcards or IP addresses, and "*" is for gateways only.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['hosts'],
  isRefusedByConstructs: true,
  explanation: 'Istio refuses other hosts. A wildcard stands at the beginning. "*" in the mesh would take the requests of every service.',
  fix: 'write the hosts that the requests are for',
  equivalents: ['IV-VS-005', 'IV-VS-006', 'IV-VS-010', 'IV-VS-112', 'IV-multi-076', 'IV-multi-077', 'IV-multi-078'],
  *object(object) {
    const gatewaysOnly = isForGatewaysOnly(object);
    const passesOn = gatewaysOnly && object.spec.at('tls').items().some((route) => route.at('match').items().some((match) => match.at('sniHosts').items().length > 0));
    for (const host of object.spec.at('hosts').items()) {
      if (host.text === undefined) { continue; }
      const allowed = passesOn ? sniHostProblem(host.text) : wildcardDomainProblem(host.text);
      if (allowed !== undefined) {
        if (!isIpAddress(host.text)) { yield host.mustBe(`${allowed}, or an IP address`); }
      } else if (!gatewaysOnly && host.text === '*') {
        yield host.mustBe('a host, as the VirtualService is for the mesh', { fix: 'write the hosts, or gateways without "mesh"' });
      }
    }
  },
});
