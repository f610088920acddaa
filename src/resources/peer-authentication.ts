import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { emit, fieldOf } from './emit';
import { renderMatchLabels, type WorkloadSelector } from './workload-selector';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';
import { requirePort } from '../model/require';

/**
 * What a workload accepts from its callers.
 *
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/#PeerAuthentication-MutualTLS-Mode
 */
export enum MtlsMode {
  /** As the next wider policy says (workload, namespace, mesh); PERMISSIVE where none says anything. */
  UNSET = 'UNSET',
  /** Plain text only. */
  DISABLE = 'DISABLE',
  /** Mutual TLS and plain text. */
  PERMISSIVE = 'PERMISSIVE',
  /** Mutual TLS only: callers without a sidecar are refused. */
  STRICT = 'STRICT',
}

/** Properties of a PeerAuthentication. */
export interface PeerAuthenticationProps {
  /**
   * Name, namespace, labels and annotations of the object.
   *
   * @default - named like the construct's id, in the chart's namespace
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The workloads that the policy is for.
   *
   * @default - all workloads of the namespace; of the mesh, if the namespace is the root namespace
   */
  readonly selector?: WorkloadSelector;

  /**
   * What the workloads accept.
   *
   * @default - as the next wider policy says; PERMISSIVE where none says anything
   */
  readonly mtls?: MtlsMode;

  /**
   * Exceptions by port of the workload (the container's, not the service's). Needs a `selector`.
   *
   * @default - all ports as `mtls` says
   */
  readonly portLevelMtls?: { [port: string]: MtlsMode };
}

/**
 * Says whether workloads take mutual TLS, plain text or both.
 *
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 */
export class PeerAuthentication extends Construct {
  /** The object that is rendered. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: PeerAuthenticationProps = {}) {
    super(scope, id);
    const spec = renderPeerAuthentication(props, fieldOf(this));
    this.apiObject = emit(this, ISTIO_KINDS.PeerAuthentication, props.metadata, { spec });
  }

  /** The name of the object. */
  public get name(): string {
    return this.apiObject.name;
  }
}

/** The `spec` of a PeerAuthentication. */
export function renderPeerAuthentication(props: PeerAuthenticationProps, field: Field): JsonObject {
  return defined({
    selector: given(props.selector, (selector) => renderMatchLabels(selector, field.at('selector'))),
    mtls: given(props.mtls, (mode) => ({ mode })),
    portLevelMtls: given(props.portLevelMtls, (modes) => renderPorts(modes, props.selector !== undefined, field.at('portLevelMtls'))),
  });
}

function renderPorts(modes: { [port: string]: MtlsMode }, selected: boolean, field: Field): JsonObject {
  const ports = Object.keys(modes);
  if (ports.length === 0) { throw field.error(modes, 'at least one port', 'leave it out where all ports are alike'); }
  if (!selected) {
    throw field.problem(
      `${field.path} names port ${ports[0]} without a selector; Istio takes ports only for selected workloads`,
      'give it the selector of the workload');
  }
  for (const port of ports) {
    if (!/^[1-9]\d*$/.test(port)) { throw field.error(port, 'keyed by the numbers of ports'); }
    requirePort(Number(port), field.at(port));
  }
  return Object.fromEntries(Object.entries(modes).map(([port, mode]) => [port, { mode }]));
}
