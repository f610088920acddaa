import { isHttp, isTls, parseProtocol } from '../../model/protocol';
import { eachObject, type Report } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { isSaid } from '../gateway-servers';

/** What Istio refuses on a port for plain HTTP. */
const FILES = ['caCertificates', 'privateKey', 'serverCertificate'];

/** See its title. */
export const tlsOnTlsPorts = eachObject({
  code: 'CI0405',
  name: 'tls-on-tls-ports',
  title: 'Ports of a Gateway that carry TLS have a tls block, and other ports have none.',
  severity: Severity.ERROR,
  kinds: ['Gateway'],
  fields: ['servers'],
  explanation: 'Istio refuses a port for HTTPS or TLS without a tls block, and one for plain traffic with a block that asks for TLS: what looks '
    + 'encrypted would not be.',
  fix: 'make the protocol HTTPS or TLS, or leave the tls block out',
  equivalents: ['IV-GW-007', 'IV-GW-008', 'IV-GW-009'],
  *object({ spec }) {
    for (const server of spec.at('servers').items()) {
      const protocol = server.at('port', 'protocol').text?.toUpperCase();
      const tls = server.at('tls');
      if (protocol === undefined) { continue; }
      if (isTls(protocol) && !tls.given) {
        yield tls.mustBe(`given for protocol ${protocol}`, { fix: 'add tls with its mode and the certificate' });
      } else if (isHttp(protocol)) {
        yield* onHttp(tls, protocol);
      } else if (!isTls(protocol) && parseProtocol(protocol) !== undefined && tls.given) {
        yield tls.problem(`is given for protocol ${protocol}; it must be left out, or hold httpsRedirect only where the protocol is HTTP`);
      }
    }
  },
});

/** For plain HTTP the block holds the redirect. Istio takes what passes TLS through besides, which has no effect. */
function* onHttp(tls: Cursor, protocol: string): Iterable<Report> {
  if (tls.entries().every(([name]) => name === 'httpsRedirect' || name === 'mode') && isPassThrough(tls)) { return; }
  const isRefused = !isPassThrough(tls) || FILES.some((name) => isSaid(tls.at(name)));
  yield tls.problem(`is given for protocol ${protocol}; it must be left out, or hold httpsRedirect only where the protocol is HTTP`,
    isRefused ? {} : { severity: Severity.WARNING });
}

function isPassThrough(tls: Cursor): boolean {
  return tls.at('mode').text?.endsWith('PASSTHROUGH') ?? true;
}
