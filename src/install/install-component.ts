import type { OperatorImagePullPolicy, OperatorToleration } from '../resources/operator-kubernetes';
import type { OperatorOverlay } from '../resources/operator-overlay';
import type { OperatorPodDisruptionBudget, OperatorResources, OperatorStrategy } from '../resources/operator-resources';

/** A part of Istio that is installed. */
export interface InstallComponent {
  /**
   * Whether it is installed.
   *
   * @default true, whatever the profile says: what is given is installed
   */
  readonly enabled?: boolean;

  /**
   * Changes to its objects that nothing else here can say. They are made last, in order.
   *
   * @default - none
   */
  readonly overlays?: OperatorOverlay[];
}

/** A part of Istio that runs in pods. */
export interface InstallPods extends InstallComponent {
  /**
   * The tag of its image.
   *
   * @default - the one of the installation
   */
  readonly tag?: string;

  /**
   * CPU and memory that its container asks for, and gets at most. What is not given stays.
   *
   * @default - Istio asks for 500m and 2048Mi for the control plane, 100m and 128Mi for a gateway, which gets 2000m and
   * 1024Mi at most, 100m and 100Mi for CNI, 200m and 512Mi for ztunnel; less in the profile DEMO, ztunnel aside
   */
  readonly resources?: OperatorResources;

  /**
   * Variables in the environment of its container, added to Istio's.
   *
   * @default - Istio's
   */
  readonly env?: { [name: string]: string };

  /**
   * Labels of the nodes that its pods run on.
   *
   * @default - any node
   */
  readonly nodeSelector?: { [label: string]: string };

  /**
   * Taints of nodes that its pods put up with. They take the place of Istio's.
   *
   * @default - CNI and ztunnel put up with all, the control plane with `cni.istio.io/not-ready`, gateways with none
   */
  readonly tolerations?: OperatorToleration[];

  /**
   * Nodes and pods that its pods are drawn to: Kubernetes' Affinity.
   *
   * @default - none
   */
  readonly affinity?: { [key: string]: unknown };

  /**
   * Annotations of its pods, added to Istio's.
   *
   * @default - Istio's
   */
  readonly podAnnotations?: { [name: string]: string };

  /**
   * The priority class of its pods.
   *
   * @default - `system-node-critical` for CNI and ztunnel, otherwise that of the cluster
   */
  readonly priorityClassName?: string;

  /**
   * Rights of its pods: Kubernetes' PodSecurityContext.
   *
   * @default - Istio's
   */
  readonly securityContext?: { [key: string]: unknown };

  /**
   * When its image is fetched.
   *
   * @default - as Kubernetes does: once, if the tag is not `latest`
   */
  readonly imagePullPolicy?: OperatorImagePullPolicy;
}

/** How many replicas run, by load. */
export interface InstallAutoscaling {
  /**
   * Replicas at least. From 2 on, a PodDisruptionBudget keeps one while nodes are drained.
   *
   * @default 1
   */
  readonly minReplicas?: number;

  /**
   * Replicas at most.
   *
   * @default 5
   */
  readonly maxReplicas?: number;

  /**
   * The use of CPU that is aimed at, in percent of what is asked for.
   *
   * @default 80
   */
  readonly targetCpuUtilization?: number;

  /**
   * The use of memory that is aimed at, in percent of what is asked for.
   *
   * @default - memory does not count
   */
  readonly targetMemoryUtilization?: number;

  /**
   * How fast replicas come and go: Kubernetes' HorizontalPodAutoscalerBehavior.
   *
   * @default - as Kubernetes says
   */
  readonly behavior?: { [key: string]: unknown };
}

/** A part of Istio that has replicas. */
export interface InstallWorkload extends InstallPods {
  /**
   * How many replicas run, always. If there is an autoscaler, it is held to that number.
   *
   * @default - by load, see autoscaling; 1 in the profile DEMO
   */
  readonly replicas?: number;

  /**
   * How many replicas run, by load. Not next to `replicas`.
   *
   * @default - 1 to 5, aiming at 80 % of CPU; none in the profile DEMO
   */
  readonly autoscaling?: InstallAutoscaling;

  /**
   * How pods are replaced.
   *
   * @default - little by little, up to 100 % more pods and up to 25 % missing
   */
  readonly strategy?: OperatorStrategy;

  /**
   * Replicas that stay when nodes are drained. It needs at least 2 replicas.
   *
   * @default - 1, from 2 replicas on
   */
  readonly podDisruptionBudget?: OperatorPodDisruptionBudget;
}

/** The control plane, istiod. */
export interface InstallControlPlane extends InstallWorkload {
  /**
   * The registry of its image.
   *
   * @default - the one of the installation
   */
  readonly hub?: string;

  /**
   * Annotations of its Service.
   *
   * @default - none
   */
  readonly serviceAnnotations?: { [name: string]: string };
}

/** A part of Istio that runs on each node. */
export interface InstallNodeAgent extends InstallPods {
  /**
   * The registry of its image.
   *
   * @default - the one of the installation
   */
  readonly hub?: string;

  /**
   * The namespace that it is installed to. For ztunnel, istiod is told to trust it there.
   *
   * @default - the one of the control plane; kube-system in OPENSHIFT and OPENSHIFT_AMBIENT
   */
  readonly namespace?: string;
}
