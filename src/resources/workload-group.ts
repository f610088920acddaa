import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { emit, fieldOf } from './emit';
import { type ReadinessProbe, renderReadinessProbe } from './readiness-probe';
import { renderWorkloadTemplate, type WorkloadTemplate } from './workload-endpoint';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';
import { renderLabels } from '../model/labels';

/** What the workloads of a group have in common. */
export interface WorkloadGroupTemplate extends WorkloadTemplate {
  /**
   * Labels of the workloads besides `workloadLabels`, which is the place that Istio wants them in. A label in both has one
   * value: istiod and istioctl differ about which place goes before.
   *
   * @default - none
   */
  readonly labels?: { [label: string]: string };
}

/** Properties of a WorkloadGroup. */
export interface WorkloadGroupProps {
  /**
   * Name, namespace, labels and annotations of the object itself.
   *
   * @default - named like the construct's id, in the chart's namespace
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Labels of the workloads, which services select them by.
   *
   * @default - none
   */
  readonly workloadLabels?: { [label: string]: string };

  /**
   * Annotations of the WorkloadEntries that are made for the workloads.
   *
   * @default - none
   */
  readonly workloadAnnotations?: { [annotation: string]: string };

  /** What the workloads have in common. Each brings its own address. */
  readonly template: WorkloadGroupTemplate;

  /**
   * How it is found out whether a workload can take traffic.
   *
   * @default - it can as long as it is connected
   */
  readonly probe?: ReadinessProbe;
}

/**
 * Stands for workloads outside Kubernetes that are alike, such as the virtual machines of an autoscaling group. Istio makes a
 * WorkloadEntry of it for each one that connects.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-group/
 */
export class WorkloadGroup extends Construct {
  /** The object that is rendered. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: WorkloadGroupProps) {
    super(scope, id);
    const spec = renderWorkloadGroup(props, fieldOf(this));
    this.apiObject = emit(this, ISTIO_KINDS.WorkloadGroup, props.metadata, { spec });
  }

  /** The name of the object. */
  public get name(): string {
    return this.apiObject.name;
  }
}

/** The `spec` of a WorkloadGroup. */
export function renderWorkloadGroup(props: WorkloadGroupProps, field: Field): JsonObject {
  const metadata = defined({
    labels: given(props.workloadLabels, (labels) => renderLabels(labels, field.at('workloadLabels'))),
    annotations: given(props.workloadAnnotations, (annotations) => ({ ...annotations })),
  });
  return defined({
    metadata: Object.keys(metadata).length === 0 ? undefined : metadata,
    template: renderTemplate(props, field.at('template')),
    probe: given(props.probe, (probe) => renderReadinessProbe(probe, field.at('probe'))),
  });
}

function renderTemplate({ template, workloadLabels }: WorkloadGroupProps, field: Field): JsonObject {
  for (const [label, value] of Object.entries(template.labels ?? {})) {
    const other = workloadLabels?.[label];
    if (other !== undefined && other !== value) {
      throw field.at('labels').at(label).error(value, `${JSON.stringify(other)}, as workloadLabels say`, 'leave it out');
    }
  }
  return defined({
    labels: given(template.labels, (labels) => renderLabels(labels, field.at('labels'))),
    ...renderWorkloadTemplate(template, field),
  });
}
