import { Duration } from 'cdk8s';
import { type Program, TARGETS } from './support';
import { Metric, MetricTag, Telemetry, TracingTag, WorkloadMode } from 'cdk8s-istio';

const METRICS = [
  Metric.ALL_METRICS, Metric.REQUEST_COUNT, Metric.REQUEST_DURATION, Metric.REQUEST_SIZE, Metric.RESPONSE_SIZE, Metric.TCP_OPENED_CONNECTIONS,
  Metric.TCP_CLOSED_CONNECTIONS, Metric.TCP_SENT_BYTES, Metric.TCP_RECEIVED_BYTES, Metric.GRPC_REQUEST_MESSAGES, Metric.GRPC_RESPONSE_MESSAGES,
  Metric.custom('shop_orders_total'),
];

/** Telemetries: one for each side of connections. */
export const telemetries: Program = (chart) => {
  for (const mode of Object.values(WorkloadMode)) {
    new Telemetry(chart, mode.toLowerCase().replace(/_/g, '-'), {
      target: mode === WorkloadMode.SERVER ? TARGETS['for-objects'] : mode === WorkloadMode.CLIENT ? TARGETS['for-workloads'] : undefined,
      tracing: [{
        mode,
        provider: 'zipkin',
        randomSamplingPercentage: 5,
        disableSpanReporting: false,
        customTags: {
          fixed: TracingTag.literal('shop'),
          team: TracingTag.environment('TEAM', 'none'),
          user: TracingTag.header('x-user', 'nobody'),
          name: TracingTag.formatter('%REQUESTED_SERVER_NAME%'),
        },
        enableIstioTags: true,
        disableContextPropagation: false,
        useRequestIdForTraceSampling: true,
      }],
      metrics: [{
        providers: ['prometheus'],
        overrides: METRICS.map((metric) => ({
          metric, mode, disabled: false, tagOverrides: { host: MetricTag.upsert('request.host'), source_app: MetricTag.remove() },
        })),
        reportingInterval: Duration.seconds(10),
      }],
      accessLogging: [{ mode, providers: ['envoy'], disabled: false, filter: 'response.code >= 400' }],
    });
  }
};
