import type { AppObject } from './app-object';
import type { AppView } from './app-view';
import { type Labels, selects } from './labels';
import type { Workload } from './workload-index';
import { byCodeUnit } from '../model/json';

/** The Services that send traffic to the pods of a workload, in the order of their sources. */
export function servicesOfPods({ object, namespace, labels }: Workload, view: AppView): readonly AppObject[] {
  const known = view.once('services-of-pods', () => new WeakMap<AppObject, readonly AppObject[]>());
  let found = known.get(object);
  if (found === undefined) {
    found = servicesSelecting(namespace, labels, view);
    known.set(object, found);
  }
  return found;
}

/** The Services of a namespace that send traffic to pods with these labels. */
export function servicesSelecting(namespace: string, labels: Labels, view: AppView): readonly AppObject[] {
  const byLabel = view.once('services-by-label', () => servicesByLabel(view));
  return Object.entries(labels).flatMap(([label, value]) => byLabel.get(`${namespace} ${label}=${value}`) ?? [])
    .filter(({ selector }) => selects(selector, labels)).map(({ service }) => service);
}

/** Services by their namespace and the first label that they ask for, so that not all have to be compared with each workload. */
function servicesByLabel(view: AppView): Map<string, Array<{ service: AppObject; selector: Labels }>> {
  const byLabel = new Map<string, Array<{ service: AppObject; selector: Labels }>>();
  for (const service of view.ofKind('Service')) {
    const selector = service.spec.at('selector').labels();
    const [label] = Object.keys(selector).sort(byCodeUnit);
    if (label === undefined) { continue; }
    const key = `${service.namespace} ${label}=${selector[label]}`;
    byLabel.set(key, [...(byLabel.get(key) ?? []), { service, selector }]);
  }
  return byLabel;
}
