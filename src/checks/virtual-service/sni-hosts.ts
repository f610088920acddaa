import { isIpAddress } from '../../model/go/addresses';
import { sniHostProblem, wildcardDomainProblem } from '../../model/go/host-names';
import { isWithinHost } from '../../model/hosts';
import { Severity } from '../finding';
import { beyondStructure } from '../structure-index';

/** See its title. */
export const sniHosts = beyondStructure({
  code: 'CI0262',
  name: 'sni-hosts',
  title: 'The sniHosts of a VirtualService are among its hosts.',
  severity: Severity.ERROR,
  kinds: ['VirtualService'],
  fields: ['sniHosts'],
  explanation: 'Istio compares the texts as they are written, so a short name does not stand for the full one, and refuses what is no host or not within one '
    + 'of the hosts. Clients do not send IP addresses as SNI.',
  fix: 'write a host of the VirtualService, or add it to the hosts',
  equivalents: ['IV-VS-098', 'IV-VS-099', 'IV-VS-100'],
  *object({ spec }) {
    const hosts = spec.at('hosts').texts();
    const problem = spec.at('gateways').texts().includes('mesh') ? wildcardDomainProblem : sniHostProblem;
    for (const match of spec.at('tls').items().flatMap((route) => route.at('match').items())) {
      for (const sni of match.at('sniHosts').items()) {
        const { text } = sni;
        if (text === undefined) { continue; }
        const allowed = problem(text);
        if (isIpAddress(text)) {
          yield sni.mustBe('a host: clients send no IP addresses as SNI', { severity: Severity.WARNING, fix: 'match the address with a tcp route' });
        } else if (allowed !== undefined) {
          yield sni.mustBe(allowed);
        } else if (!hosts.some((host) => isWithinHost(text, host))) {
          yield sni.mustBe(hosts.length === 0 ? 'within a host; the VirtualService has none' : `within one of the hosts ${hosts.join(', ')}`);
        }
      }
    }
  },
});
