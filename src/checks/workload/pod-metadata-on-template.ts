import { wholeApp } from '../check';
import { Severity } from '../finding';

/** Labels that Istio reads on pods. */
const LABELS: ReadonlySet<string> = new Set(['sidecar.istio.io/inject', 'istio.io/rev', 'istio.io/dataplane-mode', 'istio.io/use-waypoint']);

/** Annotations that Istio reads on pods: all of these groups, and some single ones. */
const ANNOTATIONS = /^(?:((readiness\.)?status\.|traffic\.)?sidecar\.istio\.io\/.+|proxy\.istio\.io\/config|inject\.istio\.io\/templates|prometheus\.istio\.io\/merge-metrics)$/;

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
      for (const [group, isForPods] of [['labels', (key: string) => LABELS.has(key)], ['annotations', (key: string) => ANNOTATIONS.test(key)]] as const) {
        for (const [key, place] of object.root.at('metadata', group).entries()) {
          if (!isForPods(key) || template.at('metadata', group, key).given) { continue; }
          yield place.problem(`is for pods, and those of ${object.fullId} do not get it; it must stand in ${template.at('metadata', group).path}`);
        }
      }
    }
  },
});
