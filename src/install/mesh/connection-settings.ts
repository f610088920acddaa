import type { Duration } from 'cdk8s';
import type { Field } from '../../model/field';
import { defined, given, type JsonObject } from '../../model/json';
import { requireAmong, requireInteger } from '../../model/require';
import { renderDuration } from '../../resources/duration';

/** What connections are like where nothing is said. */
export enum ConnectionProfile {
  /** As always. */
  SIDECAR = 'SIDECAR',
  /** For gateways, as Envoy thinks right for proxies that anybody reaches: little memory, limits of time and of streams. */
  EDGE = 'EDGE',
}

/** What is done about headers with `_` in their names. */
export enum UnderscoreHeaders {
  /** They are passed on. */
  ALLOW = 'HEADERS_WITH_UNDERSCORES_ALLOW',
  /** Their requests are answered with status 400. */
  REJECT_REQUEST = 'HEADERS_WITH_UNDERSCORES_REJECT_REQUEST',
  /** They are taken out. */
  DROP_HEADER = 'HEADERS_WITH_UNDERSCORES_DROP_HEADER',
}

/** What is done about `%2F` and `%5C` in paths. */
export enum EscapedSlashes {
  /** They stay. */
  KEEP_UNCHANGED = 'KEEP_UNCHANGED',
  /** Their requests are answered with status 400. */
  REJECT_REQUEST = 'REJECT_REQUEST',
  /** Clients are redirected to the path with slashes. */
  UNESCAPE_AND_REDIRECT = 'UNESCAPE_AND_REDIRECT',
  /** They become slashes. */
  UNESCAPE_AND_FORWARD = 'UNESCAPE_AND_FORWARD',
}

/**
 * Limits of connections that proxies take.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#ProxyConfig-ConnectionSettings
 */
export interface ConnectionSettings {
  /**
   * What holds where nothing else here is said.
   *
   * @default ConnectionProfile.SIDECAR
   */
  readonly profile?: ConnectionProfile;

  /**
   * Bytes that a connection from a client may have waiting.
   *
   * @default - as the profile says: Envoy's; 32 KiB for EDGE
   */
  readonly listenerPerConnectionBufferLimitBytes?: number;

  /**
   * Bytes that a connection to a service may have waiting.
   *
   * @default - as the profile says: Envoy's; 32 KiB for EDGE
   */
  readonly clusterPerConnectionBufferLimitBytes?: number;

  /**
   * How long a connection may be without requests.
   *
   * @default - 1 hour
   */
  readonly httpIdleTimeout?: Duration;

  /**
   * How old a connection may get.
   *
   * @default - no limit
   */
  readonly httpMaxConnectionDuration?: Duration;

  /**
   * How long requests are given that are under way when a connection is to end.
   *
   * @default - Envoy's: 5 seconds
   */
  readonly httpDrainTimeout?: Duration;

  /**
   * How long a whole request may take to come.
   *
   * @default - as the profile says: no limit; 5 minutes for EDGE
   */
  readonly httpRequestTimeout?: Duration;

  /**
   * How long the headers of a request may take to come.
   *
   * @default - no limit
   */
  readonly httpRequestHeadersTimeout?: Duration;

  /**
   * How long nothing may happen in a stream.
   *
   * @default - as the profile says: no limit; 5 minutes for EDGE
   */
  readonly httpStreamIdleTimeout?: Duration;

  /**
   * How long a request and its response may take.
   *
   * @default - no limit
   */
  readonly httpMaxStreamDuration?: Duration;

  /**
   * Streams at once of a connection of HTTP/2.
   *
   * @default - as the profile says: Envoy's; 100 for EDGE
   */
  readonly httpMaxConcurrentStreams?: number;

  /**
   * Bytes of a stream of HTTP/2 that may be under way: 65535 to 2147483647.
   *
   * @default - as the profile says: Envoy's; 64 KiB for EDGE
   */
  readonly http2InitialStreamWindowSize?: number;

  /**
   * Bytes of a connection of HTTP/2 that may be under way: 65535 to 2147483647.
   *
   * @default - as the profile says: Envoy's; 1 MiB for EDGE
   */
  readonly http2InitialConnectionWindowSize?: number;

  /**
   * What is done about headers with `_` in their names.
   *
   * @default - as the profile says: ALLOW; REJECT_REQUEST for EDGE
   */
  readonly httpHeadersWithUnderscoresAction?: UnderscoreHeaders;

  /**
   * Whether `//` in paths becomes `/`.
   *
   * @default - as `pathNormalization` says; true for EDGE
   */
  readonly httpMergeSlashes?: boolean;

  /**
   * What is done about `%2F` and `%5C` in paths.
   *
   * @default - as `pathNormalization` says; UNESCAPE_AND_REDIRECT for EDGE
   */
  readonly httpPathWithEscapedSlashesAction?: EscapedSlashes;

  /**
   * Connections at once that each port takes.
   *
   * @default - no limit
   */
  readonly listenerConnectionLimit?: number;

  /**
   * Connections at once that a proxy takes.
   *
   * @default - no limit
   */
  readonly globalDownstreamConnectionLimit?: number;
}

const INT32 = 2147483647;
const DURATIONS = [
  'httpIdleTimeout', 'httpMaxConnectionDuration', 'httpDrainTimeout', 'httpRequestTimeout', 'httpRequestHeadersTimeout', 'httpStreamIdleTimeout',
  'httpMaxStreamDuration',
] as const;
const LEAST = {
  listenerPerConnectionBufferLimitBytes: 0,
  clusterPerConnectionBufferLimitBytes: 0,
  httpMaxConcurrentStreams: 1,
  http2InitialStreamWindowSize: 65535,
  http2InitialConnectionWindowSize: 65535,
  listenerConnectionLimit: 1,
  globalDownstreamConnectionLimit: 1,
} as const;

/** The `connectionSettings`. */
export function renderConnectionSettings(settings: ConnectionSettings, field: Field): JsonObject {
  const durations = DURATIONS.map((name) => [name, given(settings[name], (duration) => renderDuration(duration, field.at(name), 0))]);
  const numbers = (Object.keys(LEAST) as Array<keyof typeof LEAST>)
    .map((name) => [name, given(settings[name], (value) => requireInteger(value, field.at(name), LEAST[name], INT32))]);
  const { profile, httpHeadersWithUnderscoresAction, httpMergeSlashes, httpPathWithEscapedSlashesAction } = settings;
  return defined({
    profile: given(profile, (value) => requireAmong(value, Object.values(ConnectionProfile), field.at('profile'))),
    ...Object.fromEntries([...durations, ...numbers]) as JsonObject,
    httpHeadersWithUnderscoresAction: given(httpHeadersWithUnderscoresAction, (value) =>
      requireAmong(value, Object.values(UnderscoreHeaders), field.at('httpHeadersWithUnderscoresAction'))),
    httpMergeSlashes,
    httpPathWithEscapedSlashesAction: given(httpPathWithEscapedSlashesAction, (value) =>
      requireAmong(value, Object.values(EscapedSlashes), field.at('httpPathWithEscapedSlashesAction'))),
  });
}
