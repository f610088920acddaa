import { Field } from '../model/field';
import type { JsonObject } from '../model/json';
import { renderLabels } from '../model/labels';
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

const SERVICE = { group: '', kind: 'Service' };
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
  /** The workloads whose pods have all of these labels: for sidecars, and for gateways that Istio's Gateway configures. */
  public static workloads(labels: { [label: string]: string }): PolicyTarget {
    const field = new Field('PolicyTarget.workloads').at('labels');
    if (Object.keys(labels).length === 0) {
      throw field.error(labels, 'at least one label', 'leave the target out for all workloads of the namespace');
    }
    return new PolicyTarget(renderLabels(labels, field), undefined);
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
    public readonly _labels: { [label: string]: string } | undefined,
    /** @internal */
    public readonly _references: PolicyTargetReference[] | undefined,
  ) {}
}

/** The `selector` or `targetRefs` of a policy; neither without a target. */
export function renderPolicyTarget(target: PolicyTarget | undefined): JsonObject {
  if (target?._labels !== undefined) { return { selector: { matchLabels: { ...target._labels } } }; }
  return renderTargetReferences(target);
}

/** The `targetRefs` of a policy whose target names objects. */
export function renderTargetReferences(target: PolicyTarget | undefined): JsonObject {
  return target?._references === undefined ? {} : { targetRefs: target._references.map((reference) => ({ ...reference })) };
}
