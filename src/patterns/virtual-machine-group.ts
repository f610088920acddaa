import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { machineFacts, type VirtualMachineSettings } from './machine-template';
import { given } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';
import { emit, fieldOf } from '../resources/emit';
import { type ReadinessProbe, renderReadinessProbe } from '../resources/readiness-probe';
import { renderWorkloadGroup } from '../resources/workload-group';

/** Properties of a VirtualMachineGroup. */
export interface VirtualMachineGroupProps extends VirtualMachineSettings {
  /**
   * How it is found out whether a machine can take traffic. Its own sidecar asks.
   *
   * @default - it can as long as it is connected
   */
  readonly probe?: ReadinessProbe;

  /**
   * Annotations of the WorkloadEntry that Istio makes for each machine.
   *
   * @default - none
   */
  readonly annotations?: { [annotation: string]: string };
}

/**
 * Machines that are alike, such as those of an autoscaling group, and come and go. Each registers itself when its sidecar
 * connects, so each has a sidecar; `istioctl x workload entry configure` writes what that needs.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-group/
 */
export class VirtualMachineGroup extends Construct {
  constructor(scope: Construct, id: string, props: VirtualMachineGroupProps) {
    super(scope, id);
    const field = fieldOf(this);
    const { probe, annotations, service } = props;
    if (props.sidecar === false) {
      throw field.at('sidecar').error(false, 'left out, as machines of a group register themselves by their sidecars', 'use a VirtualMachine');
    }
    const facts = machineFacts(this, props);
    given(probe, (one) => renderReadinessProbe(one, field.at('probe')));
    emit(this, ISTIO_KINDS.WorkloadGroup, { name: id, namespace: service.namespace }, {
      spec: Lazy.any({
        produce: () => {
          const { labels, template } = facts();
          return renderWorkloadGroup({ template, probe, workloadLabels: labels, workloadAnnotations: annotations }, field);
        },
      }),
    });
  }
}
