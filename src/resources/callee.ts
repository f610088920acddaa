/** What workloads call: a service of the mesh, or one outside of it. */
export interface ICallee {
  /** Its hosts as a Sidecar lets them be reached, each with the namespace that its objects are in: `shop/ratings.shop.svc.cluster.local`. */
  readonly egressHosts: string[];
}
