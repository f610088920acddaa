import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { emit, fieldOf } from './emit';
import { renderWorkloadEndpoint, type WorkloadEndpoint } from './workload-endpoint';
import { ISTIO_KINDS } from '../model/kinds';

/** Properties of a WorkloadEntry. */
export interface WorkloadEntryProps extends WorkloadEndpoint {
  /**
   * Name, namespace, labels and annotations of the object.
   *
   * @default - named like the construct's id, in the chart's namespace
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * Makes one workload outside Kubernetes, such as a virtual machine, part of the mesh. Services whose selector its labels
 * fulfil send traffic to it: a ServiceEntry's `workloadSelector`, or the selector of a Kubernetes Service.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-entry/
 */
export class WorkloadEntry extends Construct {
  /** The object that is rendered. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: WorkloadEntryProps) {
    super(scope, id);
    const spec = renderWorkloadEndpoint(props, fieldOf(this));
    this.apiObject = emit(this, ISTIO_KINDS.WorkloadEntry, props.metadata, { spec });
  }

  /** The name of the object. */
  public get name(): string {
    return this.apiObject.name;
  }
}
