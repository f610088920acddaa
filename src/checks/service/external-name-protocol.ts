import { portProtocol } from '../../model/protocol';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const externalNameProtocol = eachObject({
  code: 'CI0622',
  name: 'external-name-protocol',
  title: 'A port of a Service of type ExternalName says a protocol other than TCP.',
  severity: Severity.INFO,
  kinds: ['Service'],
  fields: ['type'],
  explanation: 'Istio takes such a Service for another name of its target, and asks nothing of its ports. Control planes before 1.21 listen on them, and '
    + 'with a port for TCP they take all traffic of the port for it, from all workloads and to whatever host.',
  fix: 'name the port "<protocol>" or "<protocol>-…", such as https-web; or leave the ports out',
  equivalents: ['IST0150'],
  *object({ spec }) {
    if (spec.at('type').text !== 'ExternalName') { return; }
    for (const port of spec.at('ports').items()) {
      const [number, name] = [port.at('port').number, port.at('name')];
      if (number === undefined) { continue; }
      const protocol = portProtocol({ number, name: name.text, transport: port.at('protocol').text, appProtocol: port.at('appProtocol').text });
      if (protocol !== undefined && name.text !== 'tcp') { continue; }
      yield name.mustBe('a protocol that names the host, such as http or https, alone or before a "-"');
    }
  },
});
