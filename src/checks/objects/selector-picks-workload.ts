import { parseServiceHost } from '../../model/hosts';
import type { AppView } from '../app-view';
import { ANY, eachObject } from '../check';
import { Severity } from '../finding';
import { LabelIndex, type Labels, showLabels } from '../labels';

/** Where kinds say what they select. */
const SELECTORS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...['Sidecar', 'EnvoyFilter'].map((kind) => [kind, ['workloadSelector', 'labels']] as const),
  ['DestinationRule', ['workloadSelector', 'matchLabels']],
  ...['AuthorizationPolicy', 'PeerAuthentication', 'ProxyConfig', 'RequestAuthentication', 'Telemetry', 'TrafficExtension', 'WasmPlugin']
    .map((kind) => [kind, ['selector', 'matchLabels']] as const),
]);

/** Kinds that select in all namespaces from the root namespace. */
const MESH_WIDE: ReadonlySet<string> = new Set(['AuthorizationPolicy', 'EnvoyFilter', 'RequestAuthentication', 'TrafficExtension', 'WasmPlugin']);

/** What the Services of the app, and those that are known, select. */
function serviceSelectors(view: AppView): LabelIndex<{ labels: Labels; namespace: string | undefined }> {
  const { clusterDomain, knownServices } = view.context;
  return view.once('service-selectors', () => new LabelIndex([
    ...view.ofKind('Service').map(({ spec, namespace }) => ({ labels: spec.at('selector').labels(), namespace })),
    ...knownServices.map(({ host, labels = {} }) => ({ labels, namespace: parseServiceHost(host, clusterDomain)?.namespace })),
  ]));
}

/** See its title. */
export const selectorPicksWorkload = eachObject({
  code: 'CI0035',
  name: 'selector-picks-workload',
  title: 'What selects workloads picks some.',
  severity: Severity.WARNING,
  kinds: [ANY],
  subjects: [...SELECTORS.keys()],
  explanation: 'A policy whose selector picks no pods is for nobody, and nobody is told. Pods are selected by the labels of their template, and in the namespace of the policy '
    + 'only, unless it is in the root namespace. If the app has no pods in the namespace, it is an info.',
  fix: 'correct the labels, or move the object to the namespace of the workload',
  equivalents: ['IST0101', 'IST0127', 'KIA0004'],
  *object(object, view) {
    const path = SELECTORS.get(object.kind);
    if (path === undefined) { return; }
    const { namespace, spec } = object;
    const { rootNamespace, knownNamespaces } = view.context;
    // A PeerAuthentication must have no selector there, another check says so.
    if (knownNamespaces.includes(namespace) || (object.kind === 'PeerAuthentication' && namespace === rootNamespace)) { return; }
    const selector = spec.at(...path);
    const labels = selector.labels();
    if (Object.keys(labels).length === 0) {
      // An AuthorizationPolicy for all workloads of a namespace that has none.
      const isForAll = object.kind === 'AuthorizationPolicy' && namespace !== rootNamespace && spec.at('targetRefs').items().length === 0 && !spec.at('targetRef').given;
      if (isForAll && view.workloads.all.length > 0 && !view.workloads.isKnown(namespace)) {
        yield object.root.at('metadata', 'namespace').problem(`is ${JSON.stringify(namespace)}, where the app has no pods; it must be the namespace of those that it is for`,
          { severity: Severity.INFO });
      }
      return;
    }
    // What Istio runs for a Gateway of the Kubernetes Gateway API has no object that shows its pods.
    if (labels['gateway.networking.k8s.io/gateway-name'] !== undefined) { return; }
    const isMeshWide = namespace === rootNamespace && MESH_WIDE.has(object.kind);
    const picked = isMeshWide ? view.workloads.anywhere(labels) : view.workloads.endpoints(namespace, labels);
    const isThere = (home: string | undefined) => isMeshWide || home === undefined || home === namespace;
    if (picked.length > 0 || view.gateways.pods(labels).some((pod) => isThere(pod.namespace))) { return; }
    // A Service for the same pods shows that they are meant to be, elsewhere.
    if (!view.workloads.isKnown(namespace) && serviceSelectors(view).selected(labels).some((service) => isThere(service.namespace))) { return; }
    const where = isMeshWide ? '' : ` in namespace ${namespace}`;
    const elsewhere = view.workloads.anywhere(labels)[0];
    const isKnown = view.workloads.isKnown(namespace) && namespace !== rootNamespace;
    yield selector.problem(`is ${showLabels(labels)}, which picks no pods that are known${where}${elsewhere === undefined ? '' : `, but ${elsewhere.object.fullId}`}; `
      + 'it must be labels of pods', isKnown ? {} : { severity: Severity.INFO });
  },
});
