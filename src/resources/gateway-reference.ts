import { requireGatewayName } from './hosts';
import { pathOf } from './object-of';
import { Field } from '../model/field';
import { requireDnsLabel } from '../model/names';
import { requireSome } from '../model/require';

/** A gateway that VirtualServices can name: a construct of one, or one that is made elsewhere (`Gateway.named`). */
export interface IGatewayReference {
  /** The gateway as VirtualServices name it: `namespace/name`; `name` for one in their own namespace; `mesh` for all sidecars. */
  readonly reference: string;
}

const MESH = 'mesh';

/** A gateway that is made elsewhere, by its name. */
export class NamedGateway implements IGatewayReference {
  /** All sidecars of the mesh. */
  public static mesh(): IGatewayReference {
    return new NamedGateway(MESH);
  }

  /** A Gateway by its name. Istio reads dots in it as namespaces, and without a namespace looks for it next to the object. */
  public static of(name: string, namespace: string | undefined): IGatewayReference {
    const field = new Field('Gateway.named');
    requireDnsLabel(name, field.at('name'));
    if (namespace !== undefined) { return new NamedGateway(`${requireDnsLabel(namespace, field.at('namespace'))}/${name}`); }
    if (name === MESH) { throw field.at('name').error(name, 'the name of a Gateway', 'use Gateway.mesh() for all sidecars, or give the namespace'); }
    return new NamedGateway(name);
  }

  private constructor(public readonly reference: string) {}
}

/** Whether the reference is to all sidecars. */
export function isMesh({ reference }: IGatewayReference): boolean {
  return reference === MESH;
}

/** The gateways as they are written. */
export function renderGateways(gateways: IGatewayReference[], field: Field, fix: string): string[] {
  return requireSome(gateways, field, fix).map((gateway, i) => renderGatewayReference(gateway, field.at(i)));
}

/** A gateway as it is written. */
export function renderGatewayReference(gateway: IGatewayReference, field: Field): string {
  const reference: unknown = gateway?.reference;
  if (typeof reference !== 'string') { throw field.error(pathOf(gateway), 'a gateway', 'give a Gateway, or use Gateway.named'); }
  return requireGatewayName(reference, field);
}
