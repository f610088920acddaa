import type { Check } from '../check';
import { clientCertificates } from './client-certificates';
import { clientCredential } from './client-credential';
import { failoverNeedsOutliers } from './failover-needs-outliers';
import { hashCookie } from './hash-cookie';
import { hashTable } from './hash-table';
import { hostHasOneRule } from './host-has-one-rule';
import { keepAliveComplete } from './keep-alive-complete';
import { localFailuresToldApart } from './local-failures-told-apart';
import { localityFailover } from './locality-failover';
import { localityOrZones } from './locality-or-zones';
import { localityShares } from './locality-shares';
import { mutualRuleNeedsPolicy } from './mutual-rule-needs-policy';
import { mutualTlsInMesh } from './mutual-tls-in-mesh';
import { mutualTlsToPlainText } from './mutual-tls-to-plain-text';
import { outlierShares } from './outlier-shares';
import { plainTextToStrict } from './plain-text-to-strict';
import { policyDurations } from './policy-durations';
import { policySaysSomething } from './policy-says-something';
import { poolLimits } from './pool-limits';
import { portPolicyNamesPort } from './port-policy-names-port';
import { portPolicyRepeatsHost } from './port-policy-repeats-host';
import { ruleExportTo } from './rule-export-to';
import { ruleHostExists } from './rule-host-exists';
import { ruleHostName } from './rule-host-name';
import { selectingRuleStaysHome } from './selecting-rule-stays-home';
import { serverCertificateChecked } from './server-certificate-checked';
import { someEndpointsStay } from './some-endpoints-stay';
import { subsetHasLabels } from './subset-has-labels';
import { subsetLabels } from './subset-labels';
import { subsetNames } from './subset-names';
import { subsetSelectsWorkload } from './subset-selects-workload';
import { tlsBeginsOnce } from './tls-begins-once';
import { tlsModeGiven } from './tls-mode-given';
import { tunnelOrProxyProtocol } from './tunnel-or-proxy-protocol';
import { tunnelTarget } from './tunnel-target';
import { upgradeOrClientProtocol } from './upgrade-or-client-protocol';
import { verificationOrNone } from './verification-or-none';
import { warmupAggression } from './warmup-aggression';
import { widerRuleHidden } from './wider-rule-hidden';
import { widerRuleTlsLost } from './wider-rule-tls-lost';

/** Checks of DestinationRules. */
export const DESTINATION_RULE_CHECKS: readonly Check[] = [
  hostHasOneRule, subsetSelectsWorkload, tlsModeGiven, plainTextToStrict, mutualTlsToPlainText, ruleHostExists,
  someEndpointsStay, failoverNeedsOutliers, subsetHasLabels, tlsBeginsOnce, mutualTlsInMesh, widerRuleTlsLost, widerRuleHidden,
  mutualRuleNeedsPolicy, ruleHostName, ruleExportTo, selectingRuleStaysHome, subsetNames, subsetLabels, policySaysSomething,
  portPolicyNamesPort, portPolicyRepeatsHost, tunnelOrProxyProtocol, tunnelTarget, policyDurations, outlierShares,
  localFailuresToldApart, poolLimits, upgradeOrClientProtocol, keepAliveComplete, hashCookie, hashTable, localityOrZones,
  warmupAggression, localityShares, localityFailover, clientCredential, verificationOrNone, clientCertificates,
  serverCertificateChecked,
];
