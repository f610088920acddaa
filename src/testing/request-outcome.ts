/** What becomes of a request. */
export enum RequestOutcome {
  /** It reaches the destinations. */
  FORWARDED = 'forwarded',
  /** A proxy answers with a redirect. */
  REDIRECTED = 'redirected',
  /** A proxy answers: with a direct response, or with an injected abort of every request. */
  ANSWERED = 'answered',
  /** A proxy refuses its token, or that it has none: 401. */
  UNAUTHENTICATED = 'unauthenticated',
  /** An AuthorizationPolicy denies it: 403. */
  DENIED = 'denied',
  /** No route of the proxy takes it: 404. */
  NO_ROUTE = 'no-route',
  /** The route leads to a host or subset that there is not, or that has no workload: 503. */
  NO_DESTINATION = 'no-destination',
  /** The proxy lets through to known hosts only (REGISTRY_ONLY): 502, or a closed connection. */
  BLOCKED = 'blocked',
  /** Nothing listens there, or one side demands mutual TLS and the other does not speak it. */
  REFUSED = 'refused',
  /** The destinations differ. */
  MIXED = 'mixed',
  /** It cannot be decided; `undecided` says why. */
  UNDECIDED = 'undecided',
}
