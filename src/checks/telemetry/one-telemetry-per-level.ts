import type { AppObject } from '../app-object';
import { wholeApp } from '../check';
import { Severity } from '../finding';
import { showLabels } from '../labels';

/** See its title. */
export const oneTelemetryPerLevel = wholeApp({
  code: 'CI0902',
  name: 'one-telemetry-per-level',
  title: 'The mesh, a namespace and a workload have one Telemetry each.',
  severity: Severity.ERROR,
  kinds: ['Telemetry'],
  explanation: 'Of several for a namespace or for the mesh the one that was created first counts, and the others are ignored without a word. Of several for '
    + 'a workload all count, and the later ones go before the earlier ones.',
  fix: 'join them into one Telemetry',
  equivalents: ['IST0159', 'IST0160'],
  *run(view) {
    const owners = new Map<unknown, AppObject>();
    for (const telemetry of view.ofKind('Telemetry')) {
      const { spec, namespace, root } = telemetry;
      if (spec.at('targetRefs').items().length > 0 || spec.at('targetRef').given) { continue; }
      const selector = spec.at('selector', 'matchLabels').labels();
      if (Object.keys(selector).length === 0) {
        const first = owners.get(namespace);
        if (first === undefined) { owners.set(namespace, telemetry); continue; }
        const level = namespace === view.context.rootNamespace ? 'the mesh' : `namespace ${namespace}`;
        yield root.at('metadata', 'name').problem(`is ${JSON.stringify(telemetry.name)} for ${level}; it must have one Telemetry, and ${first.fullId} is one as well`);
        continue;
      }
      const workloads = view.workloads.selected(namespace, selector);
      // Without workloads in the app, those for the same labels are for the same pods.
      const targets = [`${namespace} ${showLabels(selector)}`, ...workloads];
      const taken = targets.find((target) => owners.has(target));
      if (taken !== undefined) {
        const workload = workloads.find((one) => owners.has(one));
        const what = workload === undefined ? 'the same pods' : `pods of ${workload.object.fullId}`;
        yield spec.at('selector').problem(`picks ${what}, as does ${owners.get(taken)?.fullId}; they must have one Telemetry`);
      }
      for (const target of targets) { if (!owners.has(target)) { owners.set(target, telemetry); } }
    }
  },
});
