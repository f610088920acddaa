import { wholeApp } from '../check';
import { Severity } from '../finding';
import { isForPods } from '../istio-annotations';

/** Labels that Istio reads on pods. */
const LABELS: ReadonlySet<string> = new Set(['sidecar.istio.io/inject', 'istio.io/rev', 'istio.io/dataplane-mode', 'istio.io/use-waypoint']);

/** See its title. */
export const podMetadataOnTemplate = wholeApp({
  code: 'CI0801',
  name: 'pod-metadata-on-template',
  title: 'Labels and annotations for pods stand in the template of the pods.',
  severity: Severity.WARNING,
  kinds: ['*'],
  explanation: 'Istio reads them when a pod is made. A Deployment hands on to its pods what is in its template, and nothing of its own: '
    + 'there they change nothing.',
  fix: 'move it to the template of the pods; SidecarSettings writes it there',
  equivalents: ['IST0107'],
  *run(view) {
    for (const { object, template } of view.workloads.all) {
      if (object.kind === 'Pod') { continue; }
      for (const [group, isMeant] of [['labels', (key: string) => LABELS.has(key)], ['annotations', isForPods]] as const) {
        for (const [key, place] of object.root.at('metadata', group).entries()) {
          if (!isMeant(key) || template.at('metadata', group, key).given) { continue; }
          yield place.problem(`is for pods, and those of ${object.fullId} do not get it; it must stand in ${template.at('metadata', group).path}`);
        }
      }
    }
  },
});
