import { wildcardDomainProblem } from '../../model/go/host-names';
import { eachObject } from '../check';
import { hostOfRule } from '../destination-rule-index';
import { Severity } from '../finding';
import { unknownHost } from '../unknown-host';

/** See its title. */
export const ruleHostExists = eachObject({
  code: 'CI0306',
  name: 'rule-host-exists',
  title: 'The host of a DestinationRule is one of the mesh.',
  severity: Severity.WARNING,
  kinds: ['DestinationRule', 'Service', 'ServiceEntry'],
  fields: ['host'],
  explanation: 'A DestinationRule for a host that is no Service and no ServiceEntry has no effect: its circuit breaker and its TLS settings are for nobody. '
    + 'Istio takes a name with a dot literally: "reviews.shop" is not the service reviews of namespace shop.',
  fix: 'correct the host, or name it in knownHosts of the Mesh if it exists elsewhere',
  equivalents: ['IST0174', 'KIA0202'],
  *object(rule, view) {
    const host = hostOfRule(rule, view);
    // A host that is no name at all is told by CI0340.
    if (host === undefined || host.startsWith('*') || wildcardDomainProblem(host) !== undefined) { return; }
    for (const report of unknownHost(rule.spec.at('host'), host, rule, view)) {
      // A host outside of the app is told where traffic is sent to it, too.
      yield { ...report, severity: report.severity === Severity.WARNING ? Severity.INFO : Severity.WARNING };
    }
  },
});
