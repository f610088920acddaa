import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { emit, fieldOf } from './emit';
import { renderExportTo } from './export-to';
import { requireHost, requireLabel } from './hosts';
import { renderTrafficPolicy, type TrafficPolicy } from './traffic-policy';
import { renderMatchLabels, type WorkloadSelector } from './workload-selector';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';
import { renderLabels } from '../model/labels';

/**
 * Some of a destination's endpoints, under a name that routes can use.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset
 */
export interface Subset {
  /** The name. */
  readonly name: string;

  /**
   * Labels of the pods.
   *
   * @default - all endpoints of the destination
   */
  readonly labels?: { [label: string]: string };

  /**
   * How callers treat these endpoints; field by field it goes before what is said for the destination.
   *
   * @default - as all endpoints of the destination
   */
  readonly trafficPolicy?: TrafficPolicy;
}

/** Properties of a DestinationRule. */
export interface DestinationRuleProps {
  /**
   * Name, namespace, labels and annotations of the object.
   *
   * @default - named like the construct's id, in the chart's namespace
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The destination: a service's name, or a DNS name with or without a wildcard. A name without dots is one in the
   * namespace of the object.
   */
  readonly host: string;

  /**
   * How callers treat the destination.
   *
   * @default - as the mesh says
   */
  readonly trafficPolicy?: TrafficPolicy;

  /**
   * Endpoints that routes can name.
   *
   * @default - none
   */
  readonly subsets?: Subset[];

  /**
   * The callers that the rule is for, in the object's namespace.
   *
   * @default - all callers
   */
  readonly workloadSelector?: WorkloadSelector;

  /**
   * Namespaces whose proxies see the rule; `.` for the object's own, `*` for all.
   *
   * @default - as the mesh says: all namespaces
   */
  readonly exportTo?: string[];
}

/**
 * Says how callers treat a destination, and names subsets of its endpoints.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/
 */
export class DestinationRule extends Construct {
  /** The object that is rendered. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: DestinationRuleProps) {
    super(scope, id);
    const spec = renderDestinationRule(props, fieldOf(this));
    this.apiObject = emit(this, ISTIO_KINDS.DestinationRule, props.metadata, { spec });
  }

  /** The name of the object. */
  public get name(): string {
    return this.apiObject.name;
  }
}

/** The `spec` of a DestinationRule. */
export function renderDestinationRule(props: DestinationRuleProps, field: Field): JsonObject {
  return defined({
    host: requireHost(props.host, field.at('host')),
    trafficPolicy: given(props.trafficPolicy, (policy) => renderTrafficPolicy(policy, field.at('trafficPolicy'))),
    subsets: given(props.subsets, (subsets) => renderSubsets(subsets, field.at('subsets'))),
    workloadSelector: given(props.workloadSelector, (selector) => renderCallers(selector, props.exportTo, field)),
    exportTo: given(props.exportTo, (exportTo) => renderExportTo(exportTo, field.at('exportTo'))),
  });
}

function renderSubsets(subsets: Subset[], field: Field): JsonObject[] {
  return subsets.map((subset, i) => {
    const at = field.at(i);
    requireLabel(subset.name, at.at('name'));
    if (subsets.findIndex(({ name }) => name === subset.name) < i) { throw at.at('name').error(subset.name, 'given once'); }
    return defined({
      name: subset.name,
      labels: given(subset.labels, (labels) => renderLabels(labels, at.at('labels'))),
      trafficPolicy: given(subset.trafficPolicy, (policy) => renderTrafficPolicy(policy, at.at('trafficPolicy'))),
    });
  });
}

/** A rule for some callers is for callers of its own namespace. */
function renderCallers(selector: WorkloadSelector, exportTo: string[] | undefined, field: Field): JsonObject {
  if (exportTo !== undefined && !(exportTo.length === 1 && exportTo[0] === '.')) {
    throw field.at('exportTo').error(exportTo, '["."] next to workloadSelector', 'or leave it out');
  }
  return renderMatchLabels(selector, field.at('workloadSelector'));
}
