import type { Duration } from 'cdk8s';
import type { Field } from '../model/field';
import { defined, given, some } from '../model/json';
import { requirePercentage, requireText } from '../model/require';
import type { TelemetryAccessLogging } from '../resources/telemetry';
import type { MetricsOverride, MetricTag, TelemetryMetrics } from '../resources/telemetry-metrics';
import type { TelemetryTracing, TracingTag } from '../resources/telemetry-tracing';
import type { WorkloadMode } from '../resources/workload-mode';

/** How requests are traced. */
export interface TracingSettings {
  /**
   * The share of requests that is traced, of those about which nobody decided before. 0 for none.
   *
   * @default - as wider telemetry and the mesh say: 1 percent
   */
  readonly samplingPercentage?: number;

  /**
   * The provider of the mesh's configuration (`extensionProviders`) that spans go to.
   *
   * @default - as wider telemetry says, or the mesh's `defaultProviders`; nothing is traced where none is known
   */
  readonly provider?: string;

  /**
   * Tags that spans get, by name. They replace all of wider telemetry.
   *
   * @default - as wider telemetry says
   */
  readonly tags?: { [name: string]: TracingTag };

  /**
   * Whether spans are reported. Where they are not, headers for tracing are passed on all the same.
   *
   * @default - as wider telemetry says: true
   */
  readonly reportSpans?: boolean;

  /**
   * The side of connections that this is for.
   *
   * @default WorkloadMode.CLIENT_AND_SERVER
   */
  readonly mode?: WorkloadMode;
}

/** What is written to access logs. */
export interface AccessLogSettings {
  /**
   * Whether only failures are written: statuses from 400 on, gRPC calls with another status than OK, and requests and
   * connections that failed on the way. Excludes filter.
   *
   * @default false
   */
  readonly onlyErrors?: boolean;

  /**
   * Which requests and connections are written, as a CEL expression: `response.code >= 500`. One that asks for what there is
   * not, such as the code of a TCP connection, is not fulfilled. Excludes onlyErrors.
   *
   * @default - all
   */
  readonly filter?: string;

  /**
   * The providers that write: `envoy`, which writes to the proxy's standard output, or ones of the mesh's configuration
   * (`extensionProviders`).
   *
   * @default - `envoy`: Istio forgets the filter of a log that names no provider
   */
  readonly providers?: string[];

  /**
   * Whether anything is written. `false` silences what wider telemetry switches on.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The side of connections that this is for.
   *
   * @default WorkloadMode.CLIENT_AND_SERVER
   */
  readonly mode?: WorkloadMode;
}

/** What is measured. */
export interface MetricsSettings {
  /**
   * Tags that change in all metrics, by name. Prometheus calls them labels.
   *
   * @default - none
   */
  readonly tags?: { [name: string]: MetricTag };

  /**
   * Whether anything is measured.
   *
   * @default - as wider telemetry says: true
   */
  readonly enabled?: boolean;

  /**
   * What else changes; later ones go before earlier ones, and before `tags` and `enabled`.
   *
   * @default - nothing
   */
  readonly overrides?: MetricsOverride[];

  /**
   * The providers that this is for: `prometheus`, or ones of the mesh's configuration.
   *
   * @default - as wider telemetry says, or the mesh's `defaultProviders`: prometheus
   */
  readonly providers?: string[];

  /**
   * How often open connections report. For TCP.
   *
   * @default - as wider telemetry says: Duration.seconds(5)
   */
  readonly reportingInterval?: Duration;
}

/**
 * Failures. Flags tell of what went wrong on the way, for connections too, which have no code. What is asked for and is not
 * there fails, and "or" forgives that where another part is true; Envoy takes a plain request for a gRPC call that failed.
 */
const ERRORS = 'response.code >= 400 || response.flags != 0 || '
  + '(request.headers[\'content-type\'].startsWith(\'application/grpc\') && response.grpc_status != 0)';

/** The tracing of a Telemetry. */
export function tracingOf(settings: TracingSettings, field: Field): TelemetryTracing {
  requireSaid({ ...settings, mode: undefined }, field);
  return defined({
    mode: settings.mode,
    provider: settings.provider,
    randomSamplingPercentage: given(settings.samplingPercentage, (share) => requirePercentage(share, field.at('samplingPercentage'))),
    customTags: settings.tags,
    disableSpanReporting: given(settings.reportSpans, (report) => !report),
  });
}

/** The access logging of a Telemetry. */
export function accessLogOf({ onlyErrors, filter, providers, enabled, mode }: AccessLogSettings, field: Field): TelemetryAccessLogging {
  if (onlyErrors === true && filter !== undefined) { throw field.problem(`${field.path} has onlyErrors and filter; it must have one of them`); }
  const expression = filter ?? (onlyErrors === true ? ERRORS : undefined);
  if (expression !== undefined) { requireText(expression, field.at('filter')); }
  if (enabled === false && expression !== undefined) {
    throw field.at('enabled').error(false, `left out next to ${filter === undefined ? 'onlyErrors' : 'filter'}, as nothing is written`);
  }
  return defined({ mode, providers: providers ?? ['envoy'], disabled: enabled === false ? true : undefined, filter: expression });
}

/** The metrics of a Telemetry. */
export function metricsOf(settings: MetricsSettings, field: Field): TelemetryMetrics {
  requireSaid(settings, field);
  const { tags, enabled, overrides, providers, reportingInterval } = settings;
  if (enabled === false && tags !== undefined) {
    throw field.at('enabled').error(false, 'left out next to tags, as nothing is measured');
  }
  const own: MetricsOverride[] = tags === undefined && enabled === undefined ? []
    : [defined({ disabled: given(enabled, (on) => !on), tagOverrides: tags })];
  return defined({ providers, overrides: some([...own, ...overrides ?? []]), reportingInterval });
}

function requireSaid(settings: object, field: Field): void {
  if (Object.values(settings).some((value) => value !== undefined)) { return; }
  throw field.problem(`${field.path} says nothing; it must say something`, 'leave it out');
}
