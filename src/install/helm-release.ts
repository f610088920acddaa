/** A chart of Istio's that is installed, and what it is told. */
export interface HelmRelease {
  /** The name of the release. */
  readonly name: string;
  /** The chart: `base`, `istiod`, `cni`, `ztunnel` or `gateway`. */
  readonly chart: string;
  /** The namespace that it is installed to. */
  readonly namespace: string;
  /** Its values. */
  readonly values: { [key: string]: unknown };
}
