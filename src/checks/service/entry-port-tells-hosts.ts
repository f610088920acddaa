import { isHttp, isTls, parseProtocol } from '../../model/protocol';
import { eachObject } from '../check';
import { Severity } from '../finding';
import { getsAddresses } from '../made-addresses';

/** See its title. */
export const entryPortTellsHosts = eachObject({
  code: 'CI0602',
  name: 'entry-port-tells-hosts',
  title: 'The protocol of a port of a ServiceEntry tells Istio which host traffic is for.',
  severity: Severity.WARNING,
  kinds: ['ServiceEntry'],
  fields: ['ports'],
  explanation: 'Istio knows the host of HTTP by its header and of TLS by the server name. A TCP connection has an address only: without addresses the entry '
    + 'takes all traffic of the port, whatever it is for, or none. On port 443 clients speak TLS, which is no HTTP for Istio.',
  fix: 'make the protocol HTTP, HTTPS or TLS, as clients speak it, or give addresses',
  equivalents: ['IST0134', 'IV-SE-014'],
  *object(entry) {
    const { spec } = entry;
    const hosts = spec.at('hosts').texts();
    if (hosts.length === 0) { return; }
    const isOutside = spec.at('location').text !== 'MESH_INTERNAL';
    // What Istio has made is in the status.
    const noAddress = spec.at('addresses').items().length === 0 && entry.root.at('status', 'addresses').items().length === 0;
    for (const port of spec.at('ports').items()) {
      const protocol = port.at('protocol');
      const known = parseProtocol(protocol.text || 'TCP');
      if (known === undefined || port.fields === undefined) { continue; }
      if (isOutside && known === 'HTTP' && port.at('number').number === 443 && !port.at('targetPort').given) {
        yield protocol.mustBe('HTTPS or TLS on port 443, where clients speak TLS', { fix: 'make the protocol TLS; for TLS that the proxies begin, use port 80 with targetPort 443' });
      } else if (isOutside && !isHttp(known) && !isTls(known) && known !== 'UDP' && noAddress && hosts.some((host) => host.startsWith('*'))) {
        yield protocol.problem(`is ${protocol.text ?? 'TCP'} for ${hosts.join(', ')}; it must be one that names the host, HTTP, HTTPS or TLS, where there are no addresses`);
      } else if (known === 'TCP' && noAddress && !getsAddresses(entry)) {
        yield protocol.problem(`is ${protocol.text || 'not given'}, and Istio makes no address for ${hosts.join(', ')}; addresses must be given`);
      }
    }
  },
});
