import { isTls, Protocol } from '../../model/protocol';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const gatewayTlsMode = eachObject({
  code: 'CI0403',
  name: 'gateway-tls-mode',
  title: 'A tls block of a Gateway says its mode.',
  severity: Severity.ERROR,
  kinds: ['Gateway'],
  fields: ['tls'],
  explanation: 'A mode that is not given is PASSTHROUGH: the certificate is ignored and the TLS connection is passed on as it comes.',
  fix: 'set mode; SIMPLE is TLS with the certificate of the server',
  equivalents: ['GAP-30', 'IV-GW-027'],
  *object(gateway) {
    for (const server of gateway.spec.at('servers').items()) {
      const tls = server.at('tls');
      const protocol = server.at('port', 'protocol').text?.toUpperCase() ?? Protocol.TLS;
      // On other ports the block has no effect, or is not allowed.
      if (!isTls(protocol)) { continue; }
      // A redirect to HTTPS is a tls block that needs no mode.
      if (tls.fields === undefined || tls.at('mode').given || tls.at('httpsRedirect').isTrue) { continue; }
      yield tls.at('mode').mustBe('one of SIMPLE, MUTUAL, OPTIONAL_MUTUAL, ISTIO_MUTUAL, PASSTHROUGH, AUTO_PASSTHROUGH');
    }
  },
});
