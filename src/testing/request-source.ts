/** Who sends a request. */
export interface RequestSource {
  /**
   * The namespace of the caller.
   *
   * @default - that of the workload; without one, that of the service that is called, or `default` if it is none of the app's
   */
  readonly namespace?: string;

  /**
   * The name of a workload of the app, such as a Deployment, which tells its labels, its service account and whether it has a
   * sidecar. What is given besides counts instead.
   *
   * @default - the caller is none of the app's workloads
   */
  readonly workload?: string;

  /**
   * The labels of the caller's pods.
   *
   * @default - those of the workload; without one, none
   */
  readonly labels?: { readonly [label: string]: string };

  /**
   * The service account of the caller, which is its identity.
   *
   * @default - that of the workload; without one, `default`
   */
  readonly serviceAccount?: string;

  /**
   * Whether the caller has a sidecar. One without routes nothing by itself, and sends plain text.
   *
   * @default - as the app shows of the workload; without one, or if the app does not show it, it has
   */
  readonly hasSidecar?: boolean;

  /**
   * The address of the caller, which policies for addresses look at.
   *
   * @default - not known: what depends on it is not decided
   */
  readonly ipAddress?: string;
}
