import type { AppObject } from '../app-object';
import type { AppView } from '../app-view';
import { wholeApp } from '../check';
import { Severity } from '../finding';
import { excludeEachOther, selects } from '../labels';
import { targetRefs } from '../waypoints';

/** See its title. */
export const oneCustomProvider = wholeApp({
  code: 'CI1081',
  name: 'one-custom-provider',
  title: 'The CUSTOM policies of a workload have one provider.',
  severity: Severity.ERROR,
  kinds: ['AuthorizationPolicy'],
  explanation: 'Istio has room for one external authorizer in a proxy. With two it denies every request that any of these policies matches, unless istiod runs with '
    + 'PILOT_ENABLE_MULTIPLE_CUSTOM_AUTHZ_PROVIDERS.',
  fix: 'use one provider for all CUSTOM policies of the workload',
  equivalents: ['GAP-31'],
  *run(view) {
    const policies = view.ofKind('AuthorizationPolicy').filter((policy) => policy.spec.at('action').text === 'CUSTOM' && targetRefs(policy).length === 0);
    const byNamespace = new Map<string, AppObject[]>();
    for (const policy of policies) { byNamespace.set(policy.namespace, [...byNamespace.get(policy.namespace) ?? [], policy]); }
    const { rootNamespace } = view.context;
    for (const [namespace, own] of byNamespace) {
      const wide = namespace === rootNamespace ? [] : byNamespace.get(rootNamespace) ?? [];
      for (const [i, policy] of own.entries()) {
        const place = policy.spec.at('provider', 'name');
        const rival = [...wide, ...own.slice(0, i)].find((other) => other.spec.at('provider', 'name').text !== place.text && meet(policy, other, view));
        if (rival === undefined || place.text === undefined) { continue; }
        yield place.problem(`is ${JSON.stringify(place.text)}, and ${rival.fullId} has ${JSON.stringify(rival.spec.at('provider', 'name').text)} for the same pods; they must have one provider`);
      }
    }
  },
});

/** Whether some pods are those of both: pods of the app, or without any, labels that one of the selectors implies. */
function meet(policy: AppObject, other: AppObject, view: AppView): boolean {
  const [a, b] = [policy, other].map(({ spec }) => spec.at('selector', 'matchLabels').labels());
  if (excludeEachOther(a, b)) { return false; }
  return selects(a, b) || selects(b, a) || view.workloads.selected(policy.namespace, { ...a, ...b }).length > 0;
}
