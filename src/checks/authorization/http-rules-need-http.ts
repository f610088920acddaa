import { isHttp } from '../../model/protocol';
import { eachObject } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { portsOfPolicy } from '../policy-ports';

const SOURCE: readonly string[] = ['requestPrincipals', 'notRequestPrincipals', 'remoteIpBlocks', 'notRemoteIpBlocks'];
const OPERATION: readonly string[] = ['hosts', 'notHosts', 'methods', 'notMethods', 'paths', 'notPaths'];

/** See its title. */
export const httpRulesNeedHttp = eachObject({
  code: 'CI1002',
  name: 'http-rules-need-http',
  title: 'Rules about requests are for ports that carry HTTP.',
  severity: Severity.WARNING,
  kinds: ['AuthorizationPolicy', 'Service'],
  fields: [...SOURCE, ...OPERATION, 'when'],
  explanation: 'A TCP connection has no methods, paths and tokens. There Istio leaves out a rule of an ALLOW policy that names them, so that it lets nobody '
    + 'in, and drops these fields from a rule of a DENY policy, which then denies more.',
  fix: 'use ports, principals and namespaces for TCP, or name the ports with HTTP in the rule',
  equivalents: ['GAP-18'],
  *object(policy, view) {
    const ports = portsOfPolicy(policy, view);
    if (ports.length === 0) { return; }
    for (const rule of policy.spec.at('rules').items()) {
      const field = httpField(rule);
      if (field === undefined) { continue; }
      const named = rule.at('to').items().flatMap((to) => to.at('operation', 'ports').texts());
      const met = ports.filter(({ target, protocol }) => protocol !== undefined && !isHttp(protocol)
        && (named.length === 0 || named.includes(String(target))));
      // Where all else is HTTP and the rule names no port, it can be meant for that.
      if (met.length === 0 || (named.length === 0 && met.length < ports.length)) { continue; }
      const shown = [...new Set(met.map(({ name, number, protocol }) => `${name === '' ? number : name} (${protocol})`))].join(', ');
      yield field.problem(`is about requests, and the ports are ${shown}; one must carry HTTP for the rule to hold as it is written`);
    }
  },
});

function httpField(rule: Cursor): Cursor | undefined {
  return [
    ...rule.at('from').items().flatMap((from) => SOURCE.map((name) => from.at('source', name))),
    ...rule.at('to').items().flatMap((to) => OPERATION.map((name) => to.at('operation', name))),
    ...rule.at('when').items().map((when) => when.at('key')).filter(({ text }) => text?.startsWith('request.') === true),
  ].find((place) => place.given);
}
