import { eachObject } from '../check';
import { Severity } from '../finding';

/** See its title. */
export const rootSidecarSelector = eachObject({
  code: 'CI0780',
  name: 'root-sidecar-selector',
  title: 'A Sidecar in the root namespace is the default of the mesh, without a selector.',
  severity: Severity.WARNING,
  kinds: ['Sidecar'],
  fields: ['workloadSelector'],
  explanation: 'With a selector it is for pods of the root namespace alone, as in any other namespace: no other namespace gets its settings.',
  fix: 'leave workloadSelector out, or put the Sidecar into the namespace of the pods',
  equivalents: ['KIA1006'],
  *object(sidecar, view) {
    const selector = sidecar.spec.at('workloadSelector');
    const { rootNamespace } = view.context;
    // An empty one is told by what reads the selector itself; pods of the root namespace can be meant.
    const labels = selector.at('labels').labels();
    if (sidecar.namespace !== rootNamespace || Object.keys(labels).length === 0) { return; }
    if (view.workloads.selected(rootNamespace, labels).length > 0) { return; }
    yield selector.mustBe(`left out in the root namespace ${rootNamespace}`);
  },
});
