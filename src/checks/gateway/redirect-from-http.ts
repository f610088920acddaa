import { isTls } from '../../model/protocol';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const redirectFromHttp = eachObject({
  code: 'CI0445',
  name: 'redirect-from-http',
  title: 'A redirect to HTTPS is on a port with plain HTTP.',
  severity: Severity.WARNING,
  kinds: ['Gateway'],
  fields: ['httpsRedirect'],
  explanation: 'On a port that is HTTPS already a redirect sends clients in a circle, and where there is no HTTP there is nothing to redirect. Istio warns of it.',
  fix: 'set httpsRedirect on the server with protocol HTTP',
  equivalents: ['IV-GW-004'],
  *object({ spec }) {
    for (const server of spec.at('servers').items()) {
      const protocol = server.at('port', 'protocol').text?.toUpperCase();
      const redirect = server.at('tls', 'httpsRedirect');
      // A tls block on a port without TLS and HTTP is told by CI0405.
      if (redirect.isTrue && protocol !== undefined && isTls(protocol)) { yield redirect.problem(`is true for protocol ${protocol}; it must be left out`); }
    }
  },
});
