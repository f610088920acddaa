import { isHttp, isTls, parseProtocol } from '../../model/protocol';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const entryTellsHostsApart = eachObject({
  code: 'CI0647',
  name: 'entry-tells-hosts-apart',
  title: 'A ServiceEntry of several hosts tells them apart by what its ports carry.',
  severity: Severity.ERROR,
  kinds: ['ServiceEntry'],
  fields: ['resolution'],
  explanation: 'HTTP names the host in a header, TLS in the server name; in plain TCP nothing does. Istio refuses a ServiceEntry of several hosts with such a port, unless its '
    + 'resolution is NONE, where connections go on to the address they are for. With addresses that all hosts share it warns also of TLS.',
  fix: 'make a ServiceEntry for each host',
  equivalents: ['IV-SE-024', 'IV-SE-031'],
  *object({ spec }) {
    const hosts = spec.at('hosts');
    const resolution = spec.at('resolution').text ?? 'NONE';
    if (hosts.items().length < 2 || resolution === 'NONE') { return; }
    const ports = spec.at('ports').items().filter((port) => port.fields !== undefined);
    const protocols = ports.map((port) => port.at('protocol').text ?? '');
    const plain = protocols.find((text) => text === '' || (parseProtocol(text) !== undefined && !isHttp(text.toUpperCase()) && !isTls(text.toUpperCase())));
    if (plain !== undefined) {
      yield hosts.problem(`has ${hosts.items().length} hosts with a port for ${plain === '' ? 'any protocol' : plain}; it must be one host, or all ports must be for HTTP or TLS`, {
        fix: plain === '' ? 'give the port its protocol, or make a ServiceEntry for each host' : undefined,
      });
    } else if (resolution.startsWith('DNS') && spec.at('addresses').items().length > 0 && protocols.some((text) => isTls(text.toUpperCase()))) {
      yield hosts.problem(`has ${hosts.items().length} hosts, whose connections to the addresses are not told apart; it must be one host`, { severity: Severity.WARNING });
    }
  },
});
