import { isIpAddress } from './addresses';
import { isHostLabel, partialWildcardProblem, wildcardDomainProblem } from './host-names';

/** What names the host with a namespace before it, or may. */
export type HostUser = 'gateway' | 'sidecar';

/**
 * For a host of a Gateway's server or of a Sidecar's egress (`ValidateNamespaceSlashWildcardHostname`): `namespace/host`. What
 * is allowed; `undefined`, if the text is. A Gateway may leave the namespace out, and name an IP address; IPv6 only with a "."
 */
export function namespacedHostProblem(text: string, of: HostUser): string | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) { return of === 'gateway' ? hostProblem(text, of) : 'namespace/host'; }
  const namespace = text.slice(0, slash);
  return isNamespace(namespace, of) ? hostProblem(text.slice(slash + 1), of)
    : `namespace/host, where the namespace is a name, "." or "*"${of === 'sidecar' ? ', perhaps after "~"' : ''}`;
}

function isNamespace(namespace: string, of: HostUser): boolean {
  const name = of === 'sidecar' && namespace.startsWith('~') ? namespace.slice(1) : namespace;
  return name === '*' || name === '.' || isHostLabel(name) || (of === 'sidecar' && namespace === '~');
}

function hostProblem(host: string, of: HostUser): string | undefined {
  if (host !== '*' && !host.includes('.')) { return 'a full host name, with a "."'; }
  const isAddress = of === 'gateway' && isIpAddress(host);
  return (isAddress ? undefined : wildcardDomainProblem(host)) ?? partialWildcardProblem(host);
}
