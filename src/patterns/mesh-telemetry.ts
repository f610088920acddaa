import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import type { MeshService } from './mesh-service';
import { emitServicePolicy } from './service-policy';
import { type AccessLogSettings, accessLogOf, type MetricsSettings, metricsOf, type TracingSettings, tracingOf } from './telemetry-levels';
import { Mesh } from '../analysis/mesh';
import { defined, given } from '../model/json';
import { ISTIO_KINDS } from '../model/kinds';
import { requireDnsLabel } from '../model/names';
import { emit, fieldOf } from '../resources/emit';
import type { PolicyTarget } from '../resources/policy-target';
import { renderTelemetry, type TelemetryProps } from '../resources/telemetry';

/** Properties of a MeshTelemetry. */
export interface MeshTelemetryProps {
  /**
   * The service whose pods this is for. Excludes namespace.
   *
   * @default - the namespace, or the whole mesh
   */
  readonly service?: MeshService;

  /**
   * The namespace whose pods this is for. Excludes service.
   *
   * @default - the service's pods, or the whole mesh
   */
  readonly namespace?: string;

  /**
   * How requests are traced.
   *
   * @default - as wider telemetry says, or the mesh
   */
  readonly tracing?: TracingSettings;

  /**
   * What is written to access logs.
   *
   * @default - as wider telemetry says, or the mesh
   */
  readonly accessLog?: AccessLogSettings;

  /**
   * What is measured.
   *
   * @default - as wider telemetry says, or the mesh
   */
  readonly metrics?: MetricsSettings;
}

/**
 * Says what the proxies of the mesh, of a namespace or of a service tell about requests: traces, access logs and metrics.
 *
 * What the narrower one says goes before what a wider one says. There is one for the mesh, one for each namespace and one for
 * each service: of several Istio would take the oldest, or all of them in no order that can be told. What one says of logs,
 * traces or metrics holds together, so that they belong into one.
 *
 * It is followed by sidecars and gateways; a waypoint follows what is said for the mesh and for namespaces.
 *
 * @see https://istio.io/latest/docs/tasks/observability/telemetry/
 */
export class MeshTelemetry extends Construct {
  constructor(scope: Construct, id: string, props: MeshTelemetryProps) {
    super(scope, id);
    const field = fieldOf(this);
    const { service } = props;
    if (service !== undefined && props.namespace !== undefined) {
      throw field.problem('service and namespace are given; it must be one of them, or none for the whole mesh');
    }
    const { tracing, accessLog, metrics } = props;
    if (tracing === undefined && accessLog === undefined && metrics === undefined) {
      throw field.problem('none of tracing, accessLog and metrics is given; it must be at least one');
    }
    const said: TelemetryProps = defined({
      tracing: given(tracing, (settings) => [tracingOf(settings, field.at('tracing'))]),
      accessLogging: given(accessLog, (settings) => [accessLogOf(settings, field.at('accessLog'))]),
      metrics: given(metrics, (settings) => [metricsOf(settings, field.at('metrics'))]),
    });
    const spec = (target?: PolicyTarget) => renderTelemetry({ ...said, target }, field);
    const checked = spec();
    if (service !== undefined) {
      emitServicePolicy(this, ISTIO_KINDS.Telemetry, id, service, { spec });
      return;
    }
    // The Mesh may be declared later; cdk8s resolves what is lazy here too, but its type does not say so.
    const namespace = given(props.namespace, (name) => requireDnsLabel(name, field.at('namespace')))
      ?? Lazy.any({ produce: () => Mesh.of(this).rootNamespace }) as unknown as string;
    emit(this, ISTIO_KINDS.Telemetry, { name: id, namespace }, { spec: checked });
  }
}
