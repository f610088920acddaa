import { type OperatorOverlay, renderOverlay } from './operator-overlay';
import {
  type OperatorAutoscaling, type OperatorPodDisruptionBudget, type OperatorResources, type OperatorStrategy,
  renderAutoscaling, renderDisruptionBudget, renderResources, renderStrategy,
} from './operator-resources';
import type { OperatorService } from './operator-service';
import { renderService, type ServicePods } from './operator-service-json';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requireInteger, requireText } from '../model/require';

/** When an image is fetched. */
export enum OperatorImagePullPolicy {
  /** Each time a container starts. */
  ALWAYS = 'Always',
  /** If the node does not have it. */
  IF_NOT_PRESENT = 'IfNotPresent',
  /** Never: the node has it. */
  NEVER = 'Never',
}

/** A variable in the environment of a container. */
export interface OperatorEnvVar {
  /** Its name. */
  readonly name: string;

  /**
   * Its value.
   *
   * @default - see valueFrom; else empty
   */
  readonly value?: string;

  /**
   * Where its value is read: Kubernetes' EnvVarSource.
   *
   * @default - see value
   */
  readonly valueFrom?: { [key: string]: unknown };
}

/** A taint of nodes that pods put up with. */
export interface OperatorToleration {
  /**
   * The key of the taint.
   *
   * @default - every key
   */
  readonly key?: string;

  /**
   * `Equal` to compare the value, `Exists` to take any.
   *
   * @default - Equal
   */
  readonly operator?: string;

  /**
   * The value of the taint.
   *
   * @default - empty
   */
  readonly value?: string;

  /**
   * `NoSchedule`, `PreferNoSchedule` or `NoExecute`.
   *
   * @default - every effect
   */
  readonly effect?: string;

  /**
   * How many seconds pods put up with `NoExecute`.
   *
   * @default - forever
   */
  readonly tolerationSeconds?: number;
}

/**
 * What Kubernetes is told about a component. Each is a change to what the profile says.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.operator.v1alpha1/#KubernetesResourcesSpec
 */
export interface OperatorKubernetes {
  /**
   * What the component's container asks for, and gets at most.
   *
   * @default - as the profile says
   */
  readonly resources?: OperatorResources;

  /**
   * How many replicas run, where they are not scaled by load.
   *
   * @default - as the profile says
   */
  readonly replicaCount?: number;

  /**
   * How many replicas run, by load.
   *
   * @default - as the profile says
   */
  readonly hpaSpec?: OperatorAutoscaling;

  /**
   * Variables in the environment of the component's container.
   *
   * @default - as the profile says
   */
  readonly env?: OperatorEnvVar[];

  /**
   * Nodes and pods that the component's pods are drawn to: Kubernetes' Affinity.
   *
   * @default - as the profile says
   */
  readonly affinity?: { [key: string]: unknown };

  /**
   * Labels of the nodes that pods run on.
   *
   * @default - as the profile says
   */
  readonly nodeSelector?: { [label: string]: string };

  /**
   * Taints of nodes that pods put up with.
   *
   * @default - as the profile says
   */
  readonly tolerations?: OperatorToleration[];

  /**
   * Annotations of the pods.
   *
   * @default - as the profile says
   */
  readonly podAnnotations?: { [name: string]: string };

  /**
   * The Service.
   *
   * @default - as the profile says
   */
  readonly service?: OperatorService;

  /**
   * Annotations of the Service.
   *
   * @default - as the profile says
   */
  readonly serviceAnnotations?: { [name: string]: string };

  /**
   * How the Deployment replaces its pods.
   *
   * @default - as the profile says
   */
  readonly strategy?: OperatorStrategy;

  /**
   * Rights of the pods: Kubernetes' PodSecurityContext.
   *
   * @default - as the profile says
   */
  readonly securityContext?: { [key: string]: unknown };

  /**
   * Replicas that stay when nodes are drained.
   *
   * @default - as the profile says
   */
  readonly podDisruptionBudget?: OperatorPodDisruptionBudget;

  /**
   * The priority class of the pods.
   *
   * @default - as the profile says
   */
  readonly priorityClassName?: string;

  /**
   * How Kubernetes learns that a pod is ready: Kubernetes' Probe.
   *
   * @default - as the profile says
   */
  readonly readinessProbe?: { [key: string]: unknown };

  /**
   * When images are fetched.
   *
   * @default - as the profile says
   */
  readonly imagePullPolicy?: OperatorImagePullPolicy;

  /**
   * Changes to rendered objects that nothing else here can say.
   *
   * @default - none
   */
  readonly overlays?: OperatorOverlay[];
}

/** The `k8s` of a component. */
export function renderKubernetes(k8s: OperatorKubernetes, pods: ServicePods, field: Field): JsonObject {
  return defined({
    resources: given(k8s.resources, (resources) => renderResources(resources, field.at('resources'))),
    replicaCount: given(k8s.replicaCount, (count) => requireInteger(count, field.at('replicaCount'), 0, 2147483647)),
    hpaSpec: given(k8s.hpaSpec, (scaling) => renderAutoscaling(scaling, field.at('hpaSpec'))),
    env: given(k8s.env, (env) => env.map((variable, i) => renderVariable(variable, field.at('env').at(i)))),
    affinity: k8s.affinity as JsonObject | undefined,
    nodeSelector: k8s.nodeSelector,
    tolerations: given(k8s.tolerations, (all) => all.map((toleration) => defined({ ...toleration }))),
    podAnnotations: k8s.podAnnotations,
    service: given(k8s.service, (service) => renderService(service, pods, field.at('service'))),
    serviceAnnotations: k8s.serviceAnnotations,
    strategy: given(k8s.strategy, (strategy) => renderStrategy(strategy, field.at('strategy'))),
    securityContext: k8s.securityContext as JsonObject | undefined,
    podDisruptionBudget: given(k8s.podDisruptionBudget, (budget) => renderDisruptionBudget(budget, field.at('podDisruptionBudget'))),
    priorityClassName: given(k8s.priorityClassName, (name) => requireText(name, field.at('priorityClassName'))),
    readinessProbe: k8s.readinessProbe as JsonObject | undefined,
    imagePullPolicy: k8s.imagePullPolicy,
    overlays: given(k8s.overlays, (overlays) => overlays.map((overlay, i) => renderOverlay(overlay, field.at('overlays').at(i)))),
  });
}

function renderVariable(variable: OperatorEnvVar, field: Field): JsonObject {
  if (variable.value !== undefined && variable.valueFrom !== undefined) {
    throw field.problem(`${field.at('value').path} and ${field.at('valueFrom').path} are given; it must be one of them`);
  }
  return defined({
    name: requireText(variable.name, field.at('name')),
    value: variable.value,
    valueFrom: variable.valueFrom as JsonObject | undefined,
  });
}
