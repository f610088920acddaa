import type { Duration } from 'cdk8s';
import type { Field } from '../model/field';
import { defined, entriesByName, given, inNameOrder, type JsonObject, some } from '../model/json';
import { requireAmong, requireInteger, requirePercentage, requireSome, requireText } from '../model/require';

/** The name by which traces know the workload. */
export enum TracingServiceName {
  /** The label `app` and the namespace. */
  APP_LABEL_AND_NAMESPACE = 'APP_LABEL_AND_NAMESPACE',
  /** The canonical name. */
  CANONICAL_NAME_ONLY = 'CANONICAL_NAME_ONLY',
  /** The canonical name and the namespace. */
  CANONICAL_NAME_AND_NAMESPACE = 'CANONICAL_NAME_AND_NAMESPACE',
}

/** Which of the proxy's own measures are given out, beside those that always are. */
export interface StatsMatcher {
  /**
   * Those whose names begin so.
   *
   * @default - none
   */
  readonly inclusionPrefixes?: string[];

  /**
   * Those whose names end so.
   *
   * @default - none
   */
  readonly inclusionSuffixes?: string[];

  /**
   * Those whose whole names match.
   *
   * @default - none
   */
  readonly inclusionRegexps?: string[];
}

/**
 * Settings of one proxy. They are read when the pod starts, and win over those of a ProxyConfig and of the mesh.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#ProxyConfig
 */
export interface ProxySettings {
  /**
   * Threads that work. 0 for one for each core of the machine.
   *
   * @default - as the limit of CPU says
   */
  readonly concurrency?: number;

  /**
   * Whether the containers of the application start only when the proxy is ready. A native sidecar always starts first.
   *
   * @default - as the mesh says: false
   */
  readonly holdApplicationUntilProxyStarts?: boolean;

  /**
   * How long connections are given to end before the proxy, still running, closes them. In whole seconds.
   *
   * @default - 45 seconds
   */
  readonly drainDuration?: Duration;

  /**
   * How long the proxy stays when the pod ends. In whole seconds.
   *
   * @default - 5 seconds
   */
  readonly terminationDrainDuration?: Duration;

  /**
   * Environment variables of the proxy: `{ ISTIO_META_DNS_CAPTURE: 'true' }`.
   *
   * @default - as the mesh says
   */
  readonly proxyMetadata?: { [name: string]: string };

  /**
   * Settings of Envoy's runtime.
   *
   * @default - as the mesh says
   */
  readonly runtimeValues?: { [name: string]: string };

  /**
   * The share of requests that are traced, in percent. A Telemetry that says it wins.
   *
   * @default - as the mesh says: 1
   */
  readonly tracingSampling?: number;

  /**
   * How long paths in traces are at most.
   *
   * @default - 256 characters
   */
  readonly tracingMaxPathTagLength?: number;

  /**
   * The name by which traces know the workload.
   *
   * @default - as the mesh says: TracingServiceName.APP_LABEL_AND_NAMESPACE
   */
  readonly tracingServiceName?: TracingServiceName;

  /**
   * Which of the proxy's own measures are given out.
   *
   * @default - those that Istio needs
   */
  readonly statsMatcher?: StatsMatcher;

  /**
   * Tags of Istio's metrics that are extra, beside those that Telemetries add.
   *
   * @default - none
   */
  readonly extraStatTags?: string[];

  /**
   * More fields of Istio's ProxyConfig, as Istio writes them: `{ proxyHeaders: { server: { disabled: true } } }`.
   *
   * @default - none
   */
  readonly more?: { [field: string]: unknown };
}

/** What is set once in an installation, or is not of the pod to say. */
const NOT_OF_PODS = ['binaryPath', 'configPath', 'discoveryAddress'];

