import type { AppObject } from '../app-object';
import { eachObject } from '../check';
import { hostOfRule } from '../destination-rule-index';
import { Severity } from '../finding';
import { hasAutoMtls } from '../mesh-configs';
import { widerRules } from '../wider-rules';

/** See its title. */
export const widerRuleTlsLost = eachObject({
  code: 'CI0383',
  name: 'wider-rule-tls-lost',
  title: 'A DestinationRule says tls where a wider one does.',
  severity: Severity.WARNING,
  kinds: ['DestinationRule'],
  fields: ['host'],
  explanation: 'Proxies take one DestinationRule, that of the most specific host in the nearest namespace, and nothing of wider ones: the tls of a rule for "*.local" '
    + 'does not hold where another rule leaves tls out. With ISTIO_MUTUAL that is an info, as automatic mutual TLS takes its place.',
  fix: 'repeat the tls block of the wider rule',
  equivalents: ['KIA0204'],
  *object(rule, view) {
    const host = hostOfRule(rule, view);
    if (host === undefined || hasTls(rule)) { return; }
    const wider = widerRules(rule, host, view).find((other) => other.spec.at('trafficPolicy', 'tls').given);
    if (wider === undefined) { return; }
    const mode = wider.spec.at('trafficPolicy', 'tls', 'mode').text ?? 'DISABLE';
    yield rule.spec.at('trafficPolicy', 'tls').problem(`is missing, so that mode ${mode} of ${wider.fullId} for ${wider.spec.at('host').text} does not hold for ${host}; it must be repeated`, {
      severity: mode === 'ISTIO_MUTUAL' && hasAutoMtls(view) ? Severity.INFO : Severity.WARNING,
    });
  },
});

function hasTls({ spec }: AppObject): boolean {
  const policy = spec.at('trafficPolicy');
  return policy.at('tls').given || policy.at('portLevelSettings').items().some((port) => port.at('tls').given);
}
