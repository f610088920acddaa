/** What a test expects of a mirror besides its host. */
export interface MirrorExpectation {
  /**
   * The subset.
   *
   * @default - any, or none
   */
  readonly subset?: string;

  /**
   * The share of requests that are copied, in percent.
   *
   * @default 100
   */
  readonly percentage?: number;
}
