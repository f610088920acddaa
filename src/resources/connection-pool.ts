import type { Duration } from 'cdk8s';
import { renderDuration } from './duration';
import type { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requireInteger } from '../model/require';

/** Probes that keep idle TCP connections open. */
export interface TcpKeepalive {
  /**
   * How many probes may stay without an answer.
   *
   * @default - as the operating system says (9 on Linux)
   */
  readonly probes?: number;

  /**
   * How long a connection is idle before the first probe.
   *
   * @default - as the operating system says (2 hours on Linux)
   */
  readonly time?: Duration;

  /**
   * The time between probes.
   *
   * @default - as the operating system says (75 seconds on Linux)
   */
  readonly interval?: Duration;
}

/** Limits of TCP connections to one destination; HTTP has them too. */
export interface TcpPool {
  /**
   * Connections at most. (Istio takes 0 for no limit; leave it out for that.)
   *
   * @default - no limit
   */
  readonly maxConnections?: number;

  /**
   * How long it may take to connect.
   *
   * @default - as the mesh says: 10 seconds
   */
  readonly connectTimeout?: Duration;

  /**
   * Probes that keep idle connections open.
   *
   * @default - as the mesh says: none
   */
  readonly tcpKeepalive?: TcpKeepalive;

  /**
   * How old a connection may get.
   *
   * @default - no limit
   */
  readonly maxConnectionDuration?: Duration;

  /**
   * How long a connection may be idle; 0 for no limit.
   *
   * @default - 1 hour
   */
  readonly idleTimeout?: Duration;
}

/** Whether HTTP/1.1 connections are made HTTP/2. */
export enum H2UpgradePolicy {
  /** As the mesh says. */
  DEFAULT = 'DEFAULT',
  /** They stay HTTP/1.1. */
  DO_NOT_UPGRADE = 'DO_NOT_UPGRADE',
  /** They are made HTTP/2. */
  UPGRADE = 'UPGRADE',
}

/** HTTP/2 pings. */
export interface Http2Keepalive {
  /** The time between pings. */
  readonly interval: Duration;

  /** How long an answer may take before the connection is closed. */
  readonly timeout: Duration;
}

/** Limits of HTTP requests to one destination. */
export interface HttpPool {
  /**
   * Requests that may wait for a connection; for HTTP/2 too. (Istio takes 0 for no limit.)
   *
   * @default - no limit
   */
  readonly http1MaxPendingRequests?: number;

  /**
   * Requests that may be under way at once; for HTTP/1.1 too. (Istio takes 0 for no limit.)
   *
   * @default - no limit
   */
  readonly http2MaxRequests?: number;

  /**
   * Requests after which a connection is closed; 1 switches keep-alive off, 0 is no limit.
   *
   * @default - no limit
   */
  readonly maxRequestsPerConnection?: number;

  /**
   * Retries that may be under way at once. (Istio takes 0 for no limit.)
   *
   * @default - no limit
   */
  readonly maxRetries?: number;

  /**
   * How long a connection may be without requests.
   *
   * @default - 1 hour
   */
  readonly idleTimeout?: Duration;

  /**
   * Whether HTTP/1.1 connections are made HTTP/2.
   *
   * @default - as the mesh says
   */
  readonly h2UpgradePolicy?: H2UpgradePolicy;

  /**
   * Whether the destination is spoken to in the version of HTTP that the client speaks.
   *
   * @default false
   */
  readonly useClientProtocol?: boolean;

  /**
   * Streams at most on one HTTP/2 connection. (Istio takes 0 for no limit.)
   *
   * @default - no limit
   */
  readonly maxConcurrentStreams?: number;

  /**
   * HTTP/2 pings.
   *
   * @default - none
   */
  readonly http2KeepAlive?: Http2Keepalive;
}

/**
 * How many connections and requests a destination gets from each caller: what goes beyond fails at once.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings
 */
export interface ConnectionPool {
  /**
   * Limits of connections.
   *
   * @default - none
   */
  readonly tcp?: TcpPool;

  /**
   * Limits of requests.
   *
   * @default - none
   */
  readonly http?: HttpPool;
}

/** The `connectionPool` of a traffic policy. */
export function renderConnectionPool(pool: ConnectionPool, field: Field): JsonObject {
  if (pool.tcp === undefined && pool.http === undefined) { throw field.error(pool, 'limits for tcp, http or both'); }
  return defined({
    tcp: given(pool.tcp, (tcp) => renderTcp(tcp, field.at('tcp'))),
    http: given(pool.http, (http) => renderHttp(http, field.at('http'))),
  });
}

function renderTcp(tcp: TcpPool, field: Field): JsonObject {
  return defined({
    maxConnections: given(tcp.maxConnections, (max) => requireLimit(max, field.at('maxConnections'))),
    connectTimeout: given(tcp.connectTimeout, (timeout) => renderDuration(timeout, field.at('connectTimeout'))),
    tcpKeepalive: given(tcp.tcpKeepalive, (keepalive) => renderKeepalive(keepalive, field.at('tcpKeepalive'))),
    maxConnectionDuration: given(tcp.maxConnectionDuration, (duration) => renderDuration(duration, field.at('maxConnectionDuration'))),
    idleTimeout: given(tcp.idleTimeout, (timeout) => renderDuration(timeout, field.at('idleTimeout'), 0)),
  });
}

/** The `tcpKeepalive` of connections. */
export function renderKeepalive(keepalive: TcpKeepalive, field: Field): JsonObject {
  return defined({
    probes: given(keepalive.probes, (probes) => requireInteger(probes, field.at('probes'), 1, 4294967295)),
    time: given(keepalive.time, (time) => renderDuration(time, field.at('time'))),
    interval: given(keepalive.interval, (interval) => renderDuration(interval, field.at('interval'))),
  });
}

function renderHttp(http: HttpPool, field: Field): JsonObject {
  if (http.h2UpgradePolicy === H2UpgradePolicy.UPGRADE && http.useClientProtocol === true) {
    throw field.problem(`${field.at('useClientProtocol').path} is true and ${field.at('h2UpgradePolicy').path} is UPGRADE; it must be one of them`);
  }
  return defined({
    http1MaxPendingRequests: given(http.http1MaxPendingRequests, (max) => requireLimit(max, field.at('http1MaxPendingRequests'))),
    http2MaxRequests: given(http.http2MaxRequests, (max) => requireLimit(max, field.at('http2MaxRequests'))),
    maxRequestsPerConnection: given(http.maxRequestsPerConnection, (max) =>
      requireInteger(max, field.at('maxRequestsPerConnection'), 0, 536870912)),
    maxRetries: given(http.maxRetries, (max) => requireLimit(max, field.at('maxRetries'))),
    idleTimeout: given(http.idleTimeout, (timeout) => renderDuration(timeout, field.at('idleTimeout'))),
    h2UpgradePolicy: http.h2UpgradePolicy,
    useClientProtocol: http.useClientProtocol,
    maxConcurrentStreams: given(http.maxConcurrentStreams, (max) => requireLimit(max, field.at('maxConcurrentStreams'))),
    http2KeepAlive: given(http.http2KeepAlive, (keepalive) => ({
      interval: renderDuration(keepalive.interval, field.at('http2KeepAlive').at('interval')),
      timeout: renderDuration(keepalive.timeout, field.at('http2KeepAlive').at('timeout')),
    })),
  });
}

/** Istio reads a limit of 0 as none at all, the opposite of what it says. */
function requireLimit(max: number, field: Field): number {
  return requireInteger(max, field, 1, 2147483647);
}
