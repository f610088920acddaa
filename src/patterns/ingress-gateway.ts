import { Construct } from 'constructs';
import { type GatewayListener, type ResolvedListener, resolveListener, serversOf } from './gateway-listener';
import { ISTIO_KINDS } from '../model/kinds';
import { requireDnsLabel } from '../model/names';
import { emit, fieldOf } from '../resources/emit';
import { renderGateway } from '../resources/gateway';
import type { IGatewayReference } from '../resources/gateway-reference';

/** Properties of an IngressGateway. */
export interface IngressGatewayProps {
  /** What the gateway listens to. */
  readonly listeners: GatewayListener[];

  /**
   * Labels of the gateway's pods. Those that an installation brings are labelled `istio` with their name's part after
   * `istio-`.
   *
   * @default - `istio: ingressgateway`: those of the default profile
   */
  readonly selector?: { [label: string]: string };
}

/**
 * The door into the mesh: which hosts are let in on which ports of the gateway's pods, and what is done with TLS. Where
 * their requests go is said by `ExposedService`.
 *
 * Certificates are Secrets in the namespace of the gateway's pods, not in the one of this object.
 */
export class IngressGateway extends Construct implements IGatewayReference {
  /** The Gateway as VirtualServices name it: `namespace/name`. */
  public readonly reference: string;

  /** @internal */
  public readonly _listeners: readonly ResolvedListener[];

  /** @internal */
  public readonly _namespace?: string;

  /** @internal */
  public readonly _selector: { readonly [label: string]: string };

  constructor(scope: Construct, id: string, props: IngressGatewayProps) {
    super(scope, id);
    requireDnsLabel(id, fieldOf(this).at('id'));
    const field = fieldOf(this);
    const listeners = field.at('listeners');
    this._selector = { ...props.selector ?? { istio: 'ingressgateway' } };
    const gateway = { selector: this._selector, servers: serversOf(props.listeners, listeners) };
    const object = emit(this, ISTIO_KINDS.Gateway, { name: id }, { spec: renderGateway(gateway, field, listeners) });
    this._namespace = object.metadata.namespace;
    this.reference = this._namespace === undefined ? id : `${this._namespace}/${id}`;
    this._listeners = props.listeners.map(resolveListener);
  }
}
