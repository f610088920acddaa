import { requireSubnet } from './hosts';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requirePort, requireText } from '../model/require';

/** How a Service is reached. */
export enum OperatorServiceType {
  /** Within the cluster. */
  CLUSTER_IP = 'ClusterIP',
  /** At a port of every node. */
  NODE_PORT = 'NodePort',
  /** Through a load balancer. */
  LOAD_BALANCER = 'LoadBalancer',
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
   * Labels of the pods.
   *
   * @default - the component's pods
   */
  readonly selector?: { [label: string]: string };
}

/** The `k8s.service` of a component. `unprivileged` pods cannot listen below 1024. */
export function renderService(service: OperatorService, unprivileged: boolean, field: Field): JsonObject {
  const { ports, loadBalancerSourceRanges, healthCheckNodePort, ...plain } = service;
  return defined({
    ...plain,
    ports: given(ports, (all) => all.map((port, i) => renderPort(port, unprivileged, field.at('ports').at(i)))),
    loadBalancerSourceRanges: given(loadBalancerSourceRanges, (ranges) =>
      ranges.map((range, i) => requireSubnet(range, field.at('loadBalancerSourceRanges').at(i)))),
    healthCheckNodePort: given(healthCheckNodePort, (port) => requirePort(port, field.at('healthCheckNodePort'))),
  });
}

function renderPort(port: OperatorServicePort, unprivileged: boolean, field: Field): JsonObject {
  requirePort(port.port, field.at('port'));
  given(port.targetPort, (number) => requirePort(number, field.at('targetPort')));
  // Without a target, Istio lets 1024 itself not pass.
  const target = port.targetPort ?? (port.port === 1024 ? 0 : port.port);
  if (unprivileged && target < 1024) {
    throw field.at('targetPort').error(port.targetPort, 'at least 1024: the gateway does not run as root',
      'or set runAsRoot in the values of the gateway');
  }
  return defined({
    name: requireText(port.name, field.at('name')),
    port: port.port,
    targetPort: port.targetPort,
    nodePort: given(port.nodePort, (node) => requirePort(node, field.at('nodePort'))),
    protocol: port.protocol,
    appProtocol: port.appProtocol,
  });
}
