import type { AppObject } from '../app-object';
import { eachObject } from '../check';
import { hostOfRule } from '../destination-rule-index';
import { Severity } from '../finding';
import { isMutual, scopeOfRule } from '../mutual-tls';
import { widerRules } from '../wider-rules';

/** See its title. */
export const widerRuleHidden = eachObject({
  code: 'CI0384',
  name: 'wider-rule-hidden',
  title: 'DestinationRules that overlap are meant to: one of them counts.',
  severity: Severity.INFO,
  kinds: ['DestinationRule'],
  fields: ['host'],
  explanation: 'Proxies take the DestinationRule of the most specific host, from their own namespace first, then from that of the service, then from the root '
    + 'namespace. Subsets and policies of others for the same host do not add to it.',
  fix: 'repeat in it what is to hold of the other, or join the two',
  equivalents: ['KIA0201'],
  *object(rule, view) {
    const host = hostOfRule(rule, view);
    if (host === undefined || (isMutual(rule) && scopeOfRule(rule, view) !== undefined)) { return; }
    const wider = widerRules(rule, host, view).find((other) => {
      // Of two in one namespace for one host, another check tells; wide rules for mutual TLS are meant to be hidden.
      const isSame = hostOfRule(other, view) === host;
      if (isSame && (other.namespace === rule.namespace || other.id > rule.id)) { return false; }
      return !(isMutual(other) && scopeOfRule(other, view) !== undefined) && overlap(rule, other);
    });
    if (wider === undefined) { return; }
    yield rule.spec.at('host').problem(`is ${JSON.stringify(rule.spec.at('host').text)}, which ${wider.fullId} for ${JSON.stringify(wider.spec.at('host').text)} is for as well; one must say all`);
  },
});

/** Whether they say something of the same traffic: of one subset, or of all. */
function overlap(a: AppObject, b: AppObject): boolean {
  const [inA, inB] = [a, b].map(({ spec }) => spec.at('subsets').items().map((subset) => subset.at('name').text));
  return inA.length === 0 || inB.length === 0 || inA.some((name) => inB.includes(name));
}
