import type { InstallWorkload } from './install-component';
import type { OperatorServiceType, OperatorTrafficScope, OperatorTransport } from '../resources/operator-service';

/** A port of a gateway's Service. */
export interface InstallServicePort {
  /** Its name. Without `protocol` elsewhere, it says what is spoken: `http2`, `tcp-dns`. */
  readonly name: string;

  /** Its number. A Gateway's server has the same. */
  readonly port: number;

  /**
   * The port of the pods, which are not allowed to listen below 1024.
   *
   * @default - 8080 for port 80, 8443 for port 443, otherwise the same as port
   */
  readonly targetPort?: number;

  /**
   * The transport.
   *
   * @default OperatorTransport.TCP
   */
  readonly protocol?: OperatorTransport;

  /**
   * The port of the nodes. For NODE_PORT and LOAD_BALANCER.
   *
   * @default - Kubernetes chooses one
   */
  readonly nodePort?: number;

  /**
   * What is spoken on it, for load balancers that want to know (`HTTP`, `kubernetes.io/h2c`).
   *
   * @default - not said
   */
  readonly appProtocol?: string;
}

/** A gateway that is installed with Istio: a Deployment and its Service. */
export interface InstallGateway extends InstallWorkload {
  /** The name of its Deployment and Service. */
  readonly name: string;

  /**
   * The namespace that it is installed to. It has to exist.
   *
   * @default - the one of the control plane
   */
  readonly namespace?: string;

  /**
   * Labels of its pods, by which a Gateway selects it. They are added to Istio's, or replace those of the same key.
   *
   * Gateways without labels of their own are all selected alike, wherever they are: what is exposed by one is exposed
   * by all. Two in one namespace need labels that differ.
   *
   * @default - `istio: ingressgateway` and `app: istio-ingressgateway`; for an egress gateway `istio: egressgateway` and
   * `app: istio-egressgateway`
   */
  readonly labels?: { [label: string]: string };

  /**
   * How its Service is reached.
   *
   * @default - LOAD_BALANCER for an ingress gateway, CLUSTER_IP for an egress gateway
   */
  readonly serviceType?: OperatorServiceType;

  /**
   * Annotations of its Service, which clouds take instructions from.
   *
   * @default - none
   */
  readonly serviceAnnotations?: { [name: string]: string };

  /**
   * The ports of its Service. All of them: ports 80 and 443 are gone, unless they are given too. (The status port stays.)
   *
   * @default - 80 and 443; in the profile DEMO an ingress gateway has 31400 and 15443 besides
   */
  readonly servicePorts?: InstallServicePort[];

  /**
   * Whether the status port, 15021, comes first where `servicePorts` are given and do not have it: load balancers learn
   * from it whether the gateway is healthy.
   *
   * @default - true for an ingress gateway, false for an egress gateway
   */
  readonly statusPort?: boolean;

  /**
   * The address of the load balancer. For LOAD_BALANCER.
   *
   * @default - the cloud chooses one
   */
  readonly loadBalancerIP?: string;

  /**
   * The kind of load balancer. For LOAD_BALANCER.
   *
   * @default - the one of the cloud
   */
  readonly loadBalancerClass?: string;

  /**
   * Ranges of addresses that the load balancer takes traffic from. For LOAD_BALANCER.
   *
   * @default - all
   */
  readonly loadBalancerSourceRanges?: string[];

  /**
   * Which nodes' gateways traffic from outside goes to. LOCAL keeps clients' addresses. For LOAD_BALANCER and NODE_PORT.
   *
   * @default OperatorTrafficScope.CLUSTER
   */
  readonly externalTrafficPolicy?: OperatorTrafficScope;
}
