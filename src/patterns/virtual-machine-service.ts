import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { MeshService, type MeshServiceProps } from './mesh-service';
import { describePorts } from './service-port';
import { typedObject } from '../analysis/typed-object';
import { ISTIO_KINDS } from '../model/kinds';
import { parseProtocol, portProtocol, type Protocol } from '../model/protocol';
import { fieldOf } from '../resources/emit';
import { renderServiceEntry } from '../resources/service-entry';
import { ServiceLocation } from '../resources/service-location';
import { ServiceResolution } from '../resources/service-resolution';
import { WorkloadSelector } from '../resources/workload-selector';

/** Properties of a VirtualMachineService. */
export interface VirtualMachineServiceProps extends MeshServiceProps {
  /**
   * Virtual IP addresses that stand for the service. Needed for ports on which Istio sees connections only, which it tells by
   * their address.
   *
   * @default - Istio gives it one, which is found where its DNS proxy is on
   */
  readonly addresses?: string[];

  /**
   * Namespaces that see the service; `.` for its own, `*` for all.
   *
   * @default - as the mesh says: all namespaces
   */
  readonly exportTo?: string[];
}

/**
 * A service of the mesh that Kubernetes does not have: it runs on virtual machines. All patterns are for it too.
 *
 * Only workloads with a sidecar can call it, and their sidecar has to answer DNS for it (`ISTIO_META_DNS_CAPTURE`), or the name
 * has to be found otherwise. A Kubernetes Service, given to `MeshService.fromService`, needs neither, and sends to pods as well.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/
 */
export class VirtualMachineService extends MeshService {
  constructor(scope: Construct, id: string, props: VirtualMachineServiceProps) {
    super(scope, id, props);
    const field = fieldOf(this);
    const { namespace, serviceName } = this;
    if (namespace === undefined) { throw field.at('namespace').error(undefined, 'given, or the chart must have one, as it is part of the host'); }
    const unseen = this._ports.filter(({ traffic }) => traffic === 'tcp');
    if (unseen.length > 0 && props.addresses === undefined) {
      throw field.at('addresses').error(undefined, `given for ports without HTTP and TLS: ${describePorts(unseen)}`,
        'without an address of the service, all connections to such a port would be taken for it');
    }
    if (Object.keys(this.labels).length === 0) {
      throw field.at('labels').error(this.labels, 'at least one label', 'give it the labels of the machines');
    }
    const spec = (host: string) => renderServiceEntry({
      hosts: [host],
      addresses: props.addresses,
      ports: props.ports.map((port) => ({ ...port, protocol: port.protocol ?? byName(port) })),
      location: ServiceLocation.MESH_INTERNAL,
      resolution: ServiceResolution.STATIC,
      workloadSelector: WorkloadSelector.labels(this.labels),
      exportTo: props.exportTo,
    }, field);
    spec(`${serviceName}.${namespace}`);
    // The domain of the cluster may be told until the synth.
    typedObject(this, 'ServiceEntry', {
      ...ISTIO_KINDS.ServiceEntry, metadata: { name: serviceName, namespace }, spec: Lazy.any({ produce: () => spec(this.host) }),
    });
  }
}

/** A ServiceEntry says the protocol in a field of its own; the name of a port tells it for Services only. */
function byName(port: { readonly name: string; readonly number: number }): Protocol | undefined {
  const protocol = portProtocol(port);
  return protocol === undefined ? undefined : parseProtocol(protocol) as Protocol;
}
