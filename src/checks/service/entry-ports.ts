import { eachObject } from '../check';
import { Severity } from '../finding';
import { portNameReports, portProtocolReports } from '../port-values';

/** See its title. */
export const entryPorts = eachObject({
  code: 'CI0642',
  name: 'entry-ports',
  title: 'A port of a ServiceEntry has a name that is a label, and a protocol that Istio knows.',
  severity: Severity.ERROR,
  kinds: ['ServiceEntry'],
  fields: ['ports'],
  explanation: 'Istio refuses other names and protocols. Without a protocol it finds out what is spoken.',
  fix: 'correct it, for example name: https and protocol: TLS',
  equivalents: ['IV-SE-013', 'IV-multi-060'],
  *object({ spec }) {
    for (const port of spec.at('ports').items()) {
      yield* portNameReports(port, false);
      yield* portProtocolReports(port);
    }
  },
});
