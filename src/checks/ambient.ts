import type { AppObject } from './app-object';
import type { AppView } from './app-view';
import { DATA_PLANE, namespaces } from './waypoints';
import type { Workload } from './workload-index';

/** Whether the pods of a namespace are in the ambient mesh if they say nothing themselves: sidecars go before it. */
export function isAmbientNamespace({ labels }: AppObject): boolean {
  return labels[DATA_PLANE] === 'ambient' && labels['istio-injection'] !== 'enabled' && (labels['istio.io/rev'] ?? '') === '';
}

/** Whether the pods of a workload are in the ambient mesh, as far as the app shows it. */
export function isAmbientWorkload({ template, namespace }: Workload, view: AppView): boolean {
  const metadata = template.at('metadata');
  if (metadata.at('annotations', 'ambient.istio.io/redirection').text === 'enabled') { return true; }
  const mode = metadata.at('labels', DATA_PLANE).text;
  if (metadata.at('labels', 'sidecar.istio.io/inject').text === 'true' || mode === 'none') { return false; }
  if (mode === 'ambient') { return true; }
  const declared = namespaces(view).get(namespace);
  return declared !== undefined && isAmbientNamespace(declared);
}
