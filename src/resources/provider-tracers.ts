import type { Duration } from 'cdk8s';
import { renderDuration } from './duration';
import { type ProviderHeader, type ProviderService, renderProviderHeaders, renderProviderService, TAG_LENGTH } from './provider-service';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requireAmong, requireInteger, requireText } from '../model/require';

/** A service that gets traces. */
export interface TracingProvider extends ProviderService {
  /**
   * How long the paths of requests are in spans, at most.
   *
   * @default - 256 characters
   */
  readonly maxTagLength?: number;
}

/** Headers that carry a trace from one service to the next. */
export enum ZipkinContext {
  /** Those of B3. */
  USE_B3 = 'USE_B3',
  /** Those of B3, and of W3C where there are none; both are sent on. */
  USE_B3_WITH_W3C_PROPAGATION = 'USE_B3_WITH_W3C_PROPAGATION',
}

/** A service that gets traces by Zipkin's protocol. */
export interface ZipkinProvider extends TracingProvider {
  /**
   * Whether IDs of traces have 64 bits, not 128.
   *
   * @default false
   */
  readonly enable64bitTraceId?: boolean;

  /**
   * The path that spans are sent to.
   *
   * @default /api/v2/spans
   */
  readonly path?: string;

  /**
   * Headers that carry a trace.
   *
   * @default ZipkinContext.USE_B3
   */
  readonly traceContextOption?: ZipkinContext;

  /**
   * How long its answer may take.
   *
   * @default - 5 seconds
   */
  readonly timeout?: Duration;

  /**
   * Headers that it is sent.
   *
   * @default - none
   */
  readonly headers?: ProviderHeader[];
}

/** A service of SkyWalking that gets traces. */
export interface SkyWalkingProvider extends ProviderService {
  /**
   * The token that it knows proxies by. It stands in the MeshConfig in plain text.
   *
   * @default - none
   */
  readonly accessToken?: string;
}

/** How spans are sent by HTTP. */
export interface ProviderHttp {
  /** The path that they are sent to: `/v1/traces`. */
  readonly path: string;

  /**
   * How long an answer may take.
   *
   * @default - 3 seconds
   */
  readonly timeout?: Duration;

  /**
   * Headers that are sent.
   *
   * @default - none
   */
  readonly headers?: ProviderHeader[];
}

/** How spans are sent by gRPC. */
export interface ProviderGrpc {
  /**
   * How long an answer may take.
   *
   * @default - as Envoy says
   */
  readonly timeout?: Duration;

  /**
   * Metadata that is sent.
   *
   * @default - none
   */
  readonly initialMetadata?: ProviderHeader[];
}

/** The attributes by which traces know services. */
export enum ServiceAttributes {
  /** As `tracingServiceName` of the proxy says. */
  ISTIO_CANONICAL = 'ISTIO_CANONICAL',
  /** As OpenTelemetry wants them of Kubernetes: by annotations, labels and owners of pods. */
  OTEL_SEMANTIC_CONVENTIONS = 'OTEL_SEMANTIC_CONVENTIONS',
}

/** The API of Dynatrace that says how much is traced. */
export interface DynatraceApi extends ProviderService {
  /** How it is asked. */
  readonly http: ProviderHttp;
}

/** Dynatrace says how much is traced. */
export interface DynatraceSampler {
  /** The tenant, as Dynatrace's page for Istio names it. */
  readonly tenant: string;

  /** The number of the cluster, as Dynatrace's page for Istio names it. */
  readonly clusterId: number;

  /**
   * Spans in a minute while Dynatrace does not say.
   *
   * @default 1000
   */
  readonly rootSpansPerMinute?: number;

  /**
   * The API that is asked.
   *
   * @default - the provider itself, which is then reached by HTTP
   */
  readonly httpService?: DynatraceApi;
}

/** A service that gets traces by OpenTelemetry's protocol: by gRPC, unless `http` is given. */
export interface OpenTelemetryProvider extends TracingProvider {
  /**
   * Spans are sent by HTTP.
   *
   * @default - they are sent by gRPC
   */
  readonly http?: ProviderHttp;

  /**
   * How spans are sent by gRPC. Not next to `http`.
   *
   * @default - as Envoy does
   */
  readonly grpc?: ProviderGrpc;

  /**
   * Whether attributes of the resource are read from the proxy's variable `OTEL_RESOURCE_ATTRIBUTES`.
   *
   * @default false
   */
  readonly environmentResources?: boolean;

  /**
   * Whether attributes of the resource are read from Dynatrace's files.
   *
   * @default false
   */
  readonly dynatraceResources?: boolean;

  /**
   * The attributes by which traces know services.
   *
   * @default ServiceAttributes.ISTIO_CANONICAL
   */
  readonly serviceAttributeEnrichment?: ServiceAttributes;

  /**
   * Dynatrace says how much is traced.
   *
   * @default - the mesh and Telemetries do
   */
  readonly dynatraceSampler?: DynatraceSampler;
}

