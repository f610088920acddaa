import type { Duration } from 'cdk8s';

/** How a Service is reached. */
export enum OperatorServiceType {
  /** Within the cluster. */
  CLUSTER_IP = 'ClusterIP',
  /** At a port of every node. */
  NODE_PORT = 'NodePort',
  /** Through a load balancer. */
  LOAD_BALANCER = 'LoadBalancer',
  /** Not at all: its name in DNS stands for another one. */
  EXTERNAL_NAME = 'ExternalName',
}

/** Where traffic of a Service may go. */
export enum OperatorTrafficScope {
  /** To endpoints of every node. */
  CLUSTER = 'Cluster',
  /** To endpoints of the node that it is at; clients' addresses are kept. */
  LOCAL = 'Local',
}

/** Transports of a port. */
export enum OperatorTransport {
  /** TCP. */
  TCP = 'TCP',
  /** UDP. */
  UDP = 'UDP',
}

/** A port of a Service. */
export interface OperatorServicePort {
  /** Its name. */
  readonly name: string;

  /** Its number. */
  readonly port: number;

  /**
   * The port of the pods. Gateways cannot listen below 1024, unless the values let them run as root.
   *
   * @default - the same as port
   */
  readonly targetPort?: number;

  /**
   * The port of the pods by its name, in place of `targetPort`. Not for gateways, whose pods have their ports from here.
   *
   * @default - see targetPort
   */
  readonly targetPortName?: string;

  /**
   * The port of the nodes.
   *
   * @default - Kubernetes chooses one
   */
  readonly nodePort?: number;

  /**
   * The transport.
   *
   * @default OperatorTransport.TCP
   */
  readonly protocol?: OperatorTransport;

  /**
   * What is spoken on it (`http2`, `kubernetes.io/h2c`).
   *
   * @default - as the name of the port says
   */
  readonly appProtocol?: string;
}

/** The Service of a component. */
export interface OperatorService {
  /**
   * How it is reached.
   *
   * @default - as the profile says: LoadBalancer for an ingress gateway, else ClusterIP
   */
  readonly type?: OperatorServiceType;

  /**
   * Its ports. Those of the profile are all replaced.
   *
   * @default - as the profile says
   */
  readonly ports?: OperatorServicePort[];

  /**
   * Its address in the cluster.
   *
   * @default - Kubernetes chooses one
   */
  readonly clusterIP?: string;

  /**
   * Its addresses in the cluster, of which the first is `clusterIP`: one of each IP family.
   *
   * @default - as clusterIP says
   */
  readonly clusterIPs?: string[];

  /**
   * The name in DNS that it stands for. For EXTERNAL_NAME, which needs it.
   *
   * @default - none
   */
  readonly externalName?: string;

  /**
   * Addresses of nodes that it takes traffic at.
   *
   * @default - none
   */
  readonly externalIPs?: string[];

  /**
   * The address of the load balancer.
   *
   * @default - the cloud chooses one
   */
  readonly loadBalancerIP?: string;

  /**
   * The kind of load balancer.
   *
   * @default - the one of the cloud
   */
  readonly loadBalancerClass?: string;

  /**
   * Ranges of addresses that the load balancer takes traffic from.
   *
   * @default - all
   */
  readonly loadBalancerSourceRanges?: string[];

  /**
   * Whether a load balancer needs ports of the nodes.
   *
   * @default true
   */
  readonly allocateLoadBalancerNodePorts?: boolean;

  /**
   * Where traffic from outside may go.
   *
   * @default OperatorTrafficScope.CLUSTER
   */
  readonly externalTrafficPolicy?: OperatorTrafficScope;

  /**
   * Where traffic from inside may go.
   *
   * @default OperatorTrafficScope.CLUSTER
   */
  readonly internalTrafficPolicy?: OperatorTrafficScope;

  /**
   * The port of the nodes that tells the load balancer who is healthy.
   *
   * @default - Kubernetes chooses one
   */
  readonly healthCheckNodePort?: number;

  /**
   * `IPv4`, `IPv6` or both.
   *
   * @default - as the cluster says
   */
  readonly ipFamilies?: string[];

  /**
   * `SingleStack`, `PreferDualStack` or `RequireDualStack`.
   *
   * @default - SingleStack
   */
  readonly ipFamilyPolicy?: string;

  /**
   * `ClientIP` to send a client to the same pod, or `None`.
   *
   * @default - None
   */
  readonly sessionAffinity?: string;

  /**
   * How long a client is sent to the same pod, in whole seconds: from 1 second to 1 day. For session affinity `ClientIP`.
   *
   * @default - 3 hours
   */
  readonly sessionAffinityTimeout?: Duration;

  /**
   * Endpoints that are preferred: `PreferSameZone` or `PreferSameNode`.
   *
   * @default - none
   */
  readonly trafficDistribution?: string;

  /**
   * Whether pods get traffic that are not ready.
   *
   * @default false
   */
  readonly publishNotReadyAddresses?: boolean;

  /**
   * Labels of the pods.
   *
   * @default - the component's pods
   */
  readonly selector?: { [label: string]: string };
}
