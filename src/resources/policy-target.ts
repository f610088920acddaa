import type { IConstruct } from 'constructs';
import { late } from './late';
import { isOf, type ObjectKind, objectOf, pathOf, SERVICE } from './object-of';
import { namespaceAt } from './place';
import { renderMatchLabels, WorkloadSelector } from './workload-selector';
import { Field } from '../model/field';
import type { JsonObject } from '../model/json';
import { requireObjectName } from '../model/names';
import { requireSome } from '../model/require';

/** An object that a policy attaches to, in the namespace of the policy. */
export interface PolicyTargetReference {
  /** The group of its kind; empty for the kinds of Kubernetes itself. */
  readonly group: string;

  /** Its kind. */
  readonly kind: string;

  /** Its name. */
  readonly name: string;
}

interface TargetObject extends PolicyTargetReference {
  /** Its namespace, if it is known. */
  readonly namespace?: string;
}

const SERVICE_ENTRY = { group: 'networking.istio.io', kind: 'ServiceEntry' };
const GATEWAY = { group: 'gateway.networking.k8s.io', kind: 'Gateway' };
const GATEWAY_CLASS = { group: 'gateway.networking.k8s.io', kind: 'GatewayClass' };

/** What Istio takes; `core` is another word for the group without a name. */
const KINDS: ReadonlyArray<{ readonly group: string; readonly kind: string }> = [
  SERVICE, { ...SERVICE, group: 'core' }, SERVICE_ENTRY, GATEWAY, GATEWAY_CLASS,
];

/** As many as the API server takes. */
const MAX_REFERENCES = 16;

/**
 * What a policy is for: workloads, which are chosen by labels, or objects that proxies stand for.
 *
 * The two are not alike. Sidecars follow only policies that choose workloads, and ignore those that name objects. Waypoints
 * follow only policies that name objects: their Gateway, its GatewayClass, or the services behind them.
 *
 * @see https://istio.io/latest/docs/reference/config/type/workload-selector/
 */
export class PolicyTarget {
  /** Workloads: for sidecars, and for gateways that Istio's Gateway configures. */
  public static workloads(selector: WorkloadSelector): PolicyTarget {
    if (selector instanceof WorkloadSelector) { return new PolicyTarget(selector, undefined); }
    throw new Field('PolicyTarget.workloads').at('selector').error(pathOf(selector), 'a WorkloadSelector',
      'use WorkloadSelector.fromWorkload or WorkloadSelector.labels');
  }

  /**
   * The Service, ServiceEntry, Gateway or GatewayClass (of the Kubernetes Gateway API) that a construct stands for, whichever library
   * made it.
   */
  public static fromObject(object: IConstruct): PolicyTarget {
    const field = new Field('PolicyTarget.fromObject').at('object');
    const made = objectOf(object, [SERVICE, SERVICE_ENTRY, GATEWAY, GATEWAY_CLASS], field, 'use PolicyTarget.workloads for workloads');
    const { group, kind } = [SERVICE, SERVICE_ENTRY, GATEWAY, GATEWAY_CLASS].find((one) => isOf(made, one)) as ObjectKind;
    const namespace = kind === GATEWAY_CLASS.kind ? undefined : made.metadata.namespace;
    return new PolicyTarget(undefined, [{ group, kind, name: made.name, namespace }]);
  }

  /** A Service, at its waypoint. */
  public static service(name: string): PolicyTarget {
    return PolicyTarget.named('service', { ...SERVICE, name });
  }

  /** A ServiceEntry, at its waypoint. */
  public static serviceEntry(name: string): PolicyTarget {
    return PolicyTarget.named('serviceEntry', { ...SERVICE_ENTRY, name });
  }

  /** A Gateway of the Kubernetes Gateway API, which a waypoint is one of too; not Istio's own Gateway. */
  public static gateway(name: string): PolicyTarget {
    return PolicyTarget.named('gateway', { ...GATEWAY, name });
  }

  /** All waypoints of a class (`istio-waypoint`). For policies in the root namespace. */
  public static gatewayClass(name: string): PolicyTarget {
    return PolicyTarget.named('gatewayClass', { ...GATEWAY_CLASS, name });
  }

  /** An object of one of the kinds that Istio takes, where its kind is only known at run time. */
  public static of(reference: PolicyTargetReference): PolicyTarget {
    return PolicyTarget.named('of', reference);
  }

  /** Several objects. Workloads cannot be among them. */
  public static anyOf(...targets: PolicyTarget[]): PolicyTarget {
    const field = new Field('PolicyTarget.anyOf').at('targets');
    requireSome(targets, field);
    const references = targets.flatMap(({ _references }, i) => {
      if (_references === undefined) {
        throw field.problem(`${field.at(i).path} chooses workloads; it must name an object`, 'write a policy of its own for the workloads');
      }
      return _references;
    });
    if (references.length > MAX_REFERENCES) {
      throw field.problem(`${field.path} names ${references.length} objects; it must be at most ${MAX_REFERENCES}`, 'write a second policy for the others');
    }
    return new PolicyTarget(undefined, references);
  }

  private static named(factory: string, { group, kind, name }: PolicyTargetReference): PolicyTarget {
    const field = new Field(`PolicyTarget.${factory}`);
    if (!KINDS.some((one) => one.group === group && one.kind === kind)) {
      throw field.error({ group, kind }, 'a Service, a ServiceEntry of networking.istio.io, or a Gateway or GatewayClass of gateway.networking.k8s.io');
    }
    return new PolicyTarget(undefined, [{ group, kind, name: requireObjectName(name, field.at('name')) }]);
  }

  private constructor(
    /** @internal */
    public readonly _selector: WorkloadSelector | undefined,
    /** @internal */
    public readonly _references: TargetObject[] | undefined,
  ) {}
}

/** The `selector` or `targetRefs` of a policy; neither without a target. */
export function renderPolicyTarget(target: PolicyTarget | undefined, field: Field): JsonObject {
  if (target?._selector !== undefined) { return { selector: renderMatchLabels(target._selector, field.at('target')) }; }
  return renderTargetReferences(target, field);
}

/** The `targetRefs` of a policy whose target names objects. */
export function renderTargetReferences(target: PolicyTarget | undefined, field: Field): JsonObject {
  return target?._references === undefined ? {} : { targetRefs: target._references.map((reference) => renderReference(reference, field.at('target'))) };
}

/** Istio looks for the object next to the policy, and for one elsewhere in vain. */
function renderReference({ namespace, ...reference }: TargetObject, field: Field): JsonObject {
  if (namespace === undefined) { return { ...reference }; }
  return {
    ...reference,
    name: late(() => {
      const here = namespaceAt(field);
      if (here === undefined || here === namespace) { return reference.name; }
      throw field.problem(`${field.path} is the ${reference.kind} ${reference.name} of namespace ${namespace}; it must be in the policy's own namespace (${here})`);
    }),
  };
}
