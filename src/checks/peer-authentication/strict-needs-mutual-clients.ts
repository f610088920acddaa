import { eachObject } from '../check';
import { Severity } from '../finding';
import { hasAutoMtls } from '../mesh-configs';
import { isMutual, rulesWithMutualTls, scopeOfRule } from '../mutual-tls';
import { selectorOf } from '../peer-authentication-index';

/** See its title. */
export const strictNeedsMutualClients = eachObject({
  code: 'CI0580',
  name: 'strict-needs-mutual-clients',
  title: 'Without automatic mutual TLS, a STRICT policy comes with a DestinationRule that makes clients use it.',
  severity: Severity.ERROR,
  kinds: ['PeerAuthentication', 'DestinationRule', 'ConfigMap', 'IstioOperator'],
  fields: ['mtls'],
  explanation: 'With enableAutoMtls false in the MeshConfig clients send plain text unless a DestinationRule says ISTIO_MUTUAL, and STRICT servers reset such connections.',
  fix: 'add a DestinationRule with tls mode ISTIO_MUTUAL for "*.local" or for the services of the namespace, or leave enableAutoMtls out',
  equivalents: ['KIA0401', 'KIA0501'],
  *object(policy, view) {
    const mode = policy.spec.at('mtls', 'mode');
    if (mode.text !== 'STRICT' || hasAutoMtls(view) || Object.keys(selectorOf(policy)).length > 0) { return; }
    const isForMesh = policy.namespace === view.context.rootNamespace;
    const rules = rulesWithMutualTls(policy.namespace, view).filter((rule) => isMutual(rule) && (!isForMesh || scopeOfRule(rule, view) === '*'));
    if (rules.length > 0) { return; }
    yield mode.problem(`is "STRICT" for ${isForMesh ? 'the mesh' : `namespace ${policy.namespace}`}, and no DestinationRule makes clients use mutual TLS there; one must say ISTIO_MUTUAL`);
  },
});
