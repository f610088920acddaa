import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { DataPlaneMode } from '../mesh-context';
import { TARGETING_KINDS, isAmbient, isServiceEnrolled, namespaces, targetRefs } from '../waypoints';

/** See its title. */
export const targetRefsNeedWaypoint = eachObject({
  code: 'CI1610',
  name: 'target-refs-need-waypoint',
  title: 'A policy that is attached to a Service is for a Service behind a waypoint.',
  severity: Severity.ERROR,
  kinds: [ANY, 'AuthorizationPolicy', 'RequestAuthentication', 'Telemetry', 'WasmPlugin', 'TrafficExtension', 'Namespace', 'Service'],
  subjects: TARGETING_KINDS,
  fields: ['targetRefs', 'targetRef'],
  explanation: 'Sidecars pass over every policy that has targetRefs: gateways and waypoints alone heed them. Without a waypoint the policy is not enforced, and '
    + 'nothing says so. Where the app does not make the namespace, its labels are not known, and it is a warning.',
  fix: 'select the pods with selector.matchLabels, or label the Service or its namespace with istio.io/use-waypoint',
  equivalents: ['GAP-12'],
  *object(policy, view) {
    // In the ambient mesh, another check says what lacks a waypoint.
    if (isAmbient(policy.namespace, view)) { return; }
    const isKnown = namespaces(view).has(policy.namespace);
    if (!isKnown && view.context.dataPlane === DataPlaneMode.AMBIENT) { return; }
    for (const ref of targetRefs(policy)) {
      const [kind, name] = [ref.at('kind').text, ref.at('name').text];
      if (kind !== 'Service' || name === undefined || isServiceEnrolled(name, policy.namespace, view)) { continue; }
      yield ref.problem(`is Service ${name}, which has no waypoint, and sidecars pass over policies with targetRefs; it must be a selector, or the Service must have one`, {
        severity: isKnown ? Severity.ERROR : Severity.WARNING,
      });
    }
  },
});