/** The content of the annotation `proxy.istio.io/config`. */
export function renderProxySettings(settings: ProxySettings, field: Field): JsonObject {
  const lost = Object.keys(settings.more ?? {}).find((name) => NOT_OF_PODS.includes(name));
  if (lost !== undefined) { throw field.problem(`${field.at('more').at(lost).path} is given; it must be left out: it is the installation's to say`); }
  const all = withMore(proxyFields(settings, field), settings.more, field.at('more'));
  if (Object.keys(all).length === 0) { throw field.error(settings, 'at least one setting', 'leave it out for none'); }
  return all;
}

/** The fields of Istio's ProxyConfig that settings have properties for. */
export function proxyFields(settings: ProxySettings, field: Field): JsonObject {
  const tracing = defined({
    sampling: given(settings.tracingSampling, (share) => requirePercentage(share, field.at('tracingSampling'))),
    maxPathTagLength: given(settings.tracingMaxPathTagLength, (length) => requireInteger(length, field.at('tracingMaxPathTagLength'), 1, 4294967295)),
  });
  const { statsMatcher } = settings;
  return defined({
    concurrency: given(settings.concurrency, (threads) => requireInteger(threads, field.at('concurrency'), 0, 2147483647)),
    holdApplicationUntilProxyStarts: settings.holdApplicationUntilProxyStarts,
    drainDuration: seconds(settings.drainDuration, field.at('drainDuration')),
    terminationDrainDuration: seconds(settings.terminationDrainDuration, field.at('terminationDrainDuration')),
    proxyMetadata: given(settings.proxyMetadata, (variables) => requireTexts(variables, field.at('proxyMetadata'))),
    runtimeValues: given(settings.runtimeValues, (values) => requireTexts(values, field.at('runtimeValues'))),
    tracing: Object.keys(tracing).length === 0 ? undefined : tracing,
    tracingServiceName: given(settings.tracingServiceName, (name) =>
      requireAmong(name, Object.values(TracingServiceName), field.at('tracingServiceName'))),
    proxyStatsMatcher: given(statsMatcher, (matcher) => renderMatcher(matcher, field.at('statsMatcher'))),
    extraStatTags: given(settings.extraStatTags, (tags) =>
      requireSome(tags, field.at('extraStatTags')).map((tag, i) => requireText(tag, field.at('extraStatTags').at(i)))),
  });
}

/** The fields with those that have no property. */
export function withMore(rendered: JsonObject, more: { [field: string]: unknown } | undefined, field: Field): JsonObject {
  for (const name of Object.keys(more ?? {})) {
    if (Object.hasOwn(rendered, name)) { throw field.problem(`${field.at(name).path} is given beside the property for it; it must be one of them`); }
  }
  return { ...rendered, ...inNameOrder(more as JsonObject) };
}

function renderMatcher(matcher: StatsMatcher, field: Field): JsonObject {
  const { inclusionPrefixes = [], inclusionSuffixes = [], inclusionRegexps = [] } = matcher;
  const rendered = defined({
    inclusionPrefixes: some(inclusionPrefixes), inclusionSuffixes: some(inclusionSuffixes), inclusionRegexps: some(inclusionRegexps),
  });
  if (Object.keys(rendered).length === 0) { throw field.error(matcher, 'at least one prefix, suffix or regular expression'); }
  return rendered;
}

function requireTexts(values: { [name: string]: string }, field: Field): JsonObject {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'string') { throw field.at(name).error(value, 'a text'); }
  }
  if (Object.keys(values).length === 0) { throw field.error(values, 'at least one of them', 'leave it out for none'); }
  return Object.fromEntries(entriesByName(values));
}

function seconds(duration: Duration | undefined, field: Field): string | undefined {
  if (duration === undefined) { return undefined; }
  const milliseconds = duration.toMilliseconds({ integral: false });
  if (milliseconds <= 0 || milliseconds % 1000 !== 0) { throw field.error(`${milliseconds}ms`, 'whole seconds, at least 1s'); }
  return `${milliseconds / 1000}s`;
}
