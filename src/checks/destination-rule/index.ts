import type { Check } from '../check';
import { failoverNeedsOutliers } from './failover-needs-outliers';
import { hostHasOneRule } from './host-has-one-rule';
import { mutualRuleNeedsPolicy } from './mutual-rule-needs-policy';
import { mutualTlsInMesh } from './mutual-tls-in-mesh';
import { mutualTlsToPlainText } from './mutual-tls-to-plain-text';
import { plainTextToStrict } from './plain-text-to-strict';
import { ruleHostExists } from './rule-host-exists';
import { someEndpointsStay } from './some-endpoints-stay';
import { subsetHasLabels } from './subset-has-labels';
import { subsetSelectsWorkload } from './subset-selects-workload';
import { tlsBeginsOnce } from './tls-begins-once';
import { tlsModeGiven } from './tls-mode-given';
import { widerRuleHidden } from './wider-rule-hidden';
import { widerRuleTlsLost } from './wider-rule-tls-lost';

/** Checks of DestinationRules. */
export const DESTINATION_RULE_CHECKS: readonly Check[] = [
  hostHasOneRule, subsetSelectsWorkload, tlsModeGiven, plainTextToStrict, mutualTlsToPlainText, ruleHostExists,
  someEndpointsStay, failoverNeedsOutliers,
  subsetHasLabels, tlsBeginsOnce, mutualTlsInMesh, widerRuleTlsLost, widerRuleHidden, mutualRuleNeedsPolicy,
];
