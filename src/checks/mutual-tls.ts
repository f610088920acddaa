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

/** The namespace of the service that a DestinationRule is for. */
export function namespaceOfRule(rule: AppObject, view: AppView): string | undefined {
  return parseServiceHost(hostOfRule(rule, view) ?? '', view.context.clusterDomain)?.namespace;
}

/** Whether the rule as a whole makes clients use mutual TLS. */
export function isMutual({ spec }: AppObject): boolean {
  return MUTUAL.has(spec.at('trafficPolicy', 'tls', 'mode').text ?? '');
}

/** The rules that make clients use mutual TLS for all services of a namespace. */
export function rulesWithMutualTls(namespace: string, view: AppView): readonly AppObject[] {
  return view.ofKind('DestinationRule').filter((rule) => isMutual(rule) && ['*', namespace].includes(scopeOfRule(rule, view) ?? ''));
}
