import { eachObject } from '../check';
import { Severity } from '../finding';
import { trafficPolicies } from '../traffic-policies';

/** See its title. */
export const failoverNeedsOutliers = eachObject({
  code: 'CI0308',
  name: 'failover-needs-outliers',
  title: 'Load balancing by locality comes with outlier detection.',
  severity: Severity.WARNING,
  kinds: ['DestinationRule'],
  explanation: 'Without outlier detection no endpoint ever counts as failed, and Istio leaves the order of localities out: requests go everywhere, also while '
    + 'all is well, and nothing takes over in an outage. Only shares (distribute) work without it.',
  fix: 'add outlierDetection to the same trafficPolicy',
  equivalents: ['GAP-14', 'IV-multi-053'],
  *object(rule) {
    for (const { block, wider } of trafficPolicies(rule)) {
      const setting = block.at('loadBalancer', 'localityLbSetting');
      if (!setting.given || setting.at('enabled').json === false || setting.at('distribute').items().length > 0) { continue; }
      if (block.at('outlierDetection').given || wider?.at('outlierDetection').given === true) { continue; }
      yield setting.problem('is given without outlierDetection; it must come with it');
    }
  },
});