/** Google's Cloud Trace, Cloud Logging and Cloud Monitoring. */
export interface StackdriverProvider {
  /**
   * How long the paths of requests are in spans, at most.
   *
   * @default - 256 characters
   */
  readonly maxTagLength?: number;

  /**
   * Labels of log entries, as CEL expressions: `{ path: 'request.url_path' }`.
   *
   * @default - Istio's
   */
  readonly loggingLabels?: { [label: string]: string };
}

/** The `datadog` of a provider, and what others have of it. */
export function renderTracer(tracer: TracingProvider, field: Field): JsonObject {
  return defined({ ...renderProviderService(tracer, field), maxTagLength: renderTagLength(tracer.maxTagLength, field) });
}

/** The `zipkin` of a provider. */
export function renderZipkin(zipkin: ZipkinProvider, field: Field): JsonObject {
  const { enable64bitTraceId, path, traceContextOption, timeout, headers } = zipkin;
  return defined({
    ...renderTracer(zipkin, field),
    enable64bitTraceId,
    path: given(path, (text) => requirePath(text, field.at('path'))),
    traceContextOption: given(traceContextOption, (option) => requireAmong(option, Object.values(ZipkinContext), field.at('traceContextOption'))),
    timeout: given(timeout, (duration) => renderDuration(duration, field.at('timeout'))),
    headers: given(headers, (all) => renderProviderHeaders(all, field.at('headers'))),
  });
}

/** The `opentelemetry` of a provider. */
export function renderOpenTelemetry(tracer: OpenTelemetryProvider, field: Field): JsonObject {
  const { http, grpc, environmentResources, dynatraceResources, dynatraceSampler } = tracer;
  if (http !== undefined && grpc !== undefined) { throw field.problem('http and grpc are given; it must be one of them'); }
  const resourceDetectors = defined({ environment: detector(environmentResources), dynatrace: detector(dynatraceResources) });
  return defined({
    ...renderTracer(tracer, field),
    http: given(http, (how) => renderHttp(how, field.at('http'))),
    grpc: given(grpc, ({ timeout, initialMetadata }) => defined({
      timeout: given(timeout, (duration) => renderDuration(duration, field.at('grpc').at('timeout'))),
      initialMetadata: given(initialMetadata, (all) => renderProviderHeaders(all, field.at('grpc').at('initialMetadata'))),
    })),
    resourceDetectors: Object.keys(resourceDetectors).length === 0 ? undefined : resourceDetectors,
    serviceAttributeEnrichment: given(tracer.serviceAttributeEnrichment, (attributes) =>
      requireAmong(attributes, Object.values(ServiceAttributes), field.at('serviceAttributeEnrichment'))),
    dynatraceSampler: given(dynatraceSampler, (sampler) => renderSampler(sampler, http !== undefined, field.at('dynatraceSampler'))),
  });
}

/** The `skywalking` of a provider. */
export function renderSkyWalking(tracer: SkyWalkingProvider, field: Field): JsonObject {
  return defined({ ...renderProviderService(tracer, field), accessToken: tracer.accessToken });
}

/** The `stackdriver` of a provider. */
export function renderStackdriver({ maxTagLength, loggingLabels }: StackdriverProvider, field: Field): JsonObject {
  return defined({ maxTagLength: renderTagLength(maxTagLength, field), logging: given(loggingLabels, (labels) => ({ labels: { ...labels } })) });
}

function renderTagLength(length: number | undefined, field: Field): number | undefined {
  return given(length, (most) => requireInteger(most, field.at('maxTagLength'), TAG_LENGTH.least, TAG_LENGTH.most));
}

function detector(on: boolean | undefined): JsonObject | undefined {
  return on === true ? {} : undefined;
}

function renderHttp({ path, timeout, headers }: ProviderHttp, field: Field): JsonObject {
  return defined({
    path: requirePath(path, field.at('path')),
    timeout: given(timeout, (duration) => renderDuration(duration, field.at('timeout'))),
    headers: given(headers, (all) => renderProviderHeaders(all, field.at('headers'))),
  });
}

function renderSampler({ tenant, clusterId, rootSpansPerMinute, httpService }: DynatraceSampler, byHttp: boolean, field: Field): JsonObject {
  if (httpService === undefined && !byHttp) { throw field.at('httpService').error(undefined, 'given, unless the provider has http'); }
  return defined({
    tenant: requireText(tenant, field.at('tenant')),
    clusterId: requireInteger(clusterId, field.at('clusterId'), -2147483648, 2147483647),
    rootSpansPerMinute: given(rootSpansPerMinute, (spans) => requireInteger(spans, field.at('rootSpansPerMinute'), 1, TAG_LENGTH.most)),
    httpService: given(httpService, (api) => ({
      ...renderProviderService(api, field.at('httpService')), http: renderHttp(api.http, field.at('httpService').at('http')),
    })),
  });
}

function requirePath(path: string, field: Field): string {
  if (requireText(path, field).startsWith('/')) { return path; }
  throw field.error(path, 'a path that starts with "/"');
}
