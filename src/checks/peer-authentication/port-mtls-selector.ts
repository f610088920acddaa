import { eachObject } from '../check';
import { Severity } from '../finding';
import { selectorOf } from '../peer-authentication-index';

/** See its title. */
export const portMtlsSelector = eachObject({
  code: 'CI0502',
  name: 'port-mtls-selector',
  title: 'A PeerAuthentication with portLevelMtls has a selector.',
  severity: Severity.ERROR,
  kinds: ['PeerAuthentication'],
  fields: ['portLevelMtls'],
  explanation: 'Ports are those of workloads, so Istio refuses them in a policy for a namespace or for the mesh.',
  fix: 'give selector the labels of the pods of the workload',
  equivalents: ['IV-PA-001', 'IST0106'],
  *object(policy) {
    const ports = policy.spec.at('portLevelMtls').entries().map(([port]) => port);
    if (ports.length > 0 && Object.keys(selectorOf(policy)).length === 0) {
      yield policy.spec.at('portLevelMtls').problem(`names port ${ports.join(', ')} without a selector; a policy with ports must have one`);
    }
  },
});
