import { isTls } from '../../model/protocol';
import { eachObject } from '../check';
import { Severity } from '../finding';
import { certificatesOf, isSaid, serverTls } from '../gateway-servers';

/** See its title. */
export const passedThroughAsIs = eachObject({
  code: 'CI0450',
  name: 'passed-through-as-is',
  title: 'A server that passes TLS through has no certificate.',
  severity: Severity.WARNING,
  kinds: ['Gateway'],
  fields: ['tls'],
  explanation: 'PASSTHROUGH and AUTO_PASSTHROUGH do not end TLS, so certificates have no effect: the server behind has them. Istio warns of it.',
  fix: 'leave the certificates out, or use mode SIMPLE or MUTUAL',
  equivalents: ['IV-GW-027'],
  *object(gateway) {
    for (const { tls, protocol } of serverTls(gateway)) {
      // A tls block without a mode is told by CI0403, and one on a port without TLS by CI0405.
      const mode = tls.at('mode').text ?? (tls.at('httpsRedirect').isTrue ? 'PASSTHROUGH' : '');
      if (!mode.endsWith('PASSTHROUGH') || !isTls(protocol)) { continue; }
      // Beside a credential it is refused, which CI0453 tells.
      const revoked = isSaid(tls.at('credentialName')) ? [] : [tls.at('caCrl')].filter(isSaid);
      for (const place of [...certificatesOf(tls), ...revoked]) { yield place.problem(`is given with mode ${mode}; it must be left out: it has no effect there`); }
    }
  },
});
