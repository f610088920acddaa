import type { Chart } from 'cdk8s';
import { PolicyTarget, WorkloadSelector } from 'cdk8s-istio';

/** Makes objects of one kind that, together, say all that the kind can say. */
export type Program = (chart: Chart) => void;

/** A target of each sort that a policy can have: workloads, and every kind of object. */
export const TARGETS: { readonly [name: string]: PolicyTarget } = {
  'for-workloads': PolicyTarget.workloads(WorkloadSelector.labels({ app: 'cart' })),
  'for-objects': PolicyTarget.anyOf(
    PolicyTarget.service('cart'), PolicyTarget.serviceEntry('bank'), PolicyTarget.gateway('waypoint'),
  ),
};
