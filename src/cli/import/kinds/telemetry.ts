import { policyTarget, SELECTORS } from './policy-target';
import {
  Metric, MetricTag, type MetricsOverride, type TelemetryAccessLogging, type TelemetryMetrics, type TelemetryProps, type TelemetryTracing, TracingTag,
  WorkloadMode,
} from '../../../resources';
import { call, name } from '../code';
import {
  byField, listOf, mapOf, type Members, type Node, number, oneOf, outOf, type Reader, record, text, truth, under,
} from '../reader';
import { duration } from '../values';

const workloadMode = oneOf('WorkloadMode', WorkloadMode);

const providers = listOf(byField({ name: text }));

/** The only provider of a list, where Istio takes one. */
const provider: Reader<string> = (node) => {
  const { items } = node;
  return items?.length === 1 ? byField({ name: text })(items[0]) : node.mustBe('a list with one provider');
};

const tagWithDefault = (factory: string): Reader<TracingTag> => (node) => {
  const [named, defaultValue] = [node.at('name'), node.at('defaultValue')];
  for (const key of Object.keys(node.fields ?? {})) {
    if (key !== 'name' && key !== 'defaultValue') { node.at(key)?.problem('is not a field that Istio has here'); }
  }
  if (named === undefined) { return node.mustBe('an object with a name'); }
  return call(factory, text(named), defaultValue === undefined ? undefined : text(defaultValue));
};

const tracingTag: Reader<TracingTag> = byField({
  literal: byField({ value: (node) => call('TracingTag.literal', text(node)) }),
  formatter: byField({ value: (node) => call('TracingTag.formatter', text(node)) }),
  environment: tagWithDefault('TracingTag.environment'),
  header: tagWithDefault('TracingTag.header'),
});

const tracing = record<TelemetryTracing>({
  mode: under('match', byField({ mode: workloadMode })),
  provider: under('providers', provider),
  randomSamplingPercentage: number,
  disableSpanReporting: truth,
  customTags: mapOf(tracingTag),
  enableIstioTags: truth,
  disableContextPropagation: truth,
  useRequestIdForTraceSampling: truth,
});

function metric(node: Node) {
  const [known, custom] = ['metric', 'customMetric'].map((key) => node.at('match')?.at(key));
  for (const key of Object.keys(node.at('match')?.fields ?? {})) {
    if (!['metric', 'customMetric', 'mode'].includes(key)) { node.at('match')?.at(key)?.problem('is not a field that Istio has here'); }
  }
  if (custom !== undefined) { return call<Metric>('Metric.custom', text(custom)); }
  if (known === undefined) { return undefined; }
  return typeof known.json === 'string' && Object.hasOwn(Metric, known.json) ? name<Metric>(`Metric.${known.json}`) : known.mustBe<Metric>('a metric of Istio');
}

const metricTag: Reader<MetricTag> = (node) => {
  const [operation, value] = [node.at('operation'), node.at('value')];
  if (operation?.json === 'REMOVE') { return value === undefined ? call('MetricTag.remove') : value.problem('has no effect with REMOVE'); }
  if (value === undefined) { return node.mustBe('an object with a value'); }
  return operation === undefined || operation.json === 'UPSERT' ? call('MetricTag.upsert', text(value)) : operation.mustBe('UPSERT or REMOVE');
};

const metrics = record<TelemetryMetrics>({
  providers,
  overrides: listOf(record<MetricsOverride>({
    metric: outOf(['match'], metric),
    mode: outOf(['match'], (node) => {
      const mode = node.at('match')?.at('mode');
      return mode === undefined ? undefined : workloadMode(mode);
    }),
    disabled: truth,
    tagOverrides: mapOf(metricTag),
  })),
  reportingInterval: duration,
});

export const TELEMETRY: Members<Omit<TelemetryProps, 'metadata'>> = {
  target: outOf(SELECTORS, policyTarget),
  tracing: listOf(tracing),
  metrics: listOf(metrics),
  accessLogging: listOf(record<TelemetryAccessLogging>({
    mode: under('match', byField({ mode: workloadMode })),
    providers,
    disabled: truth,
    filter: byField({ expression: text }),
  })),
};
