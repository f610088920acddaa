import type { AppObject } from '../app-object';
import type { AppView } from '../app-view';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { aboutRequests } from '../requests';
import { TARGETING_KINDS, areAmbient, isForAmbient, isGatewayPod, isServiceEnrolled, targetRefs, waypointName } from '../waypoints';

/** See its title. */
export const requestPolicyNeedsWaypoint = eachObject({
  code: 'CI1601',
  name: 'request-policy-needs-waypoint',
  title: 'In the ambient mesh, what a policy says of requests is for pods behind a waypoint.',
  severity: Severity.WARNING,
  kinds: [ANY, 'AuthorizationPolicy', 'RequestAuthentication', 'Telemetry', 'WasmPlugin', 'TrafficExtension', 'Namespace', 'Service'],
  subjects: TARGETING_KINDS,
  explanation: 'The proxy of a node (ztunnel) sees connections, not requests. It leaves out rules of an ALLOW policy that are about requests, so that they let '
    + 'nobody in, and drops these fields from rules of a DENY policy, which then denies more. Tokens, plugins, traces and logs of requests are for waypoints alone.',
  fix: 'label the namespace or the service with istio.io/use-waypoint',
  equivalents: ['KIA0109', 'KIA1110', 'KIA1111', 'KIA1112', 'KIA1317'],
  *object(policy, view) {
    if (!isForAmbient(policy, view)) { return; }
    const field = aboutRequests(policy);
    const open = field === undefined ? undefined : withoutWaypoint(policy, view);
    if (field === undefined || open === undefined) { return; }
    yield field.problem(`is about requests, and ${open} has no waypoint; it must have one`);
  },
});

/** What the policy is for and what goes through no waypoint. */
function withoutWaypoint(policy: AppObject, view: AppView): string | undefined {
  const refs = targetRefs(policy);
  const { namespace } = policy;
  if (refs.length > 0) {
    const services = refs.filter((ref) => ref.at('kind').text === 'Service').map((ref) => ref.at('name').text ?? '');
    const open = services.find((name) => !isServiceEnrolled(name, namespace, view));
    return open === undefined ? undefined : `Service ${namespace}/${open}`;
  }
  const selector = policy.spec.at('selector', 'matchLabels').labels();
  const picked = Object.keys(selector).length === 0 ? [] : view.workloads.selected(namespace, selector);
  const workloads = picked.filter((workload) => areAmbient(workload, view) && !isGatewayPod(workload));
  if (workloads.length === 0) { return waypointName({}, namespace, view) === undefined ? `namespace ${namespace}` : undefined; }
  return workloads.find(({ labels }) => waypointName(labels, namespace, view) === undefined)?.object.fullId;
}
