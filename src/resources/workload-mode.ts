/**
 * The side of a connection that a proxy is on.
 *
 * @see https://istio.io/latest/docs/reference/config/type/workload-selector/#WorkloadMode
 */
export enum WorkloadMode {
  /** The caller's: requests that the workload sends. A gateway is always on this side. */
  CLIENT = 'CLIENT',
  /** The destination's: requests that the workload gets. */
  SERVER = 'SERVER',
  /** Either. */
  CLIENT_AND_SERVER = 'CLIENT_AND_SERVER',
}
