/** What a test expects of a destination besides its host. */
export interface RouteExpectation {
  /**
   * The subset.
   *
   * @default - any, or none
   */
  readonly subset?: string;

  /**
   * The port of the host.
   *
   * @default - any
   */
  readonly port?: number;

  /**
   * The share of requests, in percent. 0: none at all.
   *
   * @default 100
   */
  readonly weight?: number;
}
