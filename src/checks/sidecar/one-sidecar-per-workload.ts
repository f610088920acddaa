import type { AppObject } from '../app-object';
import { wholeApp } from '../check';
import { Severity } from '../finding';
import { showLabels } from '../labels';

/** See its title. */
export const oneSidecarPerWorkload = wholeApp({
  code: 'CI0701',
  name: 'one-sidecar-per-workload',
  title: 'A workload has one Sidecar for it, and a namespace one for all others.',
  severity: Severity.ERROR,
  kinds: ['Sidecar'],
  explanation: 'Sidecars do not add up: of several for the same pods, or for the same namespace, Istio takes one, and which one is not said. '
    + 'What the others let the workload reach is missing.',
  fix: 'join them into one Sidecar',
  equivalents: ['IST0110', 'IST0111', 'KIA0002', 'KIA0003'],
  *run(view) {
    const owners = new Map<unknown, AppObject>();
    for (const sidecar of view.ofKind('Sidecar')) {
      const selector = sidecar.spec.at('workloadSelector', 'labels').labels();
      const isForAll = Object.keys(selector).length === 0;
      const workloads = isForAll ? [] : view.workloads.selected(sidecar.namespace, selector);
      // Without workloads in the app, Sidecars for the same labels are for the same pods.
      const targets = [`${sidecar.namespace} ${showLabels(selector)}`, ...workloads];
      const taken = targets.filter((target) => owners.has(target));
      if (taken.length > 0) {
        const workload = workloads.find((one) => taken.includes(one));
        const what = isForAll ? `all workloads of namespace ${sidecar.namespace}` : workload === undefined ? 'the same pods' : `pods of ${workload.object.fullId}`;
        const owner = owners.get(workload ?? taken[0])?.fullId;
        const place = isForAll ? sidecar.root.at('metadata', 'name') : sidecar.spec.at('workloadSelector');
        yield place.problem(`${isForAll ? `is ${JSON.stringify(sidecar.name)} for` : 'picks'} ${what}, as ${isForAll ? 'is' : 'does'} ${owner}; they must have one Sidecar`);
      }
      for (const target of targets) { if (!owners.has(target)) { owners.set(target, sidecar); } }
    }
  },
});
