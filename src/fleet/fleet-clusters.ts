import type { FleetCluster } from './fleet-cluster';
import { closest } from '../model/closest';
import type { Field } from '../model/field';

/** Some clusters of a fleet. */
export class FleetClusters {
  /** All clusters. */
  public static all(): FleetClusters {
    return new FleetClusters((clusters) => [...clusters]);
  }

  /**
   * The clusters with these names.
   *
   * @param names the names, at least one
   */
  public static named(...names: string[]): FleetClusters {
    return new FleetClusters((clusters, field) => {
      names.forEach((name) => {
        if (!clusters.some((cluster) => cluster.name === name)) {
          throw field.error(name, `a cluster of the fleet, such as ${closest(name, clusters.map((cluster) => cluster.name)).join(', ')}`);
        }
      });
      return clusters.filter(({ name }) => names.includes(name));
    });
  }

  /**
   * The clusters that have all of these labels.
   *
   * @param labels the labels and their values
   */
  public static labelled(labels: { [label: string]: string }): FleetClusters {
    const wanted = Object.entries(labels);
    return new FleetClusters((clusters) => clusters.filter((cluster) => wanted.every(([label, value]) => cluster.labels[label] === value)));
  }

  private constructor(private readonly choose: (clusters: readonly FleetCluster[], field: Field) => FleetCluster[]) {}

  /**
   * Those of the clusters that are meant; at least one.
   *
   * @internal
   */
  public _of(clusters: readonly FleetCluster[], field: Field): FleetCluster[] {
    const chosen = this.choose(clusters, field);
    if (chosen.length > 0) { return chosen; }
    throw field.problem(`${field.path} chooses no cluster of the fleet; it must choose one`, 'correct it, or leave it out for all clusters');
  }
}
