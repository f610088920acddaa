import { requireEgressHost } from './hosts';
import { Field } from '../model/field';

/**
 * Writes the hosts that a Sidecar lets its workloads reach. They are texts of the form `namespace/host`, which can as well be
 * given themselves.
 */
export class EgressHost {
  /** Everything that the namespace can see. */
  public static all(): string {
    return '*/*';
  }

  /** Nothing: for workloads that call nobody. */
  public static none(): string {
    return '~/*';
  }

  /** The services of the Sidecar's own namespace. What is in others, telemetry for example, is out of reach. */
  public static ownNamespace(): string {
    return './*';
  }

  /** The services of a namespace. */
  public static namespace(namespace: string): string {
    return requireEgressHost(`${namespace}/*`, new Field('EgressHost.namespace'));
  }

  /** A host of whatever namespace: a fully qualified name, or one that starts with `*.`. */
  public static host(host: string): string {
    return requireEgressHost(`*/${host}`, new Field('EgressHost.host'));
  }

  /** Takes hosts out of what others let in: `EgressHost.without(EgressHost.namespace('legacy'))`. */
  public static without(host: string): string {
    return requireEgressHost(`~${host}`, new Field('EgressHost.without'));
  }

  private constructor() {}
}
