import { Field } from '../model/field';
import { defined, given } from '../model/json';
import { requireDnsLabel } from '../model/names';

/**
 * Whether and how the pods of a namespace become part of the mesh.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/
 */
export class Injection {
  /** Each pod gets a sidecar of the default revision. */
  public static enabled(): Injection {
    return new Injection({ 'istio-injection': 'enabled' });
  }

  /** No pod gets a sidecar. */
  public static disabled(): Injection {
    return new Injection({ 'istio-injection': 'disabled' });
  }

  /** Each pod gets a sidecar of a revision or tag of the control plane. */
  public static revision(revision: string): Injection {
    requireDnsLabel(revision, new Field('Injection.revision').at('revision'));
    return new Injection({ 'istio.io/rev': revision });
  }

  /**
   * Pods get no sidecar: the proxy of their node takes part in the mesh for them. With a waypoint, by its name and, where that is
   * another one, its namespace, traffic to the namespace's services goes through it.
   */
  public static ambient(waypoint?: string, waypointNamespace?: string): Injection {
    const field = new Field('Injection.ambient');
    if (waypoint === undefined && waypointNamespace !== undefined) {
      throw field.at('waypointNamespace').error(waypointNamespace, 'left out without a waypoint');
    }
    return new Injection(defined({
      'istio.io/dataplane-mode': 'ambient',
      'istio.io/use-waypoint': given(waypoint, (name) => requireDnsLabel(name, field.at('waypoint'))),
      'istio.io/use-waypoint-namespace': given(waypointNamespace, (name) => requireDnsLabel(name, field.at('waypointNamespace'))),
    }) as { [label: string]: string });
  }

  private constructor(private readonly namespaceLabels: { [label: string]: string }) {}

  /** The labels of the namespace that say so. */
  public get labels(): { [label: string]: string } {
    return { ...this.namespaceLabels };
  }
}
