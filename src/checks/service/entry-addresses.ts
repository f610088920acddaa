import { ipOrCidrProblem } from '../../model/go/addresses';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const entryAddresses = eachObject({
  code: 'CI0641',
  name: 'entry-addresses',
  title: 'The addresses of a ServiceEntry are IP addresses or ranges of them.',
  severity: Severity.ERROR,
  kinds: ['ServiceEntry'],
  fields: ['addresses'],
  explanation: 'Istio looks for the destination of a connection among them, which is an IP address, and refuses anything else.',
  fix: 'write the addresses that clients connect to; names go to hosts',
  equivalents: ['IV-SE-007', 'IV-multi-081'],
  *object({ spec }) {
    for (const address of spec.at('addresses').items()) {
      const allowed = address.text === undefined ? undefined : ipOrCidrProblem(address.text);
      if (allowed !== undefined) { yield address.mustBe(allowed); }
    }
  },
});
