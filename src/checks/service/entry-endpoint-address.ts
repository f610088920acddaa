import { isIpAddress } from '../../model/go/addresses';
import { fqdnProblem } from '../../model/go/host-names';
import { eachObject } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';

/** See its title. */
export const entryEndpointAddress = eachObject({
  code: 'CI0643',
  name: 'entry-endpoint-address',
  title: 'The endpoints of a ServiceEntry have addresses that suit its resolution.',
  severity: Severity.ERROR,
  kinds: ['ServiceEntry'],
  fields: ['endpoints'],
  explanation: 'With resolution STATIC nobody looks names up, so addresses are IP addresses or Unix domain sockets. With DNS they are IP addresses or names, '
    + 'each without wildcard. Istio refuses others.',
  fix: 'correct the address, or the resolution: DNS for names, STATIC for addresses',
  equivalents: ['IV-SE-018', 'IV-SE-023', 'IV-WE-002'],
  *object({ spec }) {
    const resolution = spec.at('resolution').text ?? '';
    if (!['STATIC', 'DNS', 'DNS_ROUND_ROBIN'].includes(resolution)) { return; }
    for (const endpoint of spec.at('endpoints').items()) {
      const [address, network] = [endpoint.at('address'), endpoint.at('network')];
      // An endpoint that has neither breaks a rule of the CRD.
      if (!address.given && !network.given) { continue; }
      const text = textOf(address);
      if (text === undefined || isIpAddress(text)) { continue; }
      if (resolution !== 'STATIC') {
        if (fqdnProblem(text) !== undefined) { yield address.mustBe('an IP address or a DNS name without wildcard'); }
      } else if (text === '' && (network.text ?? '') !== '') {
        yield address.mustBe(`given for traffic that does not go by a gateway of network ${network.text}`, {
          severity: Severity.WARNING, fix: 'give the address if the endpoint can be reached',
        });
      } else if (!text.startsWith('unix://')) {
        yield address.mustBe('an IP address with resolution STATIC');
      }
    }
  },
});

/** The text of an address, empty if there is none; `undefined`, if it is of another type. */
function textOf(address: Cursor): string | undefined {
  return address.given ? address.text : '';
}
