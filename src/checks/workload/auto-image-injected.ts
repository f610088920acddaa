import type { AppView } from '../app-view';
import { type Report, wholeApp } from '../check';
import type { Cursor } from '../cursor';
import { Severity } from '../finding';
import { istioInjectors, selectorTakes } from '../injectors';
import { withoutSidecar } from '../sidecar-presence';
import { namespaces } from '../waypoints';
import type { Workload } from '../workload-index';

/** See its title. */
export const autoImageInjected = wholeApp({
  code: 'CI0822',
  name: 'auto-image-injected',
  title: 'The image "auto" is for pods that get a proxy.',
  severity: Severity.ERROR,
  kinds: ['*'],
  explanation: 'The injector puts the image of the proxy in the place of "auto". If it is not asked about the pods, Kubernetes looks for an image of this name, and the pods never start. '
    + 'What the app does not show, such as the labels of a namespace that it does not make, is taken to be right, but for an info on Pods, which may be asked about too late.',
  fix: 'label the namespace or the pods for injection',
  equivalents: ['IST0146', 'IST0147'],
  *run(view) {
    for (const workload of view.workloads.all) {
      const container = workload.template.at('spec', 'containers').items().find((one) => one.at('name').text === 'istio-proxy' && one.at('image').text === 'auto');
      if (container !== undefined) { yield* aboutImage(container.at('image'), workload, view); }
    }
  },
});

function* aboutImage(image: Cursor, workload: Workload, view: AppView): Iterable<Report> {
  const why = withoutSidecar(workload, view) ?? notTaken(workload, view);
  if (why !== undefined) {
    yield image.problem(`is "auto", and ${why}; it must be the image of a proxy, or its pods must be injected`);
  } else if (workload.object.kind === 'Pod' && workload.template.at('metadata', 'labels', 'sidecar.istio.io/inject').text !== 'true') {
    yield image.problem(`is "auto" in ${workload.object.fullId}; it must be replaced when the Pod is made`, { severity: Severity.INFO });
  }
}

/** Why none of the injectors of the app is asked about the pods, if it has injectors. */
function notTaken({ labels, namespace }: Workload, view: AppView): string | undefined {
  const injectors = istioInjectors(view).flatMap(({ webhooks }) => webhooks);
  if (injectors.length === 0) { return undefined; }
  const ofNamespace = namespaces(view).get(namespace)?.labels ?? {};
  const isTaken = injectors.some((webhook) => selectorTakes(webhook.at('namespaceSelector'), ofNamespace) && selectorTakes(webhook.at('objectSelector'), labels));
  return isTaken ? undefined : 'no injector of the app is asked about its pods';
}
