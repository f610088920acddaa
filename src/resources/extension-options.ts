import type { ApiObjectMetadata } from 'cdk8s';
import { type PolicyTarget, renderPolicyTarget } from './policy-target';
import type { WorkloadMode } from './workload-mode';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requireInteger, requirePort, requireSome } from '../model/require';

/** Where among Istio's own filters an extension stands. */
export enum ExtensionPhase {
  /** Before those that check who calls. */
  AUTHN = 'AUTHN',
  /** After those that check who calls, before those that check what it may. */
  AUTHZ = 'AUTHZ',
  /** After those, before the ones that count. */
  STATS = 'STATS',
}

/**
 * Traffic that goes through an extension. At least one of the two is given.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#TrafficSelector
 */
export interface ExtensionTraffic {
  /**
   * The side of connections. A gateway is on the client's.
   *
   * @default WorkloadMode.CLIENT_AND_SERVER
   */
  readonly mode?: WorkloadMode;

  /**
   * Ports: the service's for requests that are sent, the workload's for those that come in.
   *
   * @default - all
   */
  readonly ports?: number[];
}

/** What is said of an extension besides what it does. */
export interface ExtensionOptions {
  /**
   * Name, namespace, labels and annotations of the object.
   *
   * @default - named like the construct's id, in the chart's namespace
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * What the extension is for.
   *
   * @default - all workloads of the namespace; of the mesh, if the namespace is the root namespace
   */
  readonly target?: PolicyTarget;

  /**
   * Where among Istio's own filters it stands.
   *
   * @default - as Istio chooses: near the end, before requests are routed
   */
  readonly phase?: ExtensionPhase;

  /**
   * Its place among the extensions of its phase: the highest comes first.
   *
   * @default 0
   */
  readonly priority?: number;

  /**
   * Traffic that goes through it: any of these.
   *
   * @default - all
   */
  readonly match?: ExtensionTraffic[];
}

const INT32 = 2147483647;

/** What WasmPlugin and TrafficExtension have in common. */
export function renderExtensionOptions({ target, phase, priority, match }: ExtensionOptions, field: Field): JsonObject {
  return defined({
    ...renderPolicyTarget(target, field),
    phase,
    priority: given(priority, (value) => requireInteger(value, field.at('priority'), -INT32 - 1, INT32)),
    match: given(match, (all) => requireSome(all, field.at('match'), 'leave it out for all traffic')
      .map((traffic, i) => renderTraffic(traffic, field.at('match').at(i)))),
  });
}

function renderTraffic({ mode, ports }: ExtensionTraffic, field: Field): JsonObject {
  if (mode === undefined && ports === undefined) {
    throw field.problem(`${field.path} says nothing; it must have mode or ports`, 'leave match out for all traffic');
  }
  return defined({ mode, ports: given(ports, (all) => renderPorts(all, field.at('ports'))) });
}

function renderPorts(ports: number[], field: Field): JsonObject[] {
  return requireSome(ports, field, 'leave it out for all').map((number, i) => {
    requirePort(number, field.at(i));
    if (ports.indexOf(number) < i) { throw field.at(i).error(number, 'given once'); }
    return { number };
  });
}
