import type { InstallAutoscaling, InstallWorkload } from './install-component';
import type { PodsDefaults } from './profile-defaults';
import type { Field } from '../model/field';
import { defined, given } from '../model/json';
import { requireInteger } from '../model/require';
import type { OperatorKubernetes } from '../resources/operator-kubernetes';
import type { OperatorAutoscaling } from '../resources/operator-resources';

/** How many replicas a component has. Its autoscaler, if it has one, must not undo a fixed number. */
export function scalingOf(
  workload: InstallWorkload, defaults: PodsDefaults | undefined, field: Field,
): Pick<OperatorKubernetes, 'replicaCount' | 'hpaSpec'> {
  const { replicas, autoscaling } = workload;
  if (replicas !== undefined && autoscaling !== undefined) {
    throw field.problem(`${field.at('replicas').path} and ${field.at('autoscaling').path} are given; it must be one of them`);
  }
  requireBudgetUsed(workload, defaults, field);
  if (replicas !== undefined) {
    requireInteger(replicas, field.at('replicas'), 1, 2147483647);
    return { replicaCount: replicas, hpaSpec: { minReplicas: replicas, maxReplicas: replicas } };
  }
  return { hpaSpec: given(autoscaling, (scaling) => autoscalerOf(scaling, defaults, field.at('autoscaling'))) };
}

function autoscalerOf(scaling: InstallAutoscaling, defaults: PodsDefaults | undefined, field: Field): OperatorAutoscaling {
  const { minReplicas, maxReplicas, behavior } = scaling;
  if (minReplicas !== undefined && maxReplicas === undefined && defaults !== undefined && minReplicas > defaults.maxReplicas) {
    throw field.at('minReplicas').error(minReplicas, `at most maxReplicas, ${defaults.maxReplicas} by Istio`, 'give maxReplicas too');
  }
  return defined({ minReplicas, maxReplicas, metrics: metricsOf(scaling, defaults, field), behavior });
}

/** Metrics take the place of Istio's, so what Istio says about CPU is repeated next to memory. */
function metricsOf(
  { targetCpuUtilization, targetMemoryUtilization }: InstallAutoscaling, defaults: PodsDefaults | undefined, field: Field,
): OperatorAutoscaling['metrics'] {
  if (targetCpuUtilization === undefined && targetMemoryUtilization === undefined) { return undefined; }
  const cpu = requireInteger(targetCpuUtilization ?? defaults?.cpuTarget ?? 80, field.at('targetCpuUtilization'), 1, 2147483647);
  const memory = given(targetMemoryUtilization, (target) => requireInteger(target, field.at('targetMemoryUtilization'), 1, 2147483647));
  return [utilization('cpu', cpu), ...memory === undefined ? [] : [utilization('memory', memory)]];
}

function utilization(name: string, percent: number): { [key: string]: unknown } {
  return { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization: percent } } };
}

/** Istio's charts have a PodDisruptionBudget from 2 replicas on; istioctl ignores one that is given for fewer. */
function requireBudgetUsed({ podDisruptionBudget, replicas, autoscaling }: InstallWorkload, defaults: PodsDefaults | undefined, field: Field): void {
  if (podDisruptionBudget === undefined || defaults === undefined) { return; }
  const atLeast = replicas ?? autoscaling?.minReplicas ?? defaults.minReplicas;
  if (atLeast < 2) {
    throw field.problem(
      `${field.at('podDisruptionBudget').path} is given for ${atLeast} replica; it must be left out below 2 replicas, where istioctl ignores it`,
      'give replicas or autoscaling.minReplicas');
  }
}
