/** What is public of fleets. */
export { Fleet, type FleetProps } from './fleet';
export { FleetApplicationSet, type FleetApplicationSetProps } from './fleet-application-set';
export { FleetCluster, type FleetClusterProps } from './fleet-cluster';
export { FleetClusters } from './fleet-clusters';
export type { IFleetPart } from './fleet-part';
export type { FleetRolloutStep } from './rollout-step';
