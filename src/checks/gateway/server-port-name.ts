import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const serverPortName = eachObject({
  code: 'CI0442',
  name: 'server-port-name',
  title: 'Each port of a Gateway has a name of its own.',
  severity: Severity.ERROR,
  kinds: ['Gateway'],
  fields: ['servers'],
  isRefusedByConstructs: true,
  explanation: 'Istio tells the routes of HTTPS servers apart by the names of their ports, and refuses one that is empty or given twice in a Gateway.',
  fix: 'give the port a name of its own, such as https-shop',
  equivalents: ['IV-GW-003', 'IV-GW-018'],
  *object({ spec }) {
    const names = new Set<string>();
    for (const server of spec.at('servers').items()) {
      const name = server.at('port', 'name');
      if (name.text === undefined) { continue; }
      if (name.text === '') {
        yield name.mustBe('a name');
      } else if (names.has(name.text)) {
        yield name.mustBe('a name that no other port of the Gateway has');
      }
      names.add(name.text);
    }
  },
});
