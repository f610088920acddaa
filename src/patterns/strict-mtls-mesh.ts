import { Construct } from 'constructs';
import { Mesh } from '../analysis/mesh';
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
    const namespace = props.rootNamespace ?? Mesh.of(this).rootNamespace;
    requireDnsLabel(namespace, fieldOf(this).at('rootNamespace'));
    new PeerAuthentication(this, 'Policy', { metadata: { name: 'default', namespace }, mtls: MtlsMode.STRICT });
  }
}
