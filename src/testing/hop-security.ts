/** How a hop from proxy to proxy, or to a workload, is protected. */
export enum HopSecurity {
  /** Mutual TLS of the mesh: both sides show their identity. */
  MUTUAL_TLS = 'mutual-tls',
  /** Nothing is encrypted. */
  PLAIN_TEXT = 'plain-text',
  /** TLS that is not the mesh's: of the caller itself, or originated towards a server outside. */
  TLS = 'tls',
  /** One side speaks what the other does not take: the connection fails. */
  REFUSED = 'refused',
}
