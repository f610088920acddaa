import { partialWildcardProblem, wildcardDomainProblem } from '../../model/go/host-names';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const entryHostName = eachObject({
  code: 'CI0640',
  name: 'entry-host-name',
  title: 'A host of a ServiceEntry is a DNS name, perhaps with a wildcard.',
  severity: Severity.ERROR,
  kinds: ['ServiceEntry'],
  fields: ['hosts'],
  explanation: 'Istio refuses what is no name. Of a wildcard that is not the whole first label it warns: only with resolution DYNAMIC_DNS it finds hosts by it.',
  fix: 'write the DNS name that callers use',
  equivalents: ['IV-SE-005', 'IV-SE-006', 'IV-multi-076', 'IV-multi-077', 'IV-multi-078'],
  *object({ spec }) {
    const isDynamic = spec.at('resolution').text === 'DYNAMIC_DNS';
    for (const host of spec.at('hosts').items()) {
      if (host.text === undefined || host.text === '*') { continue; }
      const name = wildcardDomainProblem(host.text);
      const wildcard = isDynamic ? undefined : partialWildcardProblem(host.text);
      if (name !== undefined) {
        yield host.mustBe(name);
      } else if (wildcard !== undefined) {
        yield host.mustBe(wildcard, { severity: Severity.WARNING, fix: 'write "*." before the domain, or make the resolution DYNAMIC_DNS' });
      }
    }
  },
});
