import type { AppObject } from '../app-object';
import { type Report, eachObject } from '../check';
import { hostOfRule } from '../destination-rule-index';
import { Severity } from '../finding';
import { type Labels, selects, showLabels } from '../labels';
import type { MeshHost } from '../service-index';

/** See its title. */
export const subsetSelectsWorkload = eachObject({
  code: 'CI0302',
  name: 'subset-selects-workload',
  title: 'The labels of a subset are those of pods of the service.',
  severity: Severity.WARNING,
  kinds: ['DestinationRule', 'Service', 'WorkloadEntry', 'WorkloadGroup'],
  fields: ['subsets'],
  explanation: 'A subset without pods has no healthy upstream: every request to it is answered with 503. '
    + 'The pods need the labels of the subset and those that the service selects.',
  fix: 'correct the labels, or add the workload',
  equivalents: ['IST0173', 'KIA0203'],
  *object(rule, view) {
    const host = hostOfRule(rule, view);
    const there = host === undefined ? [] : view.services.exact(host);
    const service = there.find(({ selector }) => selector !== undefined);
    if (service?.selector === undefined) {
      yield* withoutEndpoints(rule, there);
      return;
    }
    const { namespace, selector } = service;
    const workloads = view.workloads.endpoints(namespace, selector);
    // Without pods in the app, they are elsewhere, whatever machines it has.
    const arePodsKnown = view.workloads.selected(namespace, selector).length > 0;
    const subsets = rule.spec.at('subsets');
    if (!arePodsKnown && service.object !== undefined && subsets.items().length > 0 && !view.context.knownNamespaces.includes(namespace)) {
      yield subsets.problem(`are for pods of ${service.object.fullId}, of which the app has none; they must have the labels of the subsets`, { severity: Severity.INFO });
    }
    for (const subset of subsets.items()) {
      const all = subset.at('labels').labels();
      const empty = Object.entries(all).find(([key, value]) => value === '' && isTopology(key));
      if (empty !== undefined) {
        yield subset.at('labels', empty[0]).mustBe('a place that nodes are in; Istio gives pods no label for an empty one');
        continue;
      }
      if (!arePodsKnown) { continue; }
      const labels = ownLabels(all);
      if (workloads.some((workload) => selects(labels, workload.labels))) { continue; }
      const pods = workloads.map((workload) => `${workload.object.fullId} has ${showLabels(workload.labels)}`);
      yield subset.at('labels').mustBe(`labels of pods of ${service.object?.fullId ?? host}: ${pods.slice(0, 4).join('; ')}`);
    }
  },
});

/** Subsets of a ServiceEntry that lists its endpoints are some of these. */
function* withoutEndpoints(rule: AppObject, hosts: readonly MeshHost[]): Iterable<Report> {
  const entries = hosts.flatMap(({ object }) => (object?.kind === 'ServiceEntry' ? [object] : []));
  const endpoints = entries.flatMap(({ spec }) => spec.at('endpoints').items());
  if (endpoints.length === 0 || entries.some(({ spec }) => spec.at('workloadSelector').given)) { return; }
  for (const subset of rule.spec.at('subsets').items()) {
    const labels = ownLabels(subset.at('labels').labels());
    if (endpoints.some((endpoint) => selects(labels, endpoint.at('labels').labels()))) { continue; }
    yield subset.at('labels').mustBe(`labels of endpoints of ${entries[0].fullId}`);
  }
}

function isTopology(key: string): boolean {
  return key.startsWith('topology.kubernetes.io/') || key.startsWith('failure-domain.beta.kubernetes.io/') || key === 'topology.istio.io/subzone';
}

/** The labels that a pod's template can have; others come from the node, from Istio or from a controller. */
function ownLabels(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !(
    isTopology(key) || /^([^/]*\.)?istio\.io\//.test(key)
    || key === 'kubernetes.io/hostname' || key.endsWith('pod-template-hash') || key === 'istio-locality')));
}
