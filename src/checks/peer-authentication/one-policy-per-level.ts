import type { AppObject } from '../app-object';
import { wholeApp } from '../check';
import { Severity } from '../finding';
import { showLabels } from '../labels';
import { selectorOf } from '../peer-authentication-index';

/** See its title. */
export const onePolicyPerLevel = wholeApp({
  code: 'CI0504',
  name: 'one-policy-per-level',
  title: 'The mesh, a namespace and a workload have one PeerAuthentication each.',
  severity: Severity.ERROR,
  kinds: ['PeerAuthentication'],
  explanation: 'Of several policies on one level the one that was created first counts, and the others are ignored without a word: '
    + 'whether a workload takes plain text depends on the order of creation.',
  fix: 'join them into one policy',
  equivalents: ['KIA0002', 'KIA0003'],
  *run(view) {
    const { rootNamespace } = view.context;
    for (const [first, ...others] of view.peerAuthentications.namespaceWide) {
      for (const other of others) {
        const level = other.namespace === rootNamespace ? 'the mesh' : `namespace ${other.namespace}`;
        yield other.root.at('metadata', 'name').problem(`is ${JSON.stringify(other.name)} for ${level}; it must have one policy, and ${first.fullId} is one as well`);
      }
    }
    const owners = new Map<unknown, AppObject>();
    for (const policy of view.ofKind('PeerAuthentication')) {
      const selector = selectorOf(policy);
      if (Object.keys(selector).length === 0 || policy.namespace === rootNamespace) { continue; }
      const workloads = view.workloads.selected(policy.namespace, selector);
      // Without workloads in the app, policies for the same labels are for the same pods.
      const targets = [`${policy.namespace} ${showLabels(selector)}`, ...workloads];
      const taken = targets.filter((target) => owners.has(target));
      if (taken.length > 0) {
        const workload = workloads.find((one) => taken.includes(one));
        const what = workload === undefined ? 'the same pods' : `pods of ${workload.object.fullId}`;
        const owner = owners.get(workload ?? taken[0])?.fullId;
        yield policy.spec.at('selector').problem(`picks ${what}, as does ${owner}; they must have one policy`);
      }
      for (const target of targets) { if (!owners.has(target)) { owners.set(target, policy); } }
    }
  },
});
