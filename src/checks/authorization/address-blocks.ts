import { addressBlockProblem } from '../../model/go/authorization';
import { problemsOf, rulesOf, sourcesOf, valuesOf } from '../authorization-rules';
import { eachObject } from '../check';
import { Severity } from '../finding';

const LISTS = ['ipBlocks', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks'];

/** See its title. */
export const addressBlocks = eachObject({
  code: 'CI1045',
  name: 'address-blocks',
  title: 'The addresses in an AuthorizationPolicy are IP addresses or ranges of them.',
  severity: Severity.ERROR,
  kinds: ['AuthorizationPolicy'],
  fields: LISTS,
  explanation: 'Istio refuses anything else: names of hosts, wildcards, IPv4 addresses with leading zeros, ranges that are larger than addresses.',
  fix: 'write an address (10.1.2.3, 2001:db8::1) or a range (10.1.0.0/16)',
  equivalents: ['IV-AP-027', 'IV-AP-054'],
  *object(policy) {
    for (const source of sourcesOf(...rulesOf(policy))) { yield* problemsOf(valuesOf(source, LISTS), addressBlockProblem); }
  },
});
