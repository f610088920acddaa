import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { type ConnectionPool, renderConnectionPool } from './connection-pool';
import { emit, fieldOf } from './emit';
import {
  renderEgressListeners, renderIngressListeners, type SidecarEgressListener, type SidecarIngressListener,
} from './sidecar-listener';
import { renderWorkloadSelector, type WorkloadSelector } from './workload-selector';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';
import { requireAmong } from '../model/require';

/**
 * What becomes of traffic to hosts that Istio does not know.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#OutboundTrafficPolicy-Mode
 */
export enum OutboundTrafficMode {
  /** It is dropped. That finds forgotten ServiceEntries; it is no firewall. */
  REGISTRY_ONLY = 'REGISTRY_ONLY',
  /** It goes where it was going. */
  ALLOW_ANY = 'ALLOW_ANY',
}

/** Properties of a Sidecar. */
export interface SidecarProps {
  /**
   * Name, namespace, labels and annotations of the object.
   *
   * @default - named like the construct's id, in the chart's namespace
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Labels of the pods that it is for.
   *
   * @default - all workloads of the namespace; of the mesh, if the namespace is the root namespace, where a namespace has no
   * Sidecar of its own
   */
  readonly workloadSelector?: WorkloadSelector;

  /**
   * What the sidecars take for their workloads.
   *
   * @default - what Istio knows of the workload: the ports of its services
   */
  readonly ingress?: SidecarIngressListener[];

  /**
   * What the workloads can reach.
   *
   * @default - everything that the namespace can see, whatever a wider Sidecar says
   */
  readonly egress?: SidecarEgressListener[];

  /**
   * Limits of what the sidecars take, on all ports. They take the place of those that a DestinationRule has for callers.
   *
   * @default - those of the DestinationRule of the workload's service
   */
  readonly inboundConnectionPool?: ConnectionPool;

  /**
   * What becomes of traffic to hosts that Istio does not know.
   *
   * @default - as the mesh says: ALLOW_ANY
   */
  readonly outboundTrafficPolicy?: OutboundTrafficMode;
}

/**
 * Says what sidecars take and what they let their workloads reach. Less to reach makes sidecars smaller. Gateways, waypoints
 * and ambient workloads take no notice of it.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/
 */
export class Sidecar extends Construct {
  /** The object that is rendered. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: SidecarProps) {
    super(scope, id);
    const spec = renderSidecar(props, fieldOf(this));
    this.apiObject = emit(this, ISTIO_KINDS.Sidecar, props.metadata, { spec });
  }

  /** The name of the object. */
  public get name(): string {
    return this.apiObject.name;
  }
}

const CONTENT = ['ingress', 'egress', 'inboundConnectionPool', 'outboundTrafficPolicy'] as const;

/** The `spec` of a Sidecar. */
export function renderSidecar(props: SidecarProps, field: Field): JsonObject {
  if (CONTENT.every((name) => props[name] === undefined)) {
    throw field.problem(`none of ${CONTENT.join(', ')} is given; it must be at least one`);
  }
  return defined({
    workloadSelector: given(props.workloadSelector, (selector) => renderWorkloadSelector(selector, field.at('workloadSelector'))),
    ingress: given(props.ingress, (listeners) => renderIngressListeners(listeners, field.at('ingress'))),
    egress: given(props.egress, (listeners) => renderEgressListeners(listeners, field.at('egress'))),
    inboundConnectionPool: given(props.inboundConnectionPool, (pool) => renderConnectionPool(pool, field.at('inboundConnectionPool'))),
    outboundTrafficPolicy: given(props.outboundTrafficPolicy, (mode) =>
      ({ mode: requireAmong(mode, Object.values(OutboundTrafficMode), field.at('outboundTrafficPolicy')) })),
  });
}
