import { fqdnProblem, wildcardDomainProblem } from '../../model/go/host-names';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const entryHostsResolvable = eachObject({
  code: 'CI0645',
  name: 'entry-hosts-resolvable',
  title: 'Hosts of a ServiceEntry that the proxies look up have no wildcard.',
  severity: Severity.ERROR,
  kinds: ['ServiceEntry'],
  fields: ['resolution'],
  explanation: 'With resolution DNS or DNS_ROUND_ROBIN and no endpoints, the proxies look up the hosts themselves, and a wildcard has no address. Istio refuses it.',
  fix: 'name each host, give endpoints, or make the resolution NONE or DYNAMIC_DNS',
  equivalents: ['IV-SE-021'],
  *object({ spec }) {
    const resolution = spec.at('resolution').text ?? '';
    if ((resolution !== 'DNS' && resolution !== 'DNS_ROUND_ROBIN') || spec.at('endpoints').items().length > 0) { return; }
    for (const host of spec.at('hosts').items()) {
      // What is no name at all is told as that.
      if (host.text === undefined || host.text === '*' || wildcardDomainProblem(host.text) !== undefined) { continue; }
      if (fqdnProblem(host.text) !== undefined) { yield host.mustBe(`a DNS name without wildcard: it is looked up with resolution ${resolution}`); }
    }
  },
});
