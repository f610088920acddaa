import { isTls } from '../../model/protocol';
import { eachObject } from '../check';
import { hostOfRule, tlsPlaces } from '../destination-rule-index';
import { Severity } from '../finding';
import { type Destination, destinationsOf } from '../routes';

/** See its title. */
export const tlsBeginsOnce = eachObject({
  code: 'CI0381',
  name: 'tls-begins-once',
  title: 'TLS that the proxies begin towards an external host is for ports where clients send plain text.',
  severity: Severity.WARNING,
  kinds: ['DestinationRule', 'ServiceEntry'],
  fields: ['tls'],
  explanation: 'On a port for HTTPS or TLS the application speaks TLS itself. With mode SIMPLE or MUTUAL the proxy wraps it once more, and the server, which finds TLS '
    + 'inside of TLS, breaks the connection off.',
  fix: 'give the port protocol HTTP and targetPort 443 and let clients use http, or leave the tls block out for that port',
  equivalents: ['GAP-15'],
  *object(rule, view) {
    const host = hostOfRule(rule, view);
    // Of a Service of the mesh, a gateway may end the TLS of clients, and begin TLS anew.
    const ports = host === undefined ? [] : view.services.visible(host, [rule.namespace])
      .filter(({ object }) => object?.kind === 'ServiceEntry').flatMap((one) => one.ports ?? []);
    if (ports.length === 0) { return; }
    for (const { tls, port, otherPorts } of tlsPlaces(rule)) {
      if (!['SIMPLE', 'MUTUAL'].includes(tls.at('mode').text ?? '')) { continue; }
      const wrapped = ports.find(({ number, protocol }) => protocol !== undefined && isTls(protocol)
        && (port === undefined ? !otherPorts.includes(number) : number === port));
      // Where http routes send to the port, it is requests that the proxy encrypts.
      const toPort = (to: Destination) => to.place.path.startsWith('spec.http') && (to.place.at('port', 'number').number ?? wrapped?.number) === wrapped?.number;
      if (wrapped === undefined || destinationsOf(host ?? '', view).some(toPort)) { continue; }
      yield tls.at('mode').problem(`is ${JSON.stringify(tls.at('mode').text)} for port ${wrapped.number} of ${host}, which is ${wrapped.protocol}; it must be a port where clients send plain text`);
    }
  },
});
