import type { AppObject } from '../app-object';
import { wholeApp } from '../check';
import { Severity } from '../finding';
import { showLabels } from '../labels';

/** See its title. */
export const groupsDiffer = wholeApp({
  code: 'CI0882',
  name: 'groups-differ',
  title: 'WorkloadGroups of a namespace give their machines different labels.',
  severity: Severity.WARNING,
  kinds: ['WorkloadGroup'],
  explanation: 'Services and policies pick machines by labels: the machines of two groups with the same ones cannot be told apart.',
  fix: 'give one of them a label of its own, or join the groups',
  equivalents: ['KIA1702'],
  *run(view) {
    const owners = new Map<string, AppObject>();
    for (const group of view.ofKind('WorkloadGroup')) {
      const labels = group.spec.at('metadata', 'labels');
      if (labels.entries().length === 0) { continue; }
      const key = `${group.namespace} ${showLabels(labels.labels())}`;
      const owner = owners.get(key);
      if (owner !== undefined) { yield labels.problem(`are those of ${owner.fullId} as well; they must differ`); }
      owners.set(key, owner ?? group);
    }
  },
});
