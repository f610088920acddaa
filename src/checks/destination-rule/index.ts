import type { Check } from '../check';
import { failoverNeedsOutliers } from './failover-needs-outliers';
import { hostHasOneRule } from './host-has-one-rule';
import { mutualTlsToPlainText } from './mutual-tls-to-plain-text';
import { plainTextToStrict } from './plain-text-to-strict';
import { ruleHostExists } from './rule-host-exists';
import { someEndpointsStay } from './some-endpoints-stay';
import { subsetSelectsWorkload } from './subset-selects-workload';
import { tlsModeGiven } from './tls-mode-given';

/** Checks of DestinationRules. */
export const DESTINATION_RULE_CHECKS: readonly Check[] = [
  hostHasOneRule, subsetSelectsWorkload, tlsModeGiven, plainTextToStrict, mutualTlsToPlainText, ruleHostExists,
  someEndpointsStay, failoverNeedsOutliers,
];
