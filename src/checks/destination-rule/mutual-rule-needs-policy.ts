import { eachObject } from '../check';
import { Severity } from '../finding';
import { hasAutoMtls } from '../mesh-configs';
import { isMutual, scopeOfRule } from '../mutual-tls';

/** See its title. */
export const mutualRuleNeedsPolicy = eachObject({
  code: 'CI0385',
  name: 'mutual-rule-needs-policy',
  title: 'Without automatic mutual TLS, a DestinationRule that makes all clients use it comes with a PeerAuthentication.',
  severity: Severity.INFO,
  kinds: ['DestinationRule', 'PeerAuthentication', 'ConfigMap', 'IstioOperator'],
  fields: ['tls'],
  explanation: 'Without a PeerAuthentication servers take mutual TLS and plain text alike: what the clients are made to do, the servers do not ask for.',
  fix: 'add a PeerAuthentication with mode STRICT or PERMISSIVE',
  equivalents: ['KIA0205', 'KIA0206'],
  *object(rule, view) {
    const scope = isMutual(rule) ? scopeOfRule(rule, view) : undefined;
    if (scope === undefined || hasAutoMtls(view)) { return; }
    const { rootNamespace } = view.context;
    const levels = [rootNamespace, ...(scope === '*' ? [] : [scope])];
    const said = [...view.peerAuthentications.namespaceWide].flat()
      .some((policy) => levels.includes(policy.namespace) && ['STRICT', 'PERMISSIVE'].includes(policy.spec.at('mtls', 'mode').text ?? ''));
    if (said) { return; }
    yield rule.spec.at('trafficPolicy', 'tls', 'mode').problem(
      `makes clients use mutual TLS for ${scope === '*' ? 'the mesh' : `namespace ${scope}`}; a PeerAuthentication must say that servers take it`);
  },
});
