import type { AppView } from './app-view';

/** Namespaces that every cluster has. */
const OF_KUBERNETES: readonly string[] = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/** Namespaces that exist as far as the app shows it; `undefined`, if it makes none itself: then they are made elsewhere. */
export function knownNamespaces(view: AppView): ReadonlySet<string> | undefined {
  return view.once('known-namespaces', () => {
    const made = view.ofKind('Namespace').map(({ name }) => name);
    if (made.length === 0) { return undefined; }
    const used = [...view.workloads.all, ...view.ofKind('Service')].map(({ namespace }) => namespace);
    return new Set([...made, ...used, ...OF_KUBERNETES, view.context.rootNamespace, ...view.context.knownNamespaces]);
  });
}
