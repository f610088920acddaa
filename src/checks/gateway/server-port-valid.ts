import { parseProtocol, PROTOCOLS } from '../../model/protocol';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const serverPortValid = eachObject({
  code: 'CI0443',
  name: 'server-port-valid',
  title: 'A port of a Gateway has a number and a protocol that Istio knows.',
  severity: Severity.ERROR,
  kinds: ['Gateway'],
  fields: ['servers'],
  isRefusedByConstructs: true,
  explanation: 'Istio refuses other numbers than 1 to 65535, protocols that it does not know, and targetPort: which port of the pod it is, the Service of the gateway says.',
  fix: 'correct the port',
  equivalents: ['IV-GW-015', 'IV-GW-016', 'IV-GW-017'],
  *object({ spec }) {
    for (const server of spec.at('servers').items()) {
      const [number, protocol, target] = ['number', 'protocol', 'targetPort'].map((name) => server.at('port', name));
      if (protocol.text !== undefined && parseProtocol(protocol.text) === undefined) {
        yield protocol.mustBe(`one of ${PROTOCOLS.join(', ')}`);
      }
      // Negative numbers the schema tells. With a socket the number is 0, and CI0444 tells others.
      const isSocket = server.at('bind').text?.startsWith('unix://') === true;
      if (number.number !== undefined && (number.number === 0 || number.number > 65535) && !isSocket) { yield number.mustBe('between 1 and 65535'); }
      if ((target.number ?? 0) > 0) { yield target.problem('is given; it must be left out: it has no effect'); }
    }
  },
});
