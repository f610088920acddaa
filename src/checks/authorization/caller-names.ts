import { serviceAccountProblem, trustDomainPatternProblem } from '../../model/go/authorization';
import { problemsOf, rulesOf, sourcesOf, valuesOf } from '../authorization-rules';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** Where it is longer, the definition of the kind refuses it. */
const MAX_LENGTH = 320;

/** See its title. */
export const callerNames = eachObject({
  code: 'CI1046',
  name: 'caller-names',
  title: 'Service accounts and trust domains in an AuthorizationPolicy are written as Istio takes them.',
  severity: Severity.ERROR,
  kinds: ['AuthorizationPolicy'],
  fields: ['serviceAccounts', 'notServiceAccounts', 'trustDomains', 'notTrustDomains'],
  explanation: 'A service account is a name, or a namespace and a name with one "/" between, without wildcards. A trust domain may have one "*" at an end, and '
    + 'no "/". Istio refuses anything else.',
  fix: 'write namespace/name of the service account, or use principals for wildcards',
  equivalents: ['IV-AP-030', 'IV-AP-031', 'IV-AP-033', 'IV-AP-034', 'IV-AP-049', 'IV-AP-050', 'IV-AP-051'],
  *object(policy) {
    for (const source of sourcesOf(...rulesOf(policy))) {
      const accounts = valuesOf(source, ['serviceAccounts', 'notServiceAccounts']).filter(({ text = '' }) => [...text].length <= MAX_LENGTH);
      yield* problemsOf(accounts, serviceAccountProblem);
      for (const report of problemsOf(valuesOf(source, ['trustDomains', 'notTrustDomains']), trustDomainPatternProblem)) {
        yield { ...report, fix: 'write a trust domain such as cluster.local' };
      }
    }
  },
});
