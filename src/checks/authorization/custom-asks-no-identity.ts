import { actionOf, conditionsOf, rulesOf, sourcesOf } from '../authorization-rules';
import { eachObject } from '../check';
import { Severity } from '../finding';

const LISTS: readonly string[] = [
  'principals', 'notPrincipals', 'requestPrincipals', 'notRequestPrincipals', 'namespaces', 'notNamespaces', 'serviceAccounts', 'notServiceAccounts',
  'trustDomains', 'notTrustDomains',
];
const KEYS: readonly string[] = ['source.namespace', 'source.serviceAccount', 'source.trustDomain', 'source.principal'];

/** See its title. */
export const customAsksNoIdentity = eachObject({
  code: 'CI1041',
  name: 'custom-asks-no-identity',
  title: 'The rules of a CUSTOM policy do not ask who calls.',
  severity: Severity.ERROR,
  kinds: ['AuthorizationPolicy'],
  fields: ['action'],
  explanation: 'The rules of a CUSTOM policy tell which requests the provider is asked about. That is decided before Istio knows identities and tokens, '
    + 'so it refuses rules that name any: addresses, operations and headers are what is left.',
  fix: 'leave it to the provider, or to a DENY policy of its own',
  equivalents: [
    'IV-AP-005', 'IV-AP-006', 'IV-AP-007', 'IV-AP-008', 'IV-AP-009', 'IV-AP-010', 'IV-AP-011', 'IV-AP-012', 'IV-AP-013', 'IV-AP-014',
    'IV-AP-015', 'IV-AP-016', 'IV-AP-017', 'IV-AP-018', 'IV-AP-019',
  ],
  *object(policy) {
    if (actionOf(policy) !== 'CUSTOM') { return; }
    const rules = rulesOf(policy);
    for (const list of sourcesOf(...rules).flatMap((source) => LISTS.map((name) => source.at(name)))) {
      if (list.items().length > 0) { yield list.problem('is given for action CUSTOM; it must be left out'); }
    }
    for (const key of conditionsOf(...rules).map((condition) => condition.at('key'))) {
      if (key.text !== undefined && (KEYS.includes(key.text) || key.text.startsWith('request.auth.'))) {
        yield key.mustBe('about something else than identities and tokens for action CUSTOM');
      }
    }
  },
});
