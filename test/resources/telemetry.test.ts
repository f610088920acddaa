import { Duration } from 'cdk8s';
import { type Build, refuses, rendered, renderedSpec, without } from './support';
import {
  Metric, type MetricsOverride, MetricTag, PolicyTarget, Telemetry, type TelemetryAccessLogging, type TelemetryMetrics,
  type TelemetryProps, type TelemetryTracing, TracingTag, WorkloadMode, WorkloadSelector,
} from 'cdk8s-istio';

const tracing: Required<TelemetryTracing> = {
  mode: WorkloadMode.SERVER,
  provider: 'zipkin',
  randomSamplingPercentage: 12.5,
  disableSpanReporting: false,
  customTags: {
    'team': TracingTag.literal('orders'),
    'pod': TracingTag.environment('POD_NAME', 'unknown'),
    'zone': TracingTag.environment('ZONE'),
    'end-user': TracingTag.header('end-user', 'nobody'),
    'agent': TracingTag.header('user-agent'),
    'sni': TracingTag.formatter('%REQUESTED_SERVER_NAME%'),
  },
  enableIstioTags: true,
  disableContextPropagation: false,
  useRequestIdForTraceSampling: true,
};

const override: Required<MetricsOverride> = {
  metric: Metric.REQUEST_COUNT,
  mode: WorkloadMode.CLIENT,
  disabled: false,
  tagOverrides: { request_host: MetricTag.upsert('request.host'), destination_port: MetricTag.remove() },
};

const metrics: Required<TelemetryMetrics> = {
  providers: ['prometheus', 'stackdriver'],
  overrides: [{ disabled: true }, { metric: Metric.custom('orders_total'), disabled: true }, override],
  reportingInterval: Duration.seconds(10),
};

const accessLogging: Required<TelemetryAccessLogging> = {
  mode: WorkloadMode.CLIENT_AND_SERVER,
  providers: ['envoy'],
  disabled: false,
  filter: 'response.code >= 400',
};

const everything: Required<TelemetryProps> = {
  metadata: { name: 'orders-telemetry', namespace: 'shop' },
  target: PolicyTarget.workloads(WorkloadSelector.labels({ app: 'orders' })),
  tracing: [tracing],
  metrics: [metrics],
  accessLogging: [accessLogging],
};

function make(props: TelemetryProps): Build {
  return (scope) => new Telemetry(scope, 'telemetry', props);
}

test('without properties it changes nothing', () => {
  expect(rendered((scope) => new Telemetry(scope, 'telemetry'))).toEqual({
    apiVersion: 'telemetry.istio.io/v1',
    kind: 'Telemetry',
    metadata: { name: 'telemetry', namespace: 'shop' },
    spec: {},
  });
});

test('every property', () => {
  expect(rendered(make(everything))).toEqual({
    apiVersion: 'telemetry.istio.io/v1',
    kind: 'Telemetry',
    metadata: { name: 'orders-telemetry', namespace: 'shop' },
    spec: {
      accessLogging: [
        {
          disabled: false,
          filter: { expression: 'response.code >= 400' },
          match: { mode: 'CLIENT_AND_SERVER' },
          providers: [{ name: 'envoy' }],
        },
      ],
      metrics: [
        {
          overrides: [
            { disabled: true },
            { disabled: true, match: { customMetric: 'orders_total' } },
            {
              disabled: false,
              match: { metric: 'REQUEST_COUNT', mode: 'CLIENT' },
              tagOverrides: { destination_port: { operation: 'REMOVE' }, request_host: { operation: 'UPSERT', value: 'request.host' } },
            },
          ],
          providers: [{ name: 'prometheus' }, { name: 'stackdriver' }],
          reportingInterval: '10s',
        },
      ],
      selector: { matchLabels: { app: 'orders' } },
      tracing: [
        {
          customTags: {
            'agent': { header: { name: 'user-agent' } },
            'end-user': { header: { defaultValue: 'nobody', name: 'end-user' } },
            'pod': { environment: { defaultValue: 'unknown', name: 'POD_NAME' } },
            'sni': { formatter: { value: '%REQUESTED_SERVER_NAME%' } },
            'team': { literal: { value: 'orders' } },
            'zone': { environment: { name: 'ZONE' } },
          },
          disableContextPropagation: false,
          disableSpanReporting: false,
          enableIstioTags: true,
          match: { mode: 'SERVER' },
          providers: [{ name: 'zipkin' }],
          randomSamplingPercentage: 12.5,
          useRequestIdForTraceSampling: true,
        },
      ],
    },
  });
});

test('zero and false stay', () => {
  const off = { randomSamplingPercentage: 0, disableSpanReporting: true, enableIstioTags: false, useRequestIdForTraceSampling: false };
  expect(renderedSpec(make({ tracing: [off, {}], accessLogging: [{}, { disabled: true }], metrics: [{}] }))).toEqual({
    tracing: [off, {}],
    accessLogging: [{}, { disabled: true }],
    metrics: [{}],
  });
});

