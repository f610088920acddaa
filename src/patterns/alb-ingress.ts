import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type AlbSettings, AlbTargetType, annotationsOf } from './alb-annotations';
import { reviewAlb } from './alb-review';
import { covers } from './gateway-listener';
import type { IngressGateway } from './ingress-gateway';
import { AppAnalysis } from '../analysis/app-analysis';
import type { Field } from '../model/field';
import { requireDnsLabel } from '../model/names';
import { isHttp, Protocol } from '../model/protocol';
import { requirePort, requireSome } from '../model/require';
import { fieldOf } from '../resources/emit';
import { requireHost } from '../resources/hosts';

/** Properties of an AlbIngress. */
export interface AlbIngressProps extends AlbSettings {
  /** The gateway behind the load balancer. It listens for the hosts on the port that the load balancer sends requests to. */
  readonly gateway: IngressGateway;

  /** The hosts that the load balancer takes requests for. */
  readonly hosts: string[];

  /**
   * The name of the Service of the gateway's pods.
   *
   * @default 'istio-ingressgateway'
   */
  readonly serviceName?: string;

  /**
   * The namespace of the Service, and so of the Ingress.
   *
   * @default 'istio-system'
   */
  readonly namespace?: string;

  /**
   * The port of the Service that requests are sent to.
   *
   * @default - 443 with `reencrypt`, 80 without
   */
  readonly port?: number;
}

/**
 * A load balancer of AWS (ALB) in front of a gateway: an Ingress for the AWS Load Balancer Controller, which sends all
 * requests for some hosts to the gateway's Service. Where they go from there is said by `ExposedService`.
 *
 * What must agree is checked: the listener of the gateway, and the type of the Service where the app installs it.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
 */
export class AlbIngress extends Construct {
  /** What the gateway's Service needs, as a patch in JSON: for an installation that the app does not have. */
  public readonly servicePatch: string;

  constructor(scope: Construct, id: string, props: AlbIngressProps) {
    super(scope, id);
    const field = fieldOf(this);
    requireDnsLabel(id, field.at('id'));
    const reencrypt = props.reencrypt === true;
    const port = requirePort(props.port ?? (reencrypt ? 443 : 80), field.at('port'));
    const serviceName = requireDnsLabel(props.serviceName ?? 'istio-ingressgateway', field.at('serviceName'));
    const namespace = requireDnsLabel(props.namespace ?? 'istio-system', field.at('namespace'));
    const hosts = requireSome(props.hosts, field.at('hosts')).map((host, i) => requireHost(host, field.at('hosts').at(i)));
    hosts.forEach((host, i) => requireListener(props.gateway, host, port, reencrypt, field.at('hosts').at(i)));
    const type = (props.targetType ?? AlbTargetType.IP) === AlbTargetType.IP ? 'ClusterIP' : 'NodePort';
    this.servicePatch = JSON.stringify({ spec: { type } });

    const backend = { service: { name: serviceName, port: { number: port } } };
    new ApiObject(this, 'Ingress', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: id, namespace, annotations: annotationsOf(props, field) },
      spec: {
        ingressClassName: 'alb',
        rules: hosts.map((host) => ({
          ...host === '*' ? {} : { host },
          http: { paths: [{ path: '/', pathType: 'Prefix', backend }] },
        })),
      },
    });
    const reviewed = {
      owner: this.node.path,
      reference: props.gateway.reference,
      port,
      reencrypt,
      endsTls: props.certificateArns !== undefined,
      serviceName,
      namespace,
      type,
    };
    AppAnalysis.attach(this).addReview((objects) => reviewAlb(reviewed, objects));
  }
}

/** A listener that takes what the load balancer sends. */
function requireListener(gateway: IngressGateway, host: string, port: number, reencrypt: boolean, field: Field): void {
  const there = gateway._listeners.filter((listener) => listener.port === port && covers(listener, host));
  const wanted = reencrypt ? 'HTTPS' : 'plain HTTP';
  const fitting = there.filter(({ protocol }) => reencrypt ? protocol === Protocol.HTTPS : isHttp(protocol));
  if (fitting.length === 0) {
    throw field.error(host, `a host that ${gateway.node.path} listens for on port ${port} with ${wanted}`,
      'add it to the hosts of such a listener, or give port');
  }
  // The load balancer names no server when it begins TLS, and listeners of several hosts are told apart by that.
  if (reencrypt && !fitting.some(({ hosts }) => hosts.some((one) => one === '*' || one.endsWith('/*')))) {
    throw field.error(host, `a host that ${gateway.node.path} listens for with the host "*" on port ${port}: an ALB names no server when it begins TLS`,
      'let that listener have the host "*"; the VirtualServices tell the hosts apart');
  }
}
