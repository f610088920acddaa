import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Mesh } from '../analysis/mesh';
import { given } from '../model/json';
import { requireDnsLabel } from '../model/names';
import { fieldOf } from '../resources/emit';
import { MtlsMode, PeerAuthentication } from '../resources/peer-authentication';

/** Properties of a StrictMtlsMesh. */
export interface StrictMtlsMeshProps {
  /**
   * The root namespace of the mesh, where policies for all of it are.
   *
   * @default - that of the Mesh above; `istio-system` without one
   */
  readonly rootNamespace?: string;
}

/**
 * Lets all workloads of the mesh take mutual TLS only, where no policy of a namespace or workload says otherwise.
 *
 * Exceptions belong into the namespaces of the workloads: see `StrictMtlsNamespace`.
 */
export class StrictMtlsMesh extends Construct {
  constructor(scope: Construct, id: string, props: StrictMtlsMeshProps = {}) {
    super(scope, id);
    // The Mesh may be declared later; cdk8s resolves what is lazy here too, but its type does not say so.
    const namespace = given(props.rootNamespace, (name) => requireDnsLabel(name, fieldOf(this).at('rootNamespace')))
      ?? Lazy.any({ produce: () => Mesh.of(this).rootNamespace }) as unknown as string;
    new PeerAuthentication(this, 'Resource', { metadata: { name: 'default', namespace }, mtls: MtlsMode.STRICT });
  }
}