test('every metric', () => {
  const all = [
    Metric.ALL_METRICS, Metric.REQUEST_COUNT, Metric.REQUEST_DURATION, Metric.REQUEST_SIZE, Metric.RESPONSE_SIZE,
    Metric.TCP_OPENED_CONNECTIONS, Metric.TCP_CLOSED_CONNECTIONS, Metric.TCP_SENT_BYTES, Metric.TCP_RECEIVED_BYTES,
    Metric.GRPC_REQUEST_MESSAGES, Metric.GRPC_RESPONSE_MESSAGES,
  ];
  const spec = renderedSpec(make({ metrics: [{ overrides: all.map((metric) => ({ metric, disabled: true })) }] })) as {
    metrics: { overrides: { match: { metric: string } }[] }[];
  };
  expect(spec.metrics[0].overrides.map(({ match }) => match.metric)).toEqual([
    'ALL_METRICS', 'REQUEST_COUNT', 'REQUEST_DURATION', 'REQUEST_SIZE', 'RESPONSE_SIZE', 'TCP_OPENED_CONNECTIONS',
    'TCP_CLOSED_CONNECTIONS', 'TCP_SENT_BYTES', 'TCP_RECEIVED_BYTES', 'GRPC_REQUEST_MESSAGES', 'GRPC_RESPONSE_MESSAGES',
  ]);
});

test('the construct knows its name', () => {
  rendered((scope) => { expect(new Telemetry(scope, 'telemetry', everything).name).toBe('orders-telemetry'); });
});

describe('what can never be right', () => {
  const changing = (change: MetricsOverride): Build => make({ metrics: [{ overrides: [change] }] });
  const some = 'it must be a list of at least one element';
  refuses({
    'no tracing': [make({ tracing: [] }), `shop/telemetry: tracing is []; ${some}; leave it out for what wider policies say`],
    'no metrics': [make({ metrics: [] }), `shop/telemetry: metrics is []; ${some}; leave it out for what wider policies say`],
    'no access log': [make({ accessLogging: [] }), `shop/telemetry: accessLogging is []; ${some}; leave it out for what wider policies say`],
    'an empty provider of traces': [make({ tracing: [{ provider: '' }] }), 'shop/telemetry: tracing[0].provider is ""; it must be a text that is not empty'],
    'a share above all': [make({ tracing: [{ randomSamplingPercentage: 101 }] }), 'shop/telemetry: tracing[0].randomSamplingPercentage is 101; it must be between 0 and 100'],
    'no tag of spans': [make({ tracing: [{ customTags: {} }] }), 'shop/telemetry: tracing[0].customTags is {}; it must be at least one tag; leave it out for those of wider policies'],
    'a tag of spans without a name': [make({ tracing: [{ customTags: { '': TracingTag.literal('a') } }] }), 'shop/telemetry: tracing[0].customTags has a tag without a name; it must have one'],
    'a tag that says nothing': [() => TracingTag.literal(''), 'TracingTag.literal: value is ""; it must be a text that is not empty'],
    'a tag of no variable': [() => TracingTag.environment(''), 'TracingTag.environment: name is ""; it must be a text that is not empty'],
    'a tag of no header': [() => TracingTag.header(''), 'TracingTag.header: name is ""; it must be the name of a header'],
    'a tag of no format': [() => TracingTag.formatter(''), 'TracingTag.formatter: value is ""; it must be a text that is not empty'],
    'no provider of metrics': [make({ metrics: [{ providers: [] }] }), `shop/telemetry: metrics[0].providers is []; ${some}; leave it out for those of the mesh`],
    'an empty provider': [make({ accessLogging: [{ providers: [''] }] }), 'shop/telemetry: accessLogging[0].providers[0] is ""; it must be a text that is not empty'],
    'a provider twice': [make({ accessLogging: [{ providers: ['envoy', 'envoy'] }] }), 'shop/telemetry: accessLogging[0].providers[1] is "envoy"; it must be given once'],
    'no change': [make({ metrics: [{ overrides: [] }] }), `shop/telemetry: metrics[0].overrides is []; ${some}; leave it out where nothing is changed`],
    'a change of nothing': [changing(without(override, 'disabled', 'tagOverrides')), 'shop/telemetry: metrics[0].overrides[0] changes nothing; it must have disabled or tagOverrides'],
    'no tag of a metric': [changing({ tagOverrides: {} }), 'shop/telemetry: metrics[0].overrides[0].tagOverrides is {}; it must be at least one tag; leave it out where no tag changes'],
    'a tag of a metric without a name': [changing({ tagOverrides: { '': MetricTag.remove() } }), 'shop/telemetry: metrics[0].overrides[0].tagOverrides has a tag without a name; it must have one'],
    'a tag of a metric that says nothing': [() => MetricTag.upsert(''), 'MetricTag.upsert: expression is ""; it must be a text that is not empty'],
    'a metric without a name': [() => Metric.custom(''), 'Metric.custom: name is ""; it must be a text that is not empty'],
    'reports all the time': [make({ metrics: [{ reportingInterval: Duration.millis(0) }] }), 'shop/telemetry: metrics[0].reportingInterval is "0ms"; it must be whole milliseconds, at least 1ms'],
    'a filter that is empty': [make({ accessLogging: [{ filter: '' }] }), 'shop/telemetry: accessLogging[0].filter is ""; it must be a text that is not empty'],
    'a filter of nothing': [make({ accessLogging: [{ disabled: true, filter: 'true' }] }), 'shop/telemetry: accessLogging[0].filter is given with disabled; it must be left out: it has no effect there'],
  });
});
