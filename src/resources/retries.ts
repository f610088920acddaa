import type { Duration } from 'cdk8s';
import { renderDuration } from './duration';
import { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requireInteger } from '../model/require';

/** The statuses that have a text in HTTP: Istio's webhook refuses others. */
const KNOWN_STATUSES: ReadonlySet<number> = new Set([
  100, 101, 102, 103, 200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 305, 307, 308,
  400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418,
  421, 422, 423, 424, 425, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511,
]);

/**
 * When a request is retried.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-retry-on
 */
export class RetryOn {
  /** Any 5xx response, or none at all. */
  public static readonly FIVE_XX = new RetryOn('5xx');
  /** A response of 502, 503 or 504. */
  public static readonly GATEWAY_ERROR = new RetryOn('gateway-error');
  /** No response: disconnect, reset or timeout. */
  public static readonly RESET = new RetryOn('reset');
  /** A reset before anything of the request was sent. */
  public static readonly RESET_BEFORE_REQUEST = new RetryOn('reset-before-request');
  /** The connection could not be made. */
  public static readonly CONNECT_FAILURE = new RetryOn('connect-failure');
  /** The destination's rate limiter refused the request (`x-envoy-ratelimited`). */
  public static readonly ENVOY_RATELIMITED = new RetryOn('envoy-ratelimited');
  /** A response of 409. */
  public static readonly RETRIABLE_4XX = new RetryOn('retriable-4xx');
  /** The destination refused the stream: the request is safe to send again. */
  public static readonly REFUSED_STREAM = new RetryOn('refused-stream');
  /** A response with a status that the request or an EnvoyFilter names. */
  public static readonly RETRIABLE_STATUS_CODES = new RetryOn('retriable-status-codes');
  /** A response with a header that the request or an EnvoyFilter names. */
  public static readonly RETRIABLE_HEADERS = new RetryOn('retriable-headers');
  /** An HTTP/3 connection that fails after it was made. */
  public static readonly HTTP3_POST_CONNECT_FAILURE = new RetryOn('http3-post-connect-failure');
  /** gRPC status CANCELLED. */
  public static readonly CANCELLED = new RetryOn('cancelled');
  /** gRPC status DEADLINE_EXCEEDED. */
  public static readonly DEADLINE_EXCEEDED = new RetryOn('deadline-exceeded');
  /** gRPC status INTERNAL. */
  public static readonly INTERNAL = new RetryOn('internal');
  /** gRPC status RESOURCE_EXHAUSTED. */
  public static readonly RESOURCE_EXHAUSTED = new RetryOn('resource-exhausted');
  /** gRPC status UNAVAILABLE. */
  public static readonly UNAVAILABLE = new RetryOn('unavailable');

  /** A response of the destination with this status. */
  public static status(code: number): RetryOn {
    if (!KNOWN_STATUSES.has(code)) { throw new Field('RetryOn.status').at('code').error(code, 'a status that HTTP defines (503)'); }
    return new RetryOn(String(code));
  }

  /** A condition that has no name here. */
  public static of(text: string): RetryOn {
    if (!/^[A-Za-z0-9-]+$/.test(text)) { throw new Field('RetryOn.of').at('text').error(text, 'one condition: letters, digits and "-"'); }
    return new RetryOn(text);
  }

  private constructor(private readonly text: string) {}

  /** The condition as Istio spells it. */
  public toString(): string {
    return this.text;
  }
}

/**
 * How often and when a request is sent again.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry
 */
export interface Retries {
  /** How often at most, after the first try. 0 switches retries off. */
  readonly attempts: number;

  /**
   * How long one try may take.
   *
   * @default - as long as the route's timeout
   */
  readonly perTryTimeout?: Duration;

  /**
   * What is retried. Empty: as by default.
   *
   * @default - connect-failure, refused-stream, unavailable and cancelled
   */
  readonly on?: RetryOn[];

  /**
   * Whether a retry may go to another locality.
   *
   * @default - as the locality settings of the destination say
   */
  readonly retryRemoteLocalities?: boolean;

  /**
   * Whether a retry prefers endpoints that were not tried yet.
   *
   * @default true
   */
  readonly retryIgnorePreviousHosts?: boolean;

  /**
   * The shortest wait before a retry; it grows with each.
   *
   * @default - 25 milliseconds
   */
  readonly backoff?: Duration;
}

/** The `retries` of a route. */
export function renderRetries(retries: Retries, field: Field): JsonObject {
  requireInteger(retries.attempts, field.at('attempts'), 0);
  if (retries.attempts === 0) {
    const more = (['perTryTimeout', 'on', 'retryRemoteLocalities'] as const).find((name) => retries[name] !== undefined);
    if (more !== undefined) {
      throw field.problem(`${field.at(more).path} is given with attempts 0, which switches retries off; it must be left out`);
    }
  }
  return defined({
    attempts: retries.attempts,
    perTryTimeout: given(retries.perTryTimeout, (timeout) => renderDuration(timeout, field.at('perTryTimeout'))),
    retryOn: given(retries.on, (on) => on.length === 0 ? undefined : on.join(',')),
    retryRemoteLocalities: retries.retryRemoteLocalities,
    retryIgnorePreviousHosts: retries.retryIgnorePreviousHosts,
    backoff: given(retries.backoff, (backoff) => renderDuration(backoff, field.at('backoff'))),
  });
}
