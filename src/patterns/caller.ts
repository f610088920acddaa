import type { IConstruct } from 'constructs';
import type { MeshService } from './mesh-service';
import { Field } from '../model/field';
import { requireDnsLabel, requireObjectName } from '../model/names';
import { NAMESPACE, PRINCIPAL } from '../resources/authorization-values';
import { Identity } from '../resources/identity';
import { objectOf, SERVICE_ACCOUNT } from '../resources/object-of';

/** The identity of a gateway's pods. */
export interface GatewayIdentity {
  /**
   * The namespace of the gateway's pods.
   *
   * @default 'istio-system'
   */
  readonly namespace?: string;

  /**
   * The service account that they run as.
   *
   * @default 'istio-ingressgateway-service-account': that of the default profile
   */
  readonly serviceAccount?: string;
}

/** What a caller has to be, of what a policy can ask for. */
type Kind = 'principal' | 'namespace' | 'anyone';

/**
 * Who calls a service.
 *
 * Identities come with mutual TLS: a caller without a sidecar has none, and is nobody but `Caller.anyone()`.
 */
export class Caller {
  /** The pods of a service, by its namespace and service account. */
  public static service(service: MeshService): Caller {
    const field = new Field('Caller.service').at('service');
    const { namespace, serviceAccount } = service;
    if (serviceAccount === undefined) {
      throw field.error(service.node.path, 'a service whose service account is known', 'give the MeshService its serviceAccount');
    }
    if (namespace === undefined) {
      throw field.error(service.node.path, 'a service whose namespace is known', 'give the MeshService its namespace, or the chart one');
    }
    return Caller.account(namespace, requireObjectName(serviceAccount, field.at('serviceAccount')), service);
  }

  /** Pods that run as a service account, whichever library made it. */
  public static serviceAccount(serviceAccount: IConstruct): Caller {
    const field = new Field('Caller.serviceAccount').at('serviceAccount');
    const object = objectOf(serviceAccount, [SERVICE_ACCOUNT], field);
    const { namespace } = object.metadata;
    if (namespace === undefined) {
      throw field.error(serviceAccount.node.path, 'in a namespace that is known', 'give it a namespace, or the chart one');
    }
    return Caller.account(namespace, object.name, serviceAccount);
  }

  /** All pods of a namespace that have an identity. */
  public static namespace(name: string): Caller {
    const field = new Field('Caller.namespace').at('name');
    const value = NAMESPACE.check(name, field);
    return new Caller('namespace', undefined, value);
  }

  /** An identity, as Istio writes it: `cluster.local/ns/shop/sa/reviews`. A `*` at one end stands for any text there. */
  public static principal(principal: string): Caller {
    const value = PRINCIPAL.check(principal, new Field('Caller.principal').at('principal'));
    return new Caller('principal', Identity.of(value), undefined, /\/ns\/([^/*]+)\/sa\/([^/*]+)$/.exec(value)?.slice(1).join('/'));
  }

  /** The pods of a gateway, and so everybody who enters there. */
  public static gateway(identity: GatewayIdentity = {}): Caller {
    const field = new Field('Caller.gateway').at('identity');
    const namespace = requireDnsLabel(identity.namespace ?? 'istio-system', field.at('namespace'));
    const account = requireObjectName(identity.serviceAccount ?? 'istio-ingressgateway-service-account', field.at('serviceAccount'));
    return Caller.account(namespace, account);
  }

  /** Everybody who has an identity, whichever it is: everything in the mesh. */
  public static mesh(): Caller {
    return new Caller('principal', Identity.of('*'));
  }

  /** Everybody, with or without an identity: callers outside the mesh too. */
  public static anyone(): Caller {
    return new Caller('anyone');
  }

  /** The trust domain is that of the owner's mesh. */
  private static account(namespace: string, name: string, owner?: IConstruct): Caller {
    return new Caller('principal', Identity._account({ name, namespace, owner }), undefined, `${namespace}/${name}`);
  }

  private constructor(
    /** @internal */
    public readonly _kind: Kind,
    /** @internal */
    public readonly _identity?: Identity,
    /** @internal */
    public readonly _namespace?: string,
    /**
     * The namespace and the name of the service account, if it is one.
     *
     * @internal
     */
    public readonly _account?: string,
  ) {}
}
