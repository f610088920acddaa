import { type ProviderService, renderProviderService } from './provider-service';
import { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requireText } from '../model/require';

/**
 * What a line of an access log looks like, in Envoy's words: `%RESPONSE_CODE%`.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage
 */
export class AccessLogFormat {
  /** A text. Istio ends it with a newline. */
  public static text(format: string): AccessLogFormat {
    return new AccessLogFormat({ text: requireText(format, new Field('AccessLogFormat.text').at('format')) });
  }

  /** An object of JSON. Without members, as Istio writes it: all that its text has. */
  public static json(labels: { [key: string]: unknown } = {}): AccessLogFormat {
    return new AccessLogFormat({ labels: { ...labels } as JsonObject });
  }

  private constructor(private readonly format: JsonObject) {}

  /** @internal */
  public _render(): JsonObject {
    return { ...this.format };
  }
}

/** An access log that proxies write to a file. */
export interface FileAccessLog {
  /**
   * Its path: `/dev/stdout`, `/dev/stderr` or a file in the proxy's container.
   *
   * @default /dev/stdout
   */
  readonly path?: string;

  /**
   * What its lines look like.
   *
   * @default - Istio's text, or what `accessLogFormat` and `accessLogEncoding` of the mesh say
   */
  readonly format?: AccessLogFormat;

  /**
   * Whether values that are missing are left out, instead of written as `-` or `null`.
   *
   * @default false
   */
  readonly omitEmptyValues?: boolean;
}

/** A service of Envoy's gRPC protocol for access logs that gets entries of TCP connections. */
export interface TcpAccessLogService extends ProviderService {
  /**
   * The name of the log.
   *
   * @default - `tcp_envoy_accesslog` and `listener_envoy_accesslog`; of HTTP `http_envoy_accesslog`
   */
  readonly logName?: string;

  /**
   * Objects of Envoy's filter state that entries have.
   *
   * @default - none
   */
  readonly filterStateObjectsToLog?: string[];
}

/** A service of Envoy's gRPC protocol for access logs that gets entries of HTTP requests. */
export interface HttpAccessLogService extends TcpAccessLogService {
  /**
   * Headers of requests that entries have.
   *
   * @default - none
   */
  readonly additionalRequestHeadersToLog?: string[];

  /**
   * Headers of responses that entries have.
   *
   * @default - none
   */
  readonly additionalResponseHeadersToLog?: string[];

  /**
   * Trailers of responses that entries have.
   *
   * @default - none
   */
  readonly additionalResponseTrailersToLog?: string[];
}

/** A service of OpenTelemetry that gets access logs by gRPC. */
export interface OpenTelemetryAccessLog extends ProviderService {
  /**
   * The name of the log.
   *
   * @default otel_envoy_accesslog
   */
  readonly logName?: string;

  /**
   * The body of entries, in Envoy's words.
   *
   * @default - Istio's text
   */
  readonly text?: string;

  /**
   * Attributes of entries, in Envoy's words: `{ status: '%RESPONSE_CODE%' }`.
   *
   * @default - none
   */
  readonly labels?: { [attribute: string]: unknown };
}

/** The `envoyFileAccessLog` of a provider. */
export function renderFileLog({ path, format, omitEmptyValues }: FileAccessLog, field: Field): JsonObject {
  return defined({ path: given(path, (text) => requireText(text, field.at('path'))), logFormat: format?._render(), omitEmptyValues });
}

/** The `envoyTcpAls` of a provider. */
export function renderTcpLog(log: TcpAccessLogService, field: Field): JsonObject {
  return defined({
    ...renderProviderService(log, field),
    logName: given(log.logName, (name) => requireText(name, field.at('logName'))),
    filterStateObjectsToLog: log.filterStateObjectsToLog,
  });
}

/** The `envoyHttpAls` of a provider. */
export function renderHttpLog(log: HttpAccessLogService, field: Field): JsonObject {
  return defined({
    ...renderTcpLog(log, field),
    additionalRequestHeadersToLog: log.additionalRequestHeadersToLog,
    additionalResponseHeadersToLog: log.additionalResponseHeadersToLog,
    additionalResponseTrailersToLog: log.additionalResponseTrailersToLog,
  });
}

/** The `envoyOtelAls` of a provider. */
export function renderOpenTelemetryLog({ logName, text, labels, ...service }: OpenTelemetryAccessLog, field: Field): JsonObject {
  return defined({
    ...renderProviderService(service, field),
    logName: given(logName, (name) => requireText(name, field.at('logName'))),
    logFormat: text === undefined && labels === undefined ? undefined : defined({ text, labels: labels as JsonObject | undefined }),
  });
}
