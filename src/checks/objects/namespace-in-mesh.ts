import type { Json } from '../../model/json';
import type { AppView } from '../app-view';
import { eachObject } from '../check';
import { Severity } from '../finding';

/** Namespaces that are not for applications. */
const SYSTEM: ReadonlySet<string> = new Set(['istio-system', 'kube-system', 'kube-public', 'kube-node-lease']);

/** See its title. */
export const namespaceInMesh = eachObject({
  code: 'CI0036',
  name: 'namespace-in-mesh',
  title: 'A namespace says whether its pods are in the mesh.',
  severity: Severity.INFO,
  kinds: ['Namespace'],
  explanation: 'Without a label the pods of a namespace get no sidecar, unless they ask for one themselves or the injector is set to enableNamespacesByDefault. Nothing that is '
    + 'said of the mesh holds for their own requests then.',
  fix: 'label it istio-injection=enabled, istio.io/rev or istio.io/dataplane-mode=ambient; or istio-injection=disabled',
  equivalents: ['IST0102', 'IST0148'],
  *object(namespace, view) {
    const { labels, name, root } = namespace;
    if (SYSTEM.has(name) || name === view.context.rootNamespace || labels['istio.io/dataplane-mode'] !== undefined
      || (labels['istio-injection'] ?? '') !== '' || labels['istio.io/rev'] !== undefined) { return; }
    yield root.at('metadata', 'labels').problem(injectsByDefault(view)
      ? 'says nothing of the mesh, and the injector gives sidecars to all such namespaces; it must say so'
      : 'says nothing of the mesh, so that pods get no sidecar; it must have a label for it, if they are to');
  },
});

/** Whether an injector of the app gives sidecars where no label speaks against it. */
function injectsByDefault(view: AppView): boolean {
  return view.once('injects-by-default', () => view.ofKind('ConfigMap').filter(({ name }) => /^istio-sidecar-injector(-|$)/.test(name)).some((map) => {
    try {
      const values = JSON.parse(map.root.at('data', 'values').text ?? '') as { sidecarInjectorWebhook?: { enableNamespacesByDefault?: Json } } | null;
      return values?.sidecarInjectorWebhook?.enableNamespacesByDefault === true;
    } catch {
      return false;
    }
  }));
}
