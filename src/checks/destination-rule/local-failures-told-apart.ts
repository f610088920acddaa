import { eachObject } from '../check';
import { Severity } from '../finding';
import { localFailureReports } from '../outlier-detection';
import { policyParts } from '../traffic-policies';

/** See its title. */
export const localFailuresToldApart = eachObject({
  code: 'CI0353',
  name: 'local-failures-told-apart',
  title: 'Outlier detection counts failures of the network apart only if it tells them apart.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  fields: ['consecutiveLocalOriginFailures'],
  explanation: 'The number consecutiveLocalOriginFailures counts connections that fail or time out. Without splitExternalLocalOriginErrors these count as answers with status 5xx, and Istio'
    + ' refuses the number.',
  fix: 'set splitExternalLocalOriginErrors to true, or use consecutiveGatewayErrors',
  equivalents: ['IV-DR-013'],
  *object(rule) {
    for (const outliers of policyParts(rule, 'outlierDetection')) { yield* localFailureReports(outliers); }
  },
});
