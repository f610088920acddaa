import type { InstallPods, InstallWorkload } from './install-component';
import { defined, given, type JsonObject } from '../model/json';

/** CPU and memory, as charts take them. */
export function chartResources({ resources }: InstallPods): JsonObject | undefined {
  return given(resources, ({ requests, limits }) => defined({ requests, limits }));
}

/** How many replicas run, as the charts of the control plane and of istioctl's gateways take it. */
export function chartAutoscaling({ replicas, autoscaling }: InstallWorkload): JsonObject {
  if (replicas !== undefined) { return { autoscaleEnabled: false, replicaCount: replicas }; }
  if (autoscaling === undefined) { return {}; }
  return defined({
    autoscaleMin: autoscaling.minReplicas,
    autoscaleMax: autoscaling.maxReplicas,
    cpu: given(autoscaling.targetCpuUtilization, (percent) => ({ targetAverageUtilization: percent })),
    memory: given(autoscaling.targetMemoryUtilization, (percent) => ({ targetAverageUtilization: percent })),
    autoscaleBehavior: autoscaling.behavior as JsonObject | undefined,
  });
}
