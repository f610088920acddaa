import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { emit, fieldOf } from './emit';
import { type EnvoyPatch, renderEnvoyPatch } from './envoy-patch';
import { type PolicyTarget, renderTargetReferences } from './policy-target';
import { renderWorkloadSelector } from './workload-selector';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';
import { requireInteger, requireSome } from '../model/require';

/** Properties of an EnvoyFilter. */
export interface EnvoyFilterProps {
  /**
   * Name, namespace, labels and annotations of the object.
   *
   * @default - named like the construct's id, in the chart's namespace
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The proxies that it is for: those of workloads with some labels, or those that stand for some objects.
   *
   * @default - all proxies of the namespace; of the mesh, if the namespace is the root namespace; never waypoints
   */
  readonly target?: PolicyTarget;

  /** What is changed, in this order. */
  readonly configPatches: EnvoyPatch[];

  /**
   * The place among other EnvoyFilters: lower numbers go first. Of equal ones those of the root namespace do, then the older
   * ones. Patches that depend on what others leave need one.
   *
   * @default 0
   */
  readonly priority?: number;
}

/**
 * Changes what Istio configures Envoy with.
 *
 * What it changes is no interface: it can be another with the next version of Istio. Whatever another kind can say is better
 * said there.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/
 */
export class EnvoyFilter extends Construct {
  /** The object that is rendered. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: EnvoyFilterProps) {
    super(scope, id);
    const spec = renderEnvoyFilter(props, fieldOf(this));
    this.apiObject = emit(this, ISTIO_KINDS.EnvoyFilter, props.metadata, { spec });
  }

  /** The name of the object. */
  public get name(): string {
    return this.apiObject.name;
  }
}

/** The `spec` of an EnvoyFilter. */
export function renderEnvoyFilter(props: EnvoyFilterProps, field: Field): JsonObject {
  const patches = field.at('configPatches');
  return defined({
    // The kind is older than the others, and words its selector in its own way.
    workloadSelector: given(props.target?._selector, (selector) => renderWorkloadSelector(selector, field.at('target'))),
    ...renderTargetReferences(props.target, field),
    configPatches: requireSome(props.configPatches, patches).map((patch, i) => renderEnvoyPatch(patch, patches.at(i))),
    priority: given(props.priority, (priority) => requireInteger(priority, field.at('priority'), -2147483648, 2147483647)),
  });
}
