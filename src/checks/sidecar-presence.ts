import type { AppView } from './app-view';
import { DataPlaneMode } from './mesh-context';
import type { Workload } from './workload-index';

/**
 * Why the pods of a workload get no sidecar; `undefined` if they get one, or if the app does not show it: of a namespace
 * that it does not make, the labels are not known.
 */
export function withoutSidecar({ template, namespace }: Workload, view: AppView): string | undefined {
  if (view.context.dataPlane === DataPlaneMode.AMBIENT) { return undefined; }
  if (template.at('spec', 'hostNetwork').isTrue) { return 'its pods are on the network of the node'; }
  const metadata = template.at('metadata');
  const own = metadata.at('labels', 'sidecar.istio.io/inject').text ?? metadata.at('annotations', 'sidecar.istio.io/inject').text;
  if (own === 'false') { return 'its pods say sidecar.istio.io/inject "false"'; }
  const declared = view.ofKind('Namespace').find(({ name }) => name === namespace);
  if (declared === undefined) { return undefined; }
  const { labels } = declared;
  if (labels['istio-injection'] === 'disabled') { return `namespace ${namespace} says istio-injection "disabled"`; }
  // An annotation can only refuse: which pods the injector is asked about, labels decide.
  const injected = metadata.at('labels', 'sidecar.istio.io/inject').text === 'true' || metadata.at('labels', 'istio.io/rev').given
    || labels['istio-injection'] === 'enabled' || labels['istio.io/rev'] !== undefined || labels['istio.io/dataplane-mode'] === 'ambient';
  return injected ? undefined : `namespace ${namespace} has no label for injection`;
}
