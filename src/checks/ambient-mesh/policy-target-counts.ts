import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { K8S_GATEWAY, TARGETING_KINDS, servicesByName, targetRefs } from '../waypoints';

/** See its title. */
export const policyTargetCounts = eachObject({
  code: 'CI1611',
  name: 'policy-target-counts',
  title: 'What targetRefs name exists, and can be named there.',
  severity: Severity.WARNING,
  kinds: [ANY, 'AuthorizationPolicy', 'RequestAuthentication', 'Telemetry', 'WasmPlugin', 'TrafficExtension', 'Service', K8S_GATEWAY],
  subjects: TARGETING_KINDS,
  fields: ['targetRefs', 'targetRef'],
  explanation: 'A policy whose target is not there is not enforced. Targets are in the namespace of the policy. A GatewayClass counts only in the root namespace, and '
    + 'only as istio-waypoint, for all waypoints of the mesh.',
  fix: 'correct the name, or put the policy into the namespace of its target',
  equivalents: [],
  *object(policy, view) {
    const { namespace } = policy;
    for (const ref of targetRefs(policy)) {
      const name = ref.at('name');
      if (name.text === undefined) { continue; }
      const id = `${namespace}/${name.text}`;
      if (ref.at('kind').text === 'Service' && view.services.definesServicesIn(namespace) && !servicesByName(view).has(id)
        && view.services.exact(view.resolve(name.text, policy)).length === 0) {
        yield name.mustBe(`a Service of namespace ${namespace}`);
      } else if (ref.at('kind').text === 'Gateway') {
        const inApp = view.ofKind(K8S_GATEWAY).filter((gateway) => gateway.namespace === namespace);
        const isKnown = view.context.knownGateways.includes(id) || view.context.knownNamespaces.includes(namespace);
        if (inApp.length > 0 && !isKnown && !inApp.some((gateway) => gateway.name === name.text)) { yield name.mustBe(`a Gateway of namespace ${namespace}`); }
      } else if (ref.at('kind').text === 'GatewayClass' && (namespace !== view.context.rootNamespace || name.text !== 'istio-waypoint')) {
        yield ref.problem(`is GatewayClass ${name.text} in namespace ${namespace}; it must be istio-waypoint in the root namespace ${view.context.rootNamespace}`, {
          severity: Severity.ERROR, fix: 'name the Gateway, or put the policy into the root namespace for all waypoints',
        });
      }
    }
  },
});
