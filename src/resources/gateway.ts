import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { emit, fieldOf } from './emit';
import { type IGatewayReference, NamedGateway } from './gateway-reference';
import { renderServer, type Server } from './server';
import type { Field } from '../model/field';
import type { JsonObject } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';
import { renderLabels } from '../model/labels';
import { requireDnsLabel } from '../model/names';
import { requireSome } from '../model/require';

/** Properties of a Gateway. */
export interface GatewayProps {
  /**
   * Name, namespace, labels and annotations of the object.
   *
   * @default - named like the construct's id, in the chart's namespace
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Labels of the pods that listen: `{ istio: 'ingressgateway' }`. Pods of every namespace count. Empty, it stands for every
   * gateway there is.
   */
  readonly selector: { [label: string]: string };

  /** What they take, port by port. */
  readonly servers: Server[];
}

/**
 * Says what the pods of a gateway take from outside: ports, hosts and TLS. Where it goes is said by VirtualServices.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/
 */
export class Gateway extends Construct implements IGatewayReference {
  /**
   * A Gateway that is made elsewhere.
   *
   * @param namespace its namespace; left out, it is looked for in the one of the object that names it
   */
  public static named(name: string, namespace?: string): IGatewayReference {
    return NamedGateway.of(name, namespace);
  }

  /** All sidecars of the mesh, which VirtualServices name next to gateways. */
  public static mesh(): IGatewayReference {
    return NamedGateway.mesh();
  }

  /** The object that is rendered. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: GatewayProps) {
    super(scope, id);
    // Istio takes no dots here, unlike Kubernetes.
    requireDnsLabel(props.metadata?.name ?? id, fieldOf(this).at('metadata').at('name'));
    const spec = renderGateway(props, fieldOf(this));
    this.apiObject = emit(this, ISTIO_KINDS.Gateway, props.metadata, { spec });
  }

  /** The name of the object. */
  public get name(): string {
    return this.apiObject.name;
  }

  /** The gateway as VirtualServices of any namespace name it: `namespace/name`; `name` where the namespace is not known. */
  public get reference(): string {
    const namespace = this.apiObject.metadata.namespace;
    return namespace === undefined ? this.name : `${namespace}/${this.name}`;
  }
}

/**
 * The `spec` of a Gateway.
 *
 * @param servers what error texts call the servers
 */
export function renderGateway(props: GatewayProps, field: Field, servers: Field = field.at('servers')): JsonObject {
  requireSome(props.servers, servers);
  const rendered = props.servers.map((server, i) => renderServer(server, servers.at(i)));
  props.servers.forEach((server, i) => {
    if (props.servers.findIndex(({ port }) => port.name === server.port.name) < i) {
      throw servers.at(i).at('port').at('name').error(server.port.name, 'a name of its own');
    }
    if (server.name !== undefined && props.servers.findIndex(({ name }) => name === server.name) < i) {
      throw servers.at(i).at('name').error(server.name, 'a name of its own');
    }
  });
  return { selector: renderLabels(props.selector, field.at('selector')), servers: rendered };
}
