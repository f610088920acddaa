import { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requireInteger, requireText } from '../model/require';

/** A count, or a share of the replicas. */
export class CountOrPercent {
  /** So many. */
  public static count(count: number): CountOrPercent {
    return new CountOrPercent(requireInteger(count, new Field('CountOrPercent.count').at('count'), 0, 2147483647));
  }

  /** A share of the replicas, in whole percent. */
  public static percent(percent: number): CountOrPercent {
    return new CountOrPercent(`${requireInteger(percent, new Field('CountOrPercent.percent').at('percent'), 0, 100)}%`);
  }

  private constructor(private readonly json: number | string) {}

  /** @internal */
  public _render(): number | string {
    return this.json;
  }
}

/** A resource of the pod that a container may use: Kubernetes' ResourceClaim. */
export interface OperatorResourceClaim {
  /** Its name in the pod's `resourceClaims`. An overlay puts it there. */
  readonly name: string;

  /**
   * One of its requests.
   *
   * @default - all of them
   */
  readonly request?: string;
}

/** What a container asks for, and gets at most: `{ cpu: '500m', memory: '2Gi' }`. */
export interface OperatorResources {
  /**
   * What it asks for.
   *
   * @default - as the profile says
   */
  readonly requests?: { [resource: string]: string };

  /**
   * What it gets at most.
   *
   * @default - as the profile says
   */
  readonly limits?: { [resource: string]: string };

  /**
   * Resources of the pod that it may use.
   *
   * @default - none
   */
  readonly claims?: OperatorResourceClaim[];
}

/** How many replicas run, by load. */
export interface OperatorAutoscaling {
  /**
   * Replicas at least.
   *
   * @default - as the profile says
   */
  readonly minReplicas?: number;

  /**
   * Replicas at most.
   *
   * @default - as the profile says
   */
  readonly maxReplicas?: number;

  /**
   * What is measured: Kubernetes' MetricSpec.
   *
   * @default - as the profile says: CPU
   */
  readonly metrics?: { [key: string]: unknown }[];

  /**
   * How fast replicas come and go: Kubernetes' HorizontalPodAutoscalerBehavior.
   *
   * @default - as Kubernetes says
   */
  readonly behavior?: { [key: string]: unknown };

  /**
   * What is scaled: Kubernetes' CrossVersionObjectReference.
   *
   * @default - the component's Deployment
   */
  readonly scaleTargetRef?: { [key: string]: unknown };
}

/** Replicas that stay when nodes are drained. Only one of the two is given. */
export interface OperatorPodDisruptionBudget {
  /**
   * So many stay.
   *
   * @default - as the profile says: 1
   */
  readonly minAvailable?: CountOrPercent;

  /**
   * So many may go at once.
   *
   * @default - as minAvailable says
   */
  readonly maxUnavailable?: CountOrPercent;

  /**
   * Labels of the pods that count: Kubernetes' LabelSelector.
   *
   * @default - the component's pods
   */
  readonly selector?: { [key: string]: unknown };

  /**
   * Whether pods that are not ready may go: `IfHealthyBudget` or `AlwaysAllow`.
   *
   * @default - as Kubernetes says: IfHealthyBudget
   */
  readonly unhealthyPodEvictionPolicy?: string;
}

/** How a Deployment replaces its pods. */
export enum OperatorStrategyType {
  /** Little by little. */
  ROLLING_UPDATE = 'RollingUpdate',
  /** All at once; in between there are none. */
  RECREATE = 'Recreate',
}

/** How a Deployment replaces its pods. */
export interface OperatorStrategy {
  /**
   * Little by little or all at once.
   *
   * @default OperatorStrategyType.ROLLING_UPDATE
   */
  readonly type?: OperatorStrategyType;

  /**
   * Pods beyond the replicas while they are replaced. For ROLLING_UPDATE.
   *
   * @default - as the profile says
   */
  readonly maxSurge?: CountOrPercent;

  /**
   * Replicas that may be missing while they are replaced. For ROLLING_UPDATE.
   *
   * @default - as the profile says
   */
  readonly maxUnavailable?: CountOrPercent;
}

