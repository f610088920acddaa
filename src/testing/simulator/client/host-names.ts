/* Hosts as proxies compare them (`pkg/config/host/name.go`). */

/** The host of a list that covers a host most specifically: itself, else the longest wildcard. */
export function mostSpecific<T>(host: string, exact: ReadonlyMap<string, T>, wildcards: ReadonlyMap<string, T>): T | undefined {
  const isWildcard = host.startsWith('*');
  const same = (isWildcard ? wildcards : exact).get(host);
  if (same !== undefined) { return same; }
  const text = isWildcard ? host.slice(1) : host;
  // Wildcards cover by their end, wherever it begins: `*.com`, and `*oo.com` too.
  for (let from = 0; from <= text.length; from++) {
    const found = wildcards.get(`*${text.slice(from)}`);
    if (found !== undefined) { return found; }
  }
  return undefined;
}

/** The host of an authority: without its port, in lower case. */
export function hostOfAuthority(authority: string): string {
  const lower = authority.toLowerCase();
  if (lower.startsWith('[')) { return lower.replace(/\]:\d+$/, ']'); }
  return lower.replace(/:\d+$/, '');
}
