import { eachObject } from '../check';
import { Severity } from '../finding';
import { hasFailover } from '../locality-balancing';
import { trafficPolicies } from '../traffic-policies';

/** See its title. */
export const failoverNeedsOutliers = eachObject({
  code: 'CI0308',
  name: 'failover-needs-outliers',
  title: 'Load balancing by locality comes with outlier detection.',
  severity: Severity.WARNING,
  kinds: ['DestinationRule'],
  fields: ['localityLbSetting', 'zoneAwareLbSetting'],
  explanation: 'Without outlier detection no endpoint ever counts as failed, and Istio leaves the order of localities out: requests go everywhere, also while '
    + 'all is well, and nothing takes over in an outage. Only shares (distribute) work without it.',
  fix: 'add outlierDetection to the same trafficPolicy',
  equivalents: ['GAP-07', 'GAP-14', 'IV-multi-053', 'IV-multi-058'],
  *object(rule) {
    for (const { block, wider } of trafficPolicies(rule)) {
      if (block.at('outlierDetection').given || wider?.at('outlierDetection').given === true) { continue; }
      const [locality, zones] = ['localityLbSetting', 'zoneAwareLbSetting'].map((name) => block.at('loadBalancer', name));
      const isOn = locality.given && locality.at('enabled').json !== false && locality.at('distribute').items().length === 0;
      if (isOn || hasFailover(locality)) { yield locality.problem('is given without outlierDetection; it must come with it'); }
      if (hasFailover(zones)) { yield zones.problem('has regions or labels to take over, and no outlierDetection; it must come with it'); }
    }
  },
});
