import { type GrpcAuthorizer, type HttpAuthorizer, renderGrpcAuthorizer, renderHttpAuthorizer } from './provider-authorizers';
import {
  type FileAccessLog, type HttpAccessLogService, type OpenTelemetryAccessLog, renderFileLog, renderHttpLog, renderOpenTelemetryLog,
  renderTcpLog, type TcpAccessLogService,
} from './provider-logs';
import { type ProviderService, renderProviderService } from './provider-service';
import {
  type OpenTelemetryProvider, renderOpenTelemetry, renderSkyWalking, renderStackdriver, renderTracer, renderZipkin, type SkyWalkingProvider,
  type StackdriverProvider, type TracingProvider, type ZipkinProvider,
} from './provider-tracers';
import { Field } from '../model/field';
import type { JsonObject } from '../model/json';
import { requireText } from '../model/require';

/**
 * A service that proxies ask, or tell: who decides on requests, or gets traces, logs and metrics. The MeshConfig of an
 * installation lists them, and policies name them, by `provider.name`.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig-ExtensionProvider
 */
export class ExtensionProvider {
  /** Decides by HTTP who may do what. For `AuthorizationAction.customBy`. */
  public static envoyExtAuthzHttp(name: string, authorizer: HttpAuthorizer): ExtensionProvider {
    return make(name, 'envoyExtAuthzHttp', (field) => renderHttpAuthorizer(authorizer, field));
  }

  /** Decides by gRPC who may do what. For `AuthorizationAction.customBy`. */
  public static envoyExtAuthzGrpc(name: string, authorizer: GrpcAuthorizer): ExtensionProvider {
    return make(name, 'envoyExtAuthzGrpc', (field) => renderGrpcAuthorizer(authorizer, field));
  }

  /** Gets traces by Zipkin's protocol. */
  public static zipkin(name: string, tracer: ZipkinProvider): ExtensionProvider {
    return make(name, 'zipkin', (field) => renderZipkin(tracer, field));
  }

  /** Gets traces by Datadog's protocol: the agent. */
  public static datadog(name: string, tracer: TracingProvider): ExtensionProvider {
    return make(name, 'datadog', (field) => renderTracer(tracer, field));
  }

  /** Gets traces by SkyWalking's protocol. */
  public static skywalking(name: string, tracer: SkyWalkingProvider): ExtensionProvider {
    return make(name, 'skywalking', (field) => renderSkyWalking(tracer, field));
  }

  /** Gets traces by OpenTelemetry's protocol: a collector, or Jaeger. */
  public static opentelemetry(name: string, tracer: OpenTelemetryProvider): ExtensionProvider {
    return make(name, 'opentelemetry', (field) => renderOpenTelemetry(tracer, field));
  }

  /** Google's Cloud Trace, Cloud Logging and Cloud Monitoring. */
  public static stackdriver(name: string, settings: StackdriverProvider = {}): ExtensionProvider {
    return make(name, 'stackdriver', (field) => renderStackdriver(settings, field));
  }

  /** Metrics that Prometheus asks the proxies for. Each mesh has one, named `prometheus`, without being told. */
  public static prometheus(name: string): ExtensionProvider {
    return make(name, 'prometheus', () => ({}));
  }

  /** Access logs in a file. Each mesh has one, named `envoy`, without being told. */
  public static envoyFileAccessLog(name: string, log: FileAccessLog = {}): ExtensionProvider {
    return make(name, 'envoyFileAccessLog', (field) => renderFileLog(log, field));
  }

  /** Gets access logs of HTTP by Envoy's gRPC protocol. */
  public static envoyHttpAls(name: string, log: HttpAccessLogService): ExtensionProvider {
    return make(name, 'envoyHttpAls', (field) => renderHttpLog(log, field));
  }

  /** Gets access logs of TCP by Envoy's gRPC protocol. */
  public static envoyTcpAls(name: string, log: TcpAccessLogService): ExtensionProvider {
    return make(name, 'envoyTcpAls', (field) => renderTcpLog(log, field));
  }

  /** Gets access logs by OpenTelemetry's protocol. */
  public static envoyOtelAls(name: string, log: OpenTelemetryAccessLog): ExtensionProvider {
    return make(name, 'envoyOtelAls', (field) => renderOpenTelemetryLog(log, field));
  }

  /** Gives gateways certificates that are not in Secrets: those whose `credentialName` begins with `sds://`. Istio takes the first only. */
  public static sds(name: string, service: ProviderService): ExtensionProvider {
    return make(name, 'sds', (field) => ({ name, ...renderProviderService(service, field) }));
  }

  /** A provider of a type that has no name here, as Istio writes it: `of('old', 'opencensus', { service, port })`. */
  public static of(name: string, type: string, settings: { [field: string]: unknown }): ExtensionProvider {
    const field = new Field('ExtensionProvider.of');
    requireText(type, field.at('type'));
    return new ExtensionProvider(requireText(name, field.at('name')), type, settings as JsonObject);
  }

  private constructor(
    /** Its name, by which policies refer to it. */
    public readonly name: string,
    private readonly type: string,
    private readonly settings: JsonObject,
  ) {}

  /**
   * Whether it decides on requests.
   *
   * @internal
   */
  public get _authorizes(): boolean {
    return this.type.startsWith('envoyExtAuthz');
  }

  /** @internal */
  public _render(): JsonObject {
    return { name: this.name, [this.type]: { ...this.settings } };
  }
}

function make(name: string, type: Exclude<keyof typeof ExtensionProvider, 'of' | 'prototype'>, settings: (field: Field) => JsonObject): ExtensionProvider {
  const field = new Field(`ExtensionProvider.${type}`);
  return ExtensionProvider.of(requireText(name, field.at('name')), type, settings(field));
}
