import { eachObject } from '../check';
import { Severity } from '../finding';
import { policyLevels } from '../traffic-policies';

/** See its title. */
export const portPolicyNamesPort = eachObject({
  code: 'CI0347',
  name: 'port-policy-names-port',
  title: 'A traffic policy of a port names the port, and is the only one for it.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  fields: ['portLevelSettings'],
  explanation: 'Istio refuses an entry without a port. One for port 0 is for none, and of two for one port the first counts.',
  fix: 'give the port of the service, and join the entries for it',
  equivalents: ['IV-DR-027'],
  *object(rule) {
    for (const { ports } of policyLevels(rule)) {
      const numbers = new Set<number>();
      for (const entry of ports) {
        const port = entry.at('port');
        if (entry.fields !== undefined && !port.given) { yield port.mustBe('given, with the number of a port of the service'); }
        if (port.fields === undefined) { continue; }
        const number = port.at('number').number ?? 0;
        if (number === 0) {
          yield port.at('number').mustBe('between 1 and 65535', { severity: Severity.WARNING });
        } else if (numbers.has(number)) {
          yield port.at('number').mustBe('a port that no other entry is for', { severity: Severity.WARNING });
        }
        numbers.add(number);
      }
    }
  },
});
