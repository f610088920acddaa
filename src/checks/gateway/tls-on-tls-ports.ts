import { isHttp, isTls } from '../../model/protocol';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const tlsOnTlsPorts = eachObject({
  code: 'CI0405',
  name: 'tls-on-tls-ports',
  title: 'Ports of a Gateway that carry TLS have a tls block, and other ports have none.',
  severity: Severity.ERROR,
  kinds: ['Gateway'],
  explanation: 'Istio refuses a port for HTTPS or TLS without a tls block, and one for plain traffic with a block that asks for TLS: what looks '
    + 'encrypted would not be.',
  fix: 'make the protocol HTTPS or TLS, or leave the tls block out',
  equivalents: ['IV-GW-007', 'IV-GW-008'],
  *object({ spec }) {
    for (const server of spec.at('servers').items()) {
      const protocol = server.at('port', 'protocol').text?.toUpperCase();
      const tls = server.at('tls');
      if (protocol === undefined) { continue; }
      if (isTls(protocol) && !tls.given) {
        yield tls.mustBe(`given for protocol ${protocol}`, { fix: 'add tls with its mode and the certificate' });
      } else if (!isTls(protocol) && tls.entries().some(([name]) => !(name === 'httpsRedirect' && isHttp(protocol)))) {
        yield tls.problem(`is given for protocol ${protocol}; it must be left out, or hold httpsRedirect only where the protocol is HTTP`);
      }
    }
  },
});
