import { type ApiObject, Lazy } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { objectOf, pathOf, SERVICE } from './object-of';
import { constructAt, namespaceAt } from './place';
import { readWorkload, workloadObject } from './workload-object';
import { Mesh } from '../analysis/mesh';
import { Field } from '../model/field';
import type { JsonObject } from '../model/json';
import { renderLabels } from '../model/labels';

interface Labels {
  readonly [label: string]: string;
}

/**
 * Chooses workloads by the labels of their pods, in the namespace of the object that says so. A policy or configuration in the
 * root namespace chooses them in all namespaces.
 *
 * @see https://istio.io/latest/docs/reference/config/type/workload-selector/
 */
export class WorkloadSelector {
  /** Workloads whose pods have all of these labels. */
  public static labels(labels: { [label: string]: string }): WorkloadSelector {
    const field = new Field('WorkloadSelector.labels').at('labels');
    if (Object.keys(labels).length === 0) { throw field.error(labels, 'at least one label', 'leave the selector out for all workloads'); }
    const checked = renderLabels(labels, field);
    return new WorkloadSelector(() => checked);
  }

  /**
   * The pods of a Deployment, a StatefulSet or whatever else makes pods, of whichever library that made it. Its labels are read when
   * the objects are written: those that it selects, where it says so.
   */
  public static fromWorkload(workload: IConstruct): WorkloadSelector {
    const made = workloadObject(workload, new Field('WorkloadSelector.fromWorkload').at('workload'));
    return WorkloadSelector._of(workload, made.object.metadata.namespace, () => readWorkload(made).labels);
  }

  /** The pods that a Kubernetes Service selects, of whichever library that made it. Its selector is read when the objects are written. */
  public static fromService(service: IConstruct): WorkloadSelector {
    const field = new Field('WorkloadSelector.fromService').at('service');
    const object = objectOf(service, [SERVICE], field, 'use WorkloadSelector.fromWorkload for a workload');
    return WorkloadSelector._of(service, object.metadata.namespace, () => selectorOf(object));
  }

  /** @internal */
  public static _of(owner: IConstruct, namespace: string | undefined, labels: () => Labels): WorkloadSelector {
    return new WorkloadSelector(labels, owner, namespace);
  }

  private constructor(
    private readonly labelsOf: () => Labels,
    private readonly owner?: IConstruct,
    private readonly namespace?: string,
  ) {}

  /** @internal */
  public _render(field: Field): { [label: string]: string } {
    return this.owner === undefined ? { ...this.labelsOf() } : Lazy.any({ produce: () => this.read(this.owner as IConstruct, field) });
  }

  /** What selects nothing, or everything, is a mistake that Istio says nothing of. */
  private read(owner: IConstruct, field: Field): { [label: string]: string } {
    const here = namespaceAt(field);
    const { namespace } = this;
    if (namespace !== undefined && here !== undefined && here !== namespace && here !== Mesh.of(constructAt(field)).rootNamespace) {
      throw field.problem(`${field.path} chooses workloads of namespace ${namespace}; they must be in the object's own namespace (${here})`);
    }
    const labels = this.labelsOf();
    if (Object.keys(labels).length > 0) { return { ...labels }; }
    throw field.problem(`${field.path} takes its labels from ${owner.node.path}, which has none; it must have at least one`);
  }
}

/** A `selector` as newer kinds have it: `{matchLabels}`. */
export function renderMatchLabels(selector: WorkloadSelector, field: Field): JsonObject {
  return { matchLabels: renderSelectorLabels(selector, field) };
}

/** A `workloadSelector` as older kinds have it: `{labels}`. */
export function renderWorkloadSelector(selector: WorkloadSelector, field: Field): JsonObject {
  return { labels: renderSelectorLabels(selector, field) };
}

function renderSelectorLabels(selector: WorkloadSelector, field: Field): { [label: string]: string } {
  if (selector instanceof WorkloadSelector) { return selector._render(field); }
  throw field.error(pathOf(selector), 'a WorkloadSelector', 'use WorkloadSelector.fromWorkload or WorkloadSelector.labels');
}

function selectorOf(service: ApiObject): Labels {
  return (service.toJson() as { spec?: { selector?: Labels } }).spec?.selector ?? {};
}
