import { eachObject } from '../check';
import { poolUpgradeReports } from '../connection-pool';
import { Severity } from '../finding';
import { policyParts } from '../traffic-policies';

/** See its title. */
export const upgradeOrClientProtocol = eachObject({
  code: 'CI0355',
  name: 'upgrade-or-client-protocol',
  title: 'A connection pool upgrades to HTTP/2, or speaks what the client speaks.',
  severity: Severity.ERROR,
  kinds: ['DestinationRule'],
  fields: ['useClientProtocol'],
  explanation: 'With h2UpgradePolicy UPGRADE the proxy speaks HTTP/2 to the server whatever the client speaks; useClientProtocol is the opposite. Istio refuses them together.',
  fix: 'keep one of them',
  equivalents: ['IV-multi-041'],
  *object(rule) {
    for (const pool of policyParts(rule, 'connectionPool')) { yield* poolUpgradeReports(pool); }
  },
});
