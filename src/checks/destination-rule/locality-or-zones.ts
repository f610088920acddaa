import { eachObject } from '../check';
import { Severity } from '../finding';
import { policyParts } from '../traffic-policies';

/** See its title. */
export const localityOrZones = eachObject({
  code: 'CI0359',
  name: 'locality-or-zones',
  title: 'A load balancer goes by localities or by zones.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  fields: ['zoneAwareLbSetting'],
  explanation: "The one, localityLbSetting, is Istio's way to prefer what is near, zoneAwareLbSetting is Envoy's. Istio refuses them together.",
  fix: 'keep one of them',
  equivalents: ['IV-DR-023'],
  *object(rule) {
    for (const balancing of policyParts(rule, 'loadBalancer')) {
      if (balancing.at('localityLbSetting').given && balancing.at('zoneAwareLbSetting').given) {
        yield balancing.at('zoneAwareLbSetting').problem('is given beside localityLbSetting; it must be one of them');
      }
    }
  },
});
