import { eachObject } from '../check';
import { Severity } from '../finding';
import { tlsConflicts } from '../tls-conflict';

/** See its title. */
export const plainTextToStrict = eachObject({
  code: 'CI0304',
  name: 'plain-text-to-strict',
  title: 'No DestinationRule sends plain text to servers that take mutual TLS only.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule', 'PeerAuthentication', 'Service'],
  fields: ['tls'],
  explanation: 'DISABLE makes the proxies of the callers send plain text. A server under a STRICT PeerAuthentication resets such connections: every call fails.',
  fix: 'leave the tls block out for automatic mutual TLS, or let the PeerAuthentication be PERMISSIVE there',
  equivalents: ['KIA0207', 'KIA0208', 'GAP-27'],
  *object(rule, view) {
    yield* tlsConflicts(rule, view, 'DISABLE', 'STRICT');
  },
});
