import { eachObject } from '../check';
import { Severity } from '../finding';
import { localityShareReports } from '../locality-balancing';
import { policyParts } from '../traffic-policies';

/** See its title. */
export const localityShares = eachObject({
  code: 'CI0361',
  name: 'locality-shares',
  title: 'The shares of localities add up to 100, and no locality is within another.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  fields: ['distribute'],
  explanation: 'The list distribute says for each locality of callers where their requests go. Istio refuses shares that do not add up to 100, and localities that it could not tell apart:'
    + ' of a region and one of its zones, or beside "*".',
  fix: 'let the shares of each entry add up to 100, and name localities that are apart',
  equivalents: ['IV-multi-048', 'IV-multi-049', 'IV-multi-050', 'IV-multi-051', 'IV-multi-052'],
  *object(rule) {
    for (const setting of policyParts(rule, 'loadBalancer', 'localityLbSetting')) { yield* localityShareReports(setting); }
  },
});
