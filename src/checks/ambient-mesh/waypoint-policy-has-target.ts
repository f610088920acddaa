import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { aboutRequests } from '../requests';
import { TARGETING_KINDS, isForAmbient, targetRefs } from '../waypoints';

/** See its title. */
export const waypointPolicyHasTarget = eachObject({
  code: 'CI1602',
  name: 'waypoint-policy-has-target',
  title: 'In the ambient mesh, what a policy says of requests is attached by targetRefs.',
  severity: Severity.WARNING,
  kinds: [ANY, 'AuthorizationPolicy', 'RequestAuthentication', 'Telemetry', 'WasmPlugin', 'TrafficExtension', 'Namespace'],
  subjects: TARGETING_KINDS,
  explanation: 'Waypoints heed policies that name them, or a service that is behind them, in targetRefs. A policy with a selector, or with neither, is for the '
    + 'proxies of the nodes, which do not see requests.',
  fix: 'name the Service or the Gateway of the waypoint in targetRefs, in place of the selector',
  equivalents: ['KIA0110', 'KIA1115', 'KIA1116', 'KIA1117'],
  *object(policy, view) {
    if (!isForAmbient(policy, view) || targetRefs(policy).length > 0) { return; }
    const field = aboutRequests(policy);
    if (field === undefined) { return; }
    const selector = policy.spec.at('selector');
    yield selector.given ? selector.problem(`is given, and ${field.path} is about requests; it must be targetRefs`)
      : policy.spec.at('targetRefs').problem(`is missing, and ${field.path} is about requests; it must be given`);
  },
});
