import type { Construct } from 'constructs';
import type { FleetCluster } from './fleet-cluster';
import type { FleetClusters } from './fleet-clusters';

/**
 * A part of what runs on the clusters of a fleet: a team's services, a namespace, the platform. Each part on each cluster is a unit:
 * an app of its own, with a folder of its own.
 */
export interface IFleetPart {
  /** The name, unique in the fleet. It is that of the part's folder in each cluster, too. */
  readonly id: string;

  /**
   * The clusters that the part is for.
   *
   * @default FleetClusters.all()
   */
  readonly clusters?: FleetClusters;

  /**
   * Makes the charts of the part on one cluster. What it makes must depend on the cluster alone, not on what was built before.
   *
   * @param scope what holds the charts: `new Chart(scope, 'shop')`
   * @param cluster the cluster that they are for
   */
  addCharts(scope: Construct, cluster: FleetCluster): void;
}
