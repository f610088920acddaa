import { eachObject } from '../check';
import { Severity } from '../finding';
import { localityFailoverReports, zoneFailoverReports } from '../locality-balancing';
import { policyParts } from '../traffic-policies';

/** See its title. */
export const localityFailover = eachObject({
  code: 'CI0362',
  name: 'locality-failover',
  title: 'A region takes over for another one.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  fields: ['failover', 'failoverPriority'],
  explanation: 'The list failover orders regions; what is nearer within a region, Istio knows by itself. So it refuses zones, "*", the same region twice, the labels of the topology beside'
    + ' it, and fixed shares (distribute) as well.',
  fix: 'name two regions in from and to, and other labels in failoverPriority',
  equivalents: ['IV-multi-046', 'IV-multi-047', 'IV-multi-054', 'IV-multi-055', 'IV-multi-056', 'IV-multi-057', 'IV-multi-059', 'IV-multi-082', 'IV-multi-083'],
  *object(rule) {
    for (const balancing of policyParts(rule, 'loadBalancer')) {
      yield* localityFailoverReports(balancing.at('localityLbSetting'));
      yield* zoneFailoverReports(balancing.at('zoneAwareLbSetting'));
    }
  },
});
