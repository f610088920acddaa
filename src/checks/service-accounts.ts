import type { AppView } from './app-view';
import { K8S_GATEWAY } from './waypoints';

/** The service accounts of each namespace that the app shows: those that are made, those that pods have, and those that istiod makes for Gateways. */
export function serviceAccounts(view: AppView): ReadonlyMap<string, ReadonlySet<string>> {
  return view.once('service-accounts', () => {
    const accounts = new Map<string, Set<string>>();
    const add = (namespace: string, name: string | undefined) => {
      // Every namespace has it, and pods that name no other use it.
      const own = accounts.get(namespace) ?? new Set(['default']);
      accounts.set(namespace, own);
      if (name !== undefined) { own.add(name); }
    };
    for (const account of view.ofKind('ServiceAccount')) { add(account.namespace, account.name); }
    for (const { namespace, template } of view.workloads.all) {
      add(namespace, template.at('spec', 'serviceAccountName').text ?? template.at('spec', 'serviceAccount').text);
    }
    for (const entry of view.ofKind('WorkloadEntry')) { add(entry.namespace, entry.spec.at('serviceAccount').text); }
    for (const { name, namespace, spec } of view.ofKind(K8S_GATEWAY)) {
      if (accounts.has(namespace)) { add(namespace, spec.at('gatewayClassName').text === 'istio-waypoint' ? name : `${name}-istio`); }
    }
    return accounts;
  });
}

/** Whether a text is one that a pattern of an AuthorizationPolicy stands for: `*` may stand alone, at its begin or at its end. */
export function matchesPattern(text: string, pattern: string): boolean {
  if (pattern === '*') { return text !== ''; }
  if (pattern.startsWith('*')) { return text.endsWith(pattern.slice(1)); }
  return pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern;
}
