/** What policies say of a request. */
export interface AuthorizationVerdict {
  /** Whether they let it through. */
  readonly allowed: boolean;

  /**
   * The policy that decided, as `namespace/name`.
   *
   * @default - none did: there is none, or no ALLOW policy matched
   */
  readonly policy?: string;

  /**
   * The place of the rule that matched in the policy's `rules`; the first is 0.
   *
   * @default - no rule decided
   */
  readonly rule?: number;

  /**
   * The action of the policy that decided: `ALLOW`, `DENY` or `CUSTOM`.
   *
   * @default - no policy decided
   */
  readonly action?: string;

  /** Why, in a sentence. */
  readonly reason: string;
}
