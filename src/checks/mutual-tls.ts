import type { AppObject } from './app-object';
import type { AppView } from './app-view';
import { hostOfRule } from './destination-rule-index';
import { parseServiceHost } from '../model/hosts';

/** Modes in which clients show a certificate. */
const MUTUAL: ReadonlySet<string> = new Set(['ISTIO_MUTUAL', 'MUTUAL']);

/** The part of the mesh that a DestinationRule with a wildcard is for: `*` for all of it, else a namespace. */
export function scopeOfRule(rule: AppObject, view: AppView): string | undefined {
  const host = hostOfRule(rule, view);
  const { clusterDomain } = view.context;
  if (host === undefined || !host.startsWith('*')) { return undefined; }
  if (`.svc.${clusterDomain}`.endsWith(host.slice(1))) { return '*'; }
  return parseServiceHost(`any${host.slice(1)}`, clusterDomain)?.namespace;
}

/** Whether the rule as a whole makes clients use mutual TLS. */
export function isMutual({ spec }: AppObject): boolean {
  return MUTUAL.has(spec.at('trafficPolicy', 'tls', 'mode').text ?? '');
}

/** The rules for services of a namespace: for one of them, for all of them, and for all of the mesh. */
export function rulesOver(namespace: string, view: AppView): readonly AppObject[] {
  const byScope = view.once('rules-by-scope', () => {
    const rules = new Map<string, AppObject[]>();
    for (const rule of view.ofKind('DestinationRule')) {
      const scope = scopeOfRule(rule, view) ?? parseServiceHost(hostOfRule(rule, view) ?? '', view.context.clusterDomain)?.namespace;
      if (scope === undefined) { continue; }
      const same = rules.get(scope);
      if (same === undefined) { rules.set(scope, [rule]); } else { same.push(rule); }
    }
    return rules;
  });
  return [...byScope.get('*') ?? [], ...byScope.get(namespace) ?? []];
}

/** The rules that make clients use mutual TLS for all services of a namespace. */
export function rulesWithMutualTls(namespace: string, view: AppView): readonly AppObject[] {
  return rulesOver(namespace, view).filter((rule) => isMutual(rule) && scopeOfRule(rule, view) !== undefined);
}
