import { eachObject } from '../check';
import { Severity } from '../finding';
import { outlierShareReports } from '../outlier-detection';
import { policyParts } from '../traffic-policies';

/** See its title. */
export const outlierShares = eachObject({
  code: 'CI0352',
  name: 'outlier-shares',
  title: 'The shares of outlier detection (maxEjectionPercent, minHealthPercent) are between 0 and 100 percent.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  fields: ['maxEjectionPercent', 'minHealthPercent'],
  isRefusedByConstructs: true,
  explanation: 'Istio refuses others. The former is the share of endpoints that may be out, the latter the share below which all of them are asked again.',
  fix: 'write a percentage',
  equivalents: ['IV-DR-014'],
  *object(rule) {
    for (const outliers of policyParts(rule, 'outlierDetection')) { yield* outlierShareReports(outliers); }
  },
});
