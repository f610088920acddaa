import { pathOf } from './object-of';
import { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requireDnsLabel, requireObjectName } from '../model/names';

/** A VirtualService that routes can delegate to: a construct of one, or one that is made elsewhere (`VirtualService.named`). */
export interface IVirtualServiceReference {
  /** Its name. */
  readonly virtualServiceName: string;

  /**
   * Its namespace.
   *
   * @default - the one of the object that names it
   */
  readonly virtualServiceNamespace?: string;
}

/** A VirtualService that is made elsewhere, by its name. */
export class NamedVirtualService implements IVirtualServiceReference {
  constructor(public readonly virtualServiceName: string, public readonly virtualServiceNamespace?: string) {
    const field = new Field('VirtualService.named');
    requireObjectName(virtualServiceName, field.at('name'));
    if (virtualServiceNamespace !== undefined) { requireDnsLabel(virtualServiceNamespace, field.at('namespace')); }
  }
}

/**
 * A `delegate`.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate
 */
export function renderDelegate(delegate: IVirtualServiceReference, field: Field): JsonObject {
  const name: unknown = delegate?.virtualServiceName;
  if (typeof name !== 'string') { throw field.error(pathOf(delegate), 'a VirtualService', 'give a VirtualService, or use VirtualService.named'); }
  return defined({
    name: requireObjectName(name, field.at('name')),
    namespace: given(delegate.virtualServiceNamespace, (namespace) => requireDnsLabel(namespace, field.at('namespace'))),
  });
}
