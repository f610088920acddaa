import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { machineFacts, type VirtualMachineSettings } from './machine-template';
import { ISTIO_KINDS } from '../model/kinds';
import { emit, fieldOf } from '../resources/emit';
import { requireAddress } from '../resources/hosts';
import { renderWorkloadEndpoint } from '../resources/workload-endpoint';

/** Properties of a VirtualMachine. */
export interface VirtualMachineProps extends VirtualMachineSettings {
  /** Its IP address. What has a DNS name only is for a ServiceEntry with resolution DNS. */
  readonly address: string;
}

/**
 * A workload outside Kubernetes, such as a virtual machine, that takes part in a service of the mesh.
 *
 * All that is said of the service's requests is said of those to the machine. A version makes it a destination of its own, for a
 * canary between machines and pods.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-entry/
 */
export class VirtualMachine extends Construct {
  constructor(scope: Construct, id: string, props: VirtualMachineProps) {
    super(scope, id);
    const field = fieldOf(this);
    const address = requireAddress(props.address, field.at('address'));
    const facts = machineFacts(this, props);
    emit(this, ISTIO_KINDS.WorkloadEntry, { name: id, namespace: props.service.namespace }, {
      spec: Lazy.any({
        produce: () => {
          const { labels, template } = facts();
          return renderWorkloadEndpoint({ address, labels, ...template }, field);
        },
      }),
    });
  }
}
