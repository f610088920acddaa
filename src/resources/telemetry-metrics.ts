import type { Duration } from 'cdk8s';
import { renderDuration } from './duration';
import { renderProviders } from './telemetry-providers';
import type { WorkloadMode } from './workload-mode';
import { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requireSome, requireText } from '../model/require';

/**
 * What is measured.
 *
 * @see https://istio.io/latest/docs/reference/config/metrics/
 */
export class Metric {
  /** All of Istio's own. */
  public static readonly ALL_METRICS = new Metric({ metric: 'ALL_METRICS' });
  /** Requests (`istio_requests_total`). */
  public static readonly REQUEST_COUNT = new Metric({ metric: 'REQUEST_COUNT' });
  /** How long requests take (`istio_request_duration_milliseconds`). */
  public static readonly REQUEST_DURATION = new Metric({ metric: 'REQUEST_DURATION' });
  /** The size of requests (`istio_request_bytes`). */
  public static readonly REQUEST_SIZE = new Metric({ metric: 'REQUEST_SIZE' });
  /** The size of responses (`istio_response_bytes`). */
  public static readonly RESPONSE_SIZE = new Metric({ metric: 'RESPONSE_SIZE' });
  /** Connections that were opened (`istio_tcp_connections_opened_total`). */
  public static readonly TCP_OPENED_CONNECTIONS = new Metric({ metric: 'TCP_OPENED_CONNECTIONS' });
  /** Connections that were closed (`istio_tcp_connections_closed_total`). */
  public static readonly TCP_CLOSED_CONNECTIONS = new Metric({ metric: 'TCP_CLOSED_CONNECTIONS' });
  /** Bytes of responses on connections (`istio_tcp_sent_bytes_total`). */
  public static readonly TCP_SENT_BYTES = new Metric({ metric: 'TCP_SENT_BYTES' });
  /** Bytes of requests on connections (`istio_tcp_received_bytes_total`). */
  public static readonly TCP_RECEIVED_BYTES = new Metric({ metric: 'TCP_RECEIVED_BYTES' });
  /** gRPC messages of clients (`istio_request_messages_total`). */
  public static readonly GRPC_REQUEST_MESSAGES = new Metric({ metric: 'GRPC_REQUEST_MESSAGES' });
  /** gRPC messages of servers (`istio_response_messages_total`). */
  public static readonly GRPC_RESPONSE_MESSAGES = new Metric({ metric: 'GRPC_RESPONSE_MESSAGES' });

  /** A metric that is not one of Istio's. */
  public static custom(name: string): Metric {
    return new Metric({ customMetric: requireText(name, new Field('Metric.custom').at('name')) });
  }

  private constructor(private readonly json: JsonObject) {}

  /** @internal */
  public _render(): JsonObject {
    return { ...this.json };
  }
}

/**
 * What becomes of a tag (Prometheus calls it a label) of a metric.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#MetricsOverrides-TagOverride
 */
export class MetricTag {
  /** It says what a CEL expression yields: `request.host`, `string(destination.port)`. A text stands in quotes: `'shop'`. */
  public static upsert(expression: string): MetricTag {
    return new MetricTag({ operation: 'UPSERT', value: requireText(expression, new Field('MetricTag.upsert').at('expression')) });
  }

  /** The metric does not have it. */
  public static remove(): MetricTag {
    return new MetricTag({ operation: 'REMOVE' });
  }

  private constructor(private readonly json: JsonObject) {}

  /** @internal */
  public _render(): JsonObject {
    return { ...this.json };
  }
}

/**
 * What is changed about metrics.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#MetricsOverrides
 */
export interface MetricsOverride {
  /**
   * The metric.
   *
   * @default Metric.ALL_METRICS
   */
  readonly metric?: Metric;

  /**
   * The side of connections that this is for.
   *
   * @default WorkloadMode.CLIENT_AND_SERVER
   */
  readonly mode?: WorkloadMode;

  /**
   * Whether it is not measured. `false` measures what a wider policy does not.
   *
   * @default - as wider policies say: false
   */
  readonly disabled?: boolean;

  /**
   * Tags that change, by name.
   *
   * @default - as wider policies say
   */
  readonly tagOverrides?: { [name: string]: MetricTag };
}

/**
 * What is measured, and how.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#Metrics
 */
export interface TelemetryMetrics {
  /**
   * The providers of the mesh's configuration (`extensionProviders`) that this is for.
   *
   * @default - as wider policies say, or the mesh's `defaultProviders`: prometheus
   */
  readonly providers?: string[];

  /**
   * What is changed; later ones go before earlier ones, and before those of wider policies.
   *
   * @default - nothing
   */
  readonly overrides?: MetricsOverride[];

  /**
   * How often open connections report. For TCP.
   *
   * @default - as wider policies say: Duration.seconds(5)
   */
  readonly reportingInterval?: Duration;
}

/** One of the `metrics` of a Telemetry. */
export function renderMetrics(metrics: TelemetryMetrics, field: Field): JsonObject {
  return defined({
    providers: renderProviders(metrics.providers, field.at('providers')),
    overrides: given(metrics.overrides, (overrides) =>
      requireSome(overrides, field.at('overrides'), 'leave it out where nothing is changed')
        .map((override, i) => renderOverride(override, field.at('overrides').at(i)))),
    reportingInterval: given(metrics.reportingInterval, (interval) => renderDuration(interval, field.at('reportingInterval'))),
  });
}

function renderOverride({ metric, mode, disabled, tagOverrides }: MetricsOverride, field: Field): JsonObject {
  if (disabled === undefined && tagOverrides === undefined) {
    throw field.problem(`${field.path} changes nothing; it must have disabled or tagOverrides`);
  }
  return defined({
    match: metric === undefined && mode === undefined ? undefined : defined({ ...metric?._render(), mode }),
    disabled,
    tagOverrides: given(tagOverrides, (tags) => renderTags(tags, field.at('tagOverrides'))),
  });
}

function renderTags(tags: { [name: string]: MetricTag }, field: Field): JsonObject {
  const names = Object.keys(tags);
  if (names.length === 0) { throw field.error(tags, 'at least one tag', 'leave it out where no tag changes'); }
  if (names.includes('')) { throw field.problem(`${field.path} has a tag without a name; it must have one`); }
  return Object.fromEntries(Object.entries(tags).map(([name, tag]) => [name, tag._render()]));
}
