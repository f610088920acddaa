import { scalingOf } from './autoscaling';
import type { InstallPods, InstallWorkload } from './install-component';
import type { PodsDefaults } from './profile-defaults';
import { requireWithinLimits } from './resource-bounds';
import type { Field } from '../model/field';
import { defined, given } from '../model/json';
import type { OperatorKubernetes } from '../resources/operator-kubernetes';

/** What Kubernetes is told about the pods of a component. */
export function podsOf(pods: InstallPods, defaults: PodsDefaults | undefined, field: Field): OperatorKubernetes {
  given(pods.resources, (resources) => requireWithinLimits(resources, defaults, field.at('resources')));
  return defined({
    resources: pods.resources,
    env: given(pods.env, (env) => Object.entries(env).map(([name, value]) => ({ name, value }))),
    nodeSelector: pods.nodeSelector,
    tolerations: pods.tolerations,
    affinity: pods.affinity,
    podAnnotations: pods.podAnnotations,
    priorityClassName: pods.priorityClassName,
    securityContext: pods.securityContext,
    imagePullPolicy: pods.imagePullPolicy,
    overlays: pods.overlays,
  });
}

/** What Kubernetes is told about a Deployment and its pods. */
export function workloadOf(workload: InstallWorkload, defaults: PodsDefaults | undefined, field: Field): OperatorKubernetes {
  return defined({
    ...podsOf(workload, defaults, field),
    ...scalingOf(workload, defaults, field),
    strategy: workload.strategy,
    podDisruptionBudget: workload.podDisruptionBudget,
  });
}

/** What Kubernetes is told, if it is told anything. */
export function unlessEmpty(kubernetes: OperatorKubernetes): OperatorKubernetes | undefined {
  return Object.keys(kubernetes).length === 0 ? undefined : kubernetes;
}
