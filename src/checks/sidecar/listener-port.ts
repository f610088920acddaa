import { eachObject } from '../check';
import { Severity } from '../finding';
import { portNameReports, portProtocolReports } from '../port-values';
import { sidecarListeners } from '../sidecar-listeners';

/** See its title. */
export const listenerPort = eachObject({
  code: 'CI0741',
  name: 'listener-port',
  title: 'A listener of a Sidecar has a port, with a protocol that Istio knows, and no target.',
  severity: Severity.ERROR,
  kinds: ['Sidecar'],
  fields: ['port'],
  explanation: 'Istio refuses numbers outside of 1 to 65535, names that are no labels, unknown protocols, and targetPort, which a listener has no use for: defaultEndpoint says where '
    + 'an ingress listener sends its traffic. 0 is for an egress listener on a Unix domain socket.',
  fix: 'correct the port',
  equivalents: ['IV-SC-004', 'IV-SC-005', 'IV-SC-006', 'IV-SC-023', 'IV-multi-060'],
  *object(sidecar) {
    for (const { direction, port, number } of sidecarListeners(sidecar)) {
      yield* portNameReports(port, true);
      yield* portProtocolReports(port);
      // Of the others it is a Unix domain socket, which bind says.
      const isSocket = direction === 'egress' && number === 0;
      if (number !== undefined && !isSocket && (number < 1 || number > 65535)) { yield port.at('number').mustBe('between 1 and 65535'); }
      const target = port.at('targetPort');
      if (target.number !== undefined && target.number > 0) {
        yield target.mustBe('left out', { fix: direction === 'ingress' ? 'write defaultEndpoint instead' : 'leave it out' });
      }
    }
  },
});
