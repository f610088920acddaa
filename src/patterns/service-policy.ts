import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { MeshService } from './mesh-service';
import type { TrafficPort } from './service-port';
import type { JsonObject } from '../model/json';
import type { Kind } from '../model/kinds';
import { emit, fieldOf } from '../resources/emit';
import { PolicyTarget } from '../resources/policy-target';
import { WorkloadSelector } from '../resources/workload-selector';

/** What a policy for a service needs and says. */
export interface ServicePolicy {
  /** Throws, if the policy does not fit the ports of the service: at once, or at synth if they are known then only. */
  readonly check?: (ports: readonly TrafficPort[]) => void;

  /** The `spec`, at synth: the labels of pods and the mesh may be told until then. */
  readonly spec: (target: PolicyTarget) => JsonObject;

  /** Annotations of the policy. */
  readonly annotations?: { readonly [annotation: string]: string };
}

/** A policy for the pods of a service, in their namespace. */
export function emitServicePolicy(scope: Construct, kind: Kind, name: string, service: MeshService, policy: ServicePolicy): void {
  const { check, spec, annotations } = policy;
  const known = service._knownPorts;
  if (known !== undefined) { check?.(known); }
  emit(scope, kind, { name, namespace: service.namespace, ...annotations && { annotations } }, {
    spec: Lazy.any({
      produce: () => {
        if (known === undefined) { check?.(service._ports); }
        return spec(PolicyTarget.workloads(WorkloadSelector.labels(requirePodLabels(service, scope, 'the policy'))));
      },
    }),
  });
}

/** The labels of a service's pods, for an object that would be for all pods of the namespace without any. */
export function requirePodLabels(service: MeshService, scope: Construct, what: string): { [label: string]: string } {
  const { labels } = service;
  if (Object.keys(labels).length > 0) { return labels; }
  throw fieldOf(scope).problem(`${service.node.path} has no labels, and ${what} would be for all pods of the namespace; it must have some`,
    'give the MeshService the labels of its pods');
}
