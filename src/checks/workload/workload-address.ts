import { isIpAddress } from '../../model/go/addresses';
import { fqdnProblem } from '../../model/go/host-names';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const workloadAddress = eachObject({
  code: 'CI0840',
  name: 'workload-address',
  title: 'The address of a WorkloadEntry is an IP address, a DNS name or a Unix domain socket.',
  severity: Severity.ERROR,
  kinds: ['WorkloadEntry'],
  fields: ['address', 'network'],
  explanation: 'Istio refuses anything else: ports, for example, go to ports. Without an address the workload is reached by the gateways of its network only, of which Istio warns.',
  fix: 'write the address alone, and its ports under ports',
  equivalents: ['IV-WE-002', 'IV-WE-003', 'IV-multi-076', 'IV-multi-077', 'IV-multi-078'],
  *object({ spec }) {
    const [address, network] = [spec.at('address'), spec.at('network')];
    const text = address.given ? address.text : '';
    // A WorkloadEntry that has neither breaks a rule of the CRD.
    if (text === undefined || (!address.given && !network.given) || text.startsWith('unix://') || isIpAddress(text)) { return; }
    if (text === '' && (network.text ?? '') !== '') {
      yield address.mustBe(`given for traffic that does not go by a gateway of network ${network.text}`, {
        severity: Severity.WARNING, fix: 'give the address if the workload can be reached',
      });
    } else if (fqdnProblem(text) !== undefined) {
      yield address.mustBe('an IP address, a DNS name without wildcard, or unix:// and a path');
    }
  },
});
