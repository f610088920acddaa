/** What a policy's principals stand for where the mesh has several trust domains (`pilot/pkg/security/trustdomain`). */

/** A principal and the same in the mesh's other trust domains; a principal of a foreign domain stays alone. */
export function withAliases(principal: string, domains: readonly string[]): readonly string[] {
  const parts = principal.split('/');
  if (parts.length !== 5 || parts[0] === '*') { return [principal]; }
  const [own, ...rest] = parts;
  // In policies the domain that Istio comes with stands for the mesh's own, whatever that is.
  if (own !== 'cluster.local' && !domains.some((domain) => isLike(own, domain))) { return [principal]; }
  return [...new Set(domains.map((domain) => (matchesEnd(domain, own) ? principal : [domain, ...rest].join('/'))))];
}

/** Trust domains of a policy: one of the mesh's stands for all of them. */
export function domainsWithAliases(values: readonly string[], domains: readonly string[]): readonly string[] {
  return [...new Set(values.flatMap((value) => (domains.includes(value) ? domains : [value])))];
}

function isLike(a: string, b: string): boolean {
  return a === b || b === '*' || matchesBegin(a, b) || matchesBegin(b, a) || matchesEnd(a, b) || matchesEnd(b, a);
}

function matchesBegin(text: string, pattern: string): boolean {
  return pattern.endsWith('*') && text.startsWith(pattern.slice(0, -1));
}

function matchesEnd(text: string, pattern: string): boolean {
  return pattern.startsWith('*') && text.endsWith(pattern.slice(1));
}