const QUANTITY = /^(\d+(?:\.\d*)?|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;
const PREFIXES = 'kMGTPE';

/** The `k8s.resources` of a component. */
export function renderResources(resources: OperatorResources, field: Field): JsonObject {
  for (const [resource, request] of Object.entries(resources.requests ?? {})) {
    const limit = resources.limits?.[resource];
    if (limit !== undefined && amount(request) > amount(limit)) {
      throw field.at('requests').at(resource).error(request, `at most its limit (${limit})`);
    }
  }
  return defined({
    requests: given(resources.requests, (requests) => renderQuantities(requests, field.at('requests'))),
    limits: given(resources.limits, (limits) => renderQuantities(limits, field.at('limits'))),
    claims: given(resources.claims, (claims) => claims.map(({ name, request }, i) => {
      requireText(name, field.at('claims').at(i).at('name'));
      return defined({ name, request: given(request, (text) => requireText(text, field.at('claims').at(i).at('request'))) });
    })),
  });
}

/** The `k8s.hpaSpec` of a component. */
export function renderAutoscaling(scaling: OperatorAutoscaling, field: Field): JsonObject {
  const { minReplicas, maxReplicas } = scaling;
  given(minReplicas, (min) => requireInteger(min, field.at('minReplicas'), 1, 2147483647));
  given(maxReplicas, (max) => requireInteger(max, field.at('maxReplicas'), 1, 2147483647));
  if (minReplicas !== undefined && maxReplicas !== undefined && maxReplicas < minReplicas) {
    throw field.at('maxReplicas').error(maxReplicas, `at least minReplicas (${minReplicas})`);
  }
  return defined({
    minReplicas,
    maxReplicas,
    metrics: scaling.metrics as JsonObject[] | undefined,
    behavior: scaling.behavior as JsonObject | undefined,
    scaleTargetRef: scaling.scaleTargetRef as JsonObject | undefined,
  });
}

/** The `k8s.podDisruptionBudget` of a component. */
export function renderDisruptionBudget(budget: OperatorPodDisruptionBudget, field: Field): JsonObject {
  if (budget.minAvailable !== undefined && budget.maxUnavailable !== undefined) {
    throw field.problem(`${field.at('minAvailable').path} and ${field.at('maxUnavailable').path} are given; it must be one of them`);
  }
  return defined({
    minAvailable: budget.minAvailable?._render(),
    maxUnavailable: budget.maxUnavailable?._render(),
    selector: budget.selector as JsonObject | undefined,
    unhealthyPodEvictionPolicy: budget.unhealthyPodEvictionPolicy,
  });
}

/** The `k8s.strategy` of a component. */
export function renderStrategy(strategy: OperatorStrategy, field: Field): JsonObject {
  const rollingUpdate = defined({ maxSurge: strategy.maxSurge?._render(), maxUnavailable: strategy.maxUnavailable?._render() });
  const rolls = Object.keys(rollingUpdate).length > 0;
  if (rolls && strategy.type === OperatorStrategyType.RECREATE) {
    throw field.at('type').error(strategy.type, 'RollingUpdate next to maxSurge and maxUnavailable');
  }
  return defined({ type: strategy.type, rollingUpdate: rolls ? rollingUpdate : undefined });
}

function renderQuantities(quantities: { [resource: string]: string }, field: Field): JsonObject {
  for (const [resource, quantity] of Object.entries(quantities)) {
    if (!QUANTITY.test(quantity)) { throw field.at(resource).error(quantity, 'a quantity of Kubernetes (500m, 2Gi)'); }
  }
  return { ...quantities };
}

/** What a quantity stands for; NaN, which no comparison holds for, if it is none. */
function amount(quantity: string): number {
  const [, number, suffix = ''] = QUANTITY.exec(quantity) ?? [];
  if (/^[eE]/.test(suffix)) { return Number(`${number}${suffix}`); }
  if (suffix.endsWith('i')) { return Number(number) * 1024 ** (PREFIXES.toUpperCase().indexOf(suffix[0]) + 1); }
  const small = 'mun'.indexOf(suffix);
  if (suffix !== '' && small >= 0) { return Number(number) / 1000 ** (small + 1); }
  return suffix === '' ? Number(number) : Number(number) * 1000 ** (PREFIXES.indexOf(suffix) + 1);
}
