import { wildcardDomainProblem } from '../../model/go/host-names';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const ruleHostName = eachObject({
  code: 'CI0340',
  name: 'rule-host-name',
  title: 'The host of a DestinationRule is a DNS name.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  isRefusedByConstructs: true,
  explanation: 'Istio refuses the object if its host is no DNS name. A wildcard is the first label or the beginning of it: "*.example.com".',
  fix: 'correct the host',
  equivalents: ['IV-DR-003', 'IV-multi-076', 'IV-multi-077', 'IV-multi-078'],
  *object({ spec }) {
    const host = spec.at('host');
    // Within a spec the schema tells that the host is missing.
    const name = spec.given ? host.text : '';
    const allowed = name === undefined ? undefined : wildcardDomainProblem(name);
    if (allowed !== undefined) { yield host.mustBe(allowed); }
  },
});
