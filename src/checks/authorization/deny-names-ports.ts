import { actionOf, operationsOf, rulesOf, sourcesOf } from '../authorization-rules';
import { eachObject } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { portsOfPolicy } from '../policy-ports';

/** What Istio can tell of a connection without looking for requests in it. */
const OF_CONNECTIONS = [
  'principals', 'notPrincipals', 'namespaces', 'notNamespaces', 'serviceAccounts', 'notServiceAccounts', 'ipBlocks', 'notIpBlocks', 'remoteIpBlocks',
  'notRemoteIpBlocks',
];

/** See its title. */
export const denyNamesPorts = eachObject({
  code: 'CI1051',
  name: 'deny-names-ports',
  title: 'A DENY rule about requests names the ports that it is for.',
  severity: Severity.WARNING,
  kinds: ['AuthorizationPolicy', 'Service'],
  fields: ['action'],
  explanation: 'On ports without HTTP Istio leaves out what a DENY rule says of requests, and denies what is left: every connection. A rule that names ports '
    + 'of HTTP does no such thing.',
  fix: 'add ports to the operations of the rule: those of the workload that carry HTTP',
  equivalents: ['IV-AP-047'],
  *object(policy, view) {
    if (actionOf(policy) !== 'DENY') { return; }
    const met = rulesOf(policy).filter(deniesConnections);
    // Where the ports are known, CI1002 tells it, or there is nothing to tell.
    if (met.length === 0 || portsOfPolicy(policy, view).some(({ protocol }) => protocol !== undefined)) { return; }
    for (const rule of met) {
      yield rule.problem('is about requests only, and denies all connections to ports without HTTP; it must name the ports that it is for');
    }
  },
});

function deniesConnections(rule: Cursor): boolean {
  const sources = sourcesOf(rule).filter(({ fields }) => fields !== undefined);
  const operations = operationsOf(rule).filter(({ fields }) => fields !== undefined);
  return operations.length === 0 ? sources.length > 0 && !areGiven(sources, OF_CONNECTIONS) : !areGiven(operations, ['ports', 'notPorts']);
}

function areGiven(holders: readonly Cursor[], lists: readonly string[]): boolean {
  return holders.some((holder) => lists.some((list) => holder.at(list).items().length > 0));
}
