import { eachObject } from '../check';
import { Severity } from '../finding';
import { trafficPolicies } from '../traffic-policies';

/** See its title. */
export const someEndpointsStay = eachObject({
  code: 'CI0307',
  name: 'some-endpoints-stay',
  title: 'Outlier detection does not put all endpoints out at once, unless others take over.',
  severity: Severity.WARNING,
  kinds: ['DestinationRule'],
  fields: ['maxEjectionPercent'],
  explanation: 'With 100 % a mistake that all endpoints make, such as one bad request that many clients send, puts all of them out: every request is then '
    + 'answered with 503. Istio switches off what would make Envoy ask them all the same, unless minHealthPercent is given.',
  fix: 'give less than 100, or minHealthPercent, below which the endpoints that are out are asked again',
  equivalents: [],
  *object(rule) {
    for (const { block, wider } of trafficPolicies(rule)) {
      const outliers = block.at('outlierDetection');
      if (outliers.at('maxEjectionPercent').number !== 100 || (outliers.at('minHealthPercent').number ?? 0) > 0) { continue; }
      // Where endpoints of other places take over, those of one place are to be put out as a whole.
      const balancing = block.at('loadBalancer').given ? block.at('loadBalancer') : wider?.at('loadBalancer');
      if (balancing?.at('localityLbSetting').given === true || balancing?.at('zoneAwareLbSetting').given === true) { continue; }
      yield outliers.at('maxEjectionPercent').mustBe('less than 100, so that some endpoints stay');
    }
  },
});
