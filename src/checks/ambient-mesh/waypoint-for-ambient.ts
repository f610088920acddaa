import { wholeApp } from '../check';
import { Severity } from '../finding';
import { USE_WAYPOINT, areAmbient, namespaces } from '../waypoints';

/** See its title. */
export const waypointForAmbient = wholeApp({
  code: 'CI1606',
  name: 'waypoint-for-ambient',
  title: 'Pods that are to be behind a waypoint are in the ambient mesh.',
  severity: Severity.WARNING,
  kinds: ['*'],
  explanation: 'Only proxies of the ambient mesh send requests through a waypoint. Pods outside of it are called directly, and what is said for the waypoint does '
    + 'not hold for them. The label of a namespace may be there for its services, which callers from the ambient mesh reach; so it is an info.',
  fix: 'label the namespace or the pods with istio.io/dataplane-mode: ambient, or leave the label out',
  equivalents: ['KIA1312'],
  *run(view) {
    const told = new Set<string>();
    for (const workload of view.workloads.all) {
      const declared = namespaces(view).get(workload.namespace);
      const own = workload.template.at('metadata', 'labels', USE_WAYPOINT);
      const place = own.given ? own : declared?.root.at('metadata', 'labels', USE_WAYPOINT);
      // Whether a namespace is ambient is not known where the app does not make it.
      if (place?.text === undefined || place.text === '' || place.text === 'none' || declared === undefined || areAmbient(workload, view)) { continue; }
      const key = own.given ? workload.object.fullId : workload.namespace;
      if (told.has(key)) { continue; }
      told.add(key);
      yield place.problem(`is ${JSON.stringify(place.text)}, and pods of ${workload.object.fullId} are not in the ambient mesh; they must be for the waypoint to be theirs`, {
        severity: own.given ? Severity.WARNING : Severity.INFO,
      });
    }
  },
});
