import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { emit, fieldOf } from './emit';
import { type PolicyTarget, renderPolicyTarget } from './policy-target';
import { renderMetrics, type TelemetryMetrics } from './telemetry-metrics';
import { renderProviders } from './telemetry-providers';
import { renderTracing, type TelemetryTracing } from './telemetry-tracing';
import type { WorkloadMode } from './workload-mode';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';
import { requireSome, requireText } from '../model/require';

/**
 * What is written to access logs.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#AccessLogging
 */
export interface TelemetryAccessLogging {
  /**
   * The side of connections that this is for.
   *
   * @default WorkloadMode.CLIENT_AND_SERVER
   */
  readonly mode?: WorkloadMode;

  /**
   * The providers that write: `envoy`, which writes to the proxy's standard output, or ones of the mesh's configuration
   * (`extensionProviders`).
   *
   * @default - as wider policies say, or the mesh's `defaultProviders`; nothing is written where none is known
   */
  readonly providers?: string[];

  /**
   * Whether nothing is written. `false` writes what a wider policy does not.
   *
   * @default false
   */
  readonly disabled?: boolean;

  /**
   * Which requests are written, as a CEL expression: `response.code >= 400`. Not with `disabled`.
   *
   * @default - all
   */
  readonly filter?: string;
}

/** Properties of a Telemetry. */
export interface TelemetryProps {
  /**
   * Name, namespace, labels and annotations of the object.
   *
   * @default - named like the construct's id, in the chart's namespace
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * What this is for.
   *
   * @default - all workloads of the namespace; of the mesh, if the namespace is the root namespace
   */
  readonly target?: PolicyTarget;

  /**
   * How requests are traced. Istio warns of more than one; where two are about the same side, the later one goes before.
   *
   * @default - as wider policies say, or the mesh
   */
  readonly tracing?: TelemetryTracing[];

  /**
   * What is measured.
   *
   * @default - as wider policies say, or the mesh
   */
  readonly metrics?: TelemetryMetrics[];

  /**
   * What is written to access logs.
   *
   * @default - as wider policies say, or the mesh
   */
  readonly accessLogging?: TelemetryAccessLogging[];
}

/**
 * Says what proxies tell about requests: traces, metrics and access logs.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/
 */
export class Telemetry extends Construct {
  /** The object that is rendered. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: TelemetryProps = {}) {
    super(scope, id);
    const spec = renderTelemetry(props, fieldOf(this));
    this.apiObject = emit(this, ISTIO_KINDS.Telemetry, props.metadata, { spec });
  }

  /** The name of the object. */
  public get name(): string {
    return this.apiObject.name;
  }
}

/** The `spec` of a Telemetry. */
export function renderTelemetry({ target, tracing, metrics, accessLogging }: TelemetryProps, field: Field): JsonObject {
  const all = <T>(values: T[] | undefined, name: string, render: (value: T, at: Field) => JsonObject) => given(values, (some) =>
    requireSome(some, field.at(name), 'leave it out for what wider policies say').map((value, i) => render(value, field.at(name).at(i))));
  return defined({
    ...renderPolicyTarget(target, field),
    tracing: all(tracing, 'tracing', renderTracing),
    metrics: all(metrics, 'metrics', renderMetrics),
    accessLogging: all(accessLogging, 'accessLogging', renderAccessLogging),
  });
}

function renderAccessLogging({ mode, providers, disabled, filter }: TelemetryAccessLogging, field: Field): JsonObject {
  if (disabled === true && filter !== undefined) {
    throw field.problem(`${field.at('filter').path} is given with disabled; it must be left out: it has no effect there`);
  }
  return defined({
    match: given(mode, () => ({ mode })),
    providers: renderProviders(providers, field.at('providers')),
    disabled,
    filter: given(filter, (expression) => ({ expression: requireText(expression, field.at('filter')) })),
  });
}
