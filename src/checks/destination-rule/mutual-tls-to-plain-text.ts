import { eachObject } from '../check';
import { Severity } from '../finding';
import { tlsConflicts } from '../tls-conflict';

/** See its title. */
export const mutualTlsToPlainText = eachObject({
  code: 'CI0305',
  name: 'mutual-tls-to-plain-text',
  title: 'No DestinationRule sends mutual TLS to servers that take plain text only.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule', 'PeerAuthentication', 'Service'],
  fields: ['tls'],
  explanation: 'ISTIO_MUTUAL makes the proxies of the callers speak TLS. A server under a DISABLE PeerAuthentication does not understand it: every call fails.',
  fix: 'leave the tls block out, so that the callers follow the PeerAuthentication',
  equivalents: ['KIA0505', 'KIA0506'],
  *object(rule, view) {
    yield* tlsConflicts(rule, view, 'ISTIO_MUTUAL', 'DISABLE');
  },
});
