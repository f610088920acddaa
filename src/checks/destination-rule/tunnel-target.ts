import { isIpAddress } from '../../model/go/addresses';
import { fqdnProblem } from '../../model/go/host-names';
import { eachObject } from '../check';
import { Severity } from '../finding';
import { policyLevels } from '../traffic-policies';

/** See its title. */
export const tunnelTarget = eachObject({
  code: 'CI0350',
  name: 'tunnel-target',
  title: 'A tunnel leads to a host and a port, by CONNECT or POST.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  fields: ['tunnel'],
  explanation: 'The proxy asks the forward proxy, which is the host of the rule, for a connection to the target. Istio refuses one that cannot be asked for.',
  fix: 'correct the tunnel',
  equivalents: ['IV-DR-009', 'IV-DR-010', 'IV-DR-011'],
  *object(rule) {
    for (const { block } of policyLevels(rule)) {
      const tunnel = block.at('tunnel');
      if (tunnel.fields === undefined) { continue; }
      const [protocol, host, port] = ['protocol', 'targetHost', 'targetPort'].map((name) => tunnel.at(name));
      if (protocol.text !== undefined && !['', 'CONNECT', 'POST'].includes(protocol.text)) { yield protocol.mustBe('CONNECT or POST'); }
      const allowed = host.text === undefined || isIpAddress(host.text) ? undefined : fqdnProblem(host.text);
      if (allowed !== undefined) { yield host.mustBe(`${allowed}, or an IP address`); }
      if (port.number !== undefined && (port.number === 0 || port.number > 65535)) { yield port.mustBe('between 1 and 65535'); }
    }
  },
});
