/** How Istio reads hosts (`pilot/pkg/model/config.go`, `pkg/config/host/name.go`). */

/**
 * The full name of a host: a name without a dot gets the namespace of the object that holds it and the cluster's domain;
 * one with a dot is taken as it stands, so `reviews.shop` is not a service of namespace `shop`.
 */
export function resolveHost(host: string, namespace: string, clusterDomain: string): string {
  if (host === '' || host === '*' || host.includes('.') || host.includes(':')) { return host; }
  return serviceHost(host, namespace, clusterDomain);
}

/** The host of a service. */
export function serviceHost(name: string, namespace: string, clusterDomain: string): string {
  return `${name}.${namespace}.svc.${clusterDomain}`;
}

/** The name and namespace in the host of a service; `undefined`, if it is not one's of this cluster. */
export function parseServiceHost(host: string, clusterDomain: string): { name: string; namespace: string } | undefined {
  const suffix = `.svc.${clusterDomain}`;
  if (!host.endsWith(suffix)) { return undefined; }
  const [name, namespace, ...more] = host.slice(0, -suffix.length).split('.');
  return namespace === undefined || more.length > 0 ? undefined : { name, namespace };
}

/** Whether two hosts have a name in common: they are equal, or one is a wildcard that covers (part of) the other. */
export function hostsMeet(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.startsWith('*') && long.startsWith('*')) { return long.endsWith(short.slice(1)); }
  if (short.startsWith('*')) { return long.endsWith(short.slice(1)); }
  if (long.startsWith('*')) { return short.endsWith(long.slice(1)); }
  return a === b;
}

/** Whether every name that `host` stands for is one that `other` stands for. */
export function isWithinHost(host: string, other: string): boolean {
  if (!other.startsWith('*')) { return host === other; }
  if (host.startsWith('*')) { return host.length >= other.length && host.slice(1).endsWith(other.slice(1)); }
  return host.endsWith(other.slice(1));
}

/** The wildcards that cover a host, the most specific first: `*.b.c`, `*.c`, `*`. */
export function* wildcardsOver(host: string): Iterable<string> {
  for (let dot = host.indexOf('.', host.startsWith('*') ? 2 : 0); dot !== -1; dot = host.indexOf('.', dot + 1)) {
    yield `*${host.slice(dot)}`;
  }
  if (host !== '*') { yield '*'; }
}

/** Whether the text is an IP address, as far as hosts can be one. */
export function isIpAddress(host: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(host) || host.includes(':');
}
