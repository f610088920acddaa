import type { Report } from './check';
import type { Cursor } from './cursor';
import { durationProblem, goDuration } from '../model/go/durations';

/* What Istio's webhook refuses of a connection pool (`validateConnectionPool`): of a DestinationRule and of the MeshConfig's default. */

const LIMITS = [
  ['http', 'http1MaxPendingRequests'], ['http', 'http2MaxRequests'], ['http', 'maxRequestsPerConnection'], ['http', 'maxRetries'],
  ['http', 'maxConcurrentStreams'], ['tcp', 'maxConnections'],
];
const DURATIONS = [
  ['http', 'idleTimeout'], ['http', 'http2KeepAlive', 'interval'], ['http', 'http2KeepAlive', 'timeout'],
  ['tcp', 'connectTimeout'], ['tcp', 'maxConnectionDuration'], ['tcp', 'tcpKeepalive', 'time'], ['tcp', 'tcpKeepalive', 'interval'],
];

/** The names of the limits. */
export const LIMIT_FIELDS: readonly string[] = LIMITS.map(([, name]) => name);

/** The names of the durations. */
export const POOL_DURATION_FIELDS: readonly string[] = [...new Set(DURATIONS.map((path) => path[path.length - 1]))];

/** A pool without `tcp` and `http` limits nothing. */
export function* emptyPoolReports(pool: Cursor): Iterable<Report> {
  // Fields that do not exist are told as that.
  if (pool.fields !== undefined && Object.values(pool.fields).every((value) => (value ?? undefined) === undefined)) { yield pool.problem('has neither tcp nor http; it must have one of them, or be left out'); }
}

/** Limits are not negative. */
export function* poolLimitReports(pool: Cursor): Iterable<Report> {
  for (const path of LIMITS) {
    const limit = pool.at(...path);
    if (limit.number !== undefined && limit.number < 0) { yield limit.mustBe('0, for the default, or more'); }
  }
}

/** HTTP/2 is always spoken to the server, or if the client does, but not both. */
export function* poolUpgradeReports(pool: Cursor): Iterable<Report> {
  const http = pool.at('http');
  if (http.at('h2UpgradePolicy').text === 'UPGRADE' && http.at('useClientProtocol').isTrue) {
    yield http.at('useClientProtocol').problem('is true with h2UpgradePolicy UPGRADE; it must be one of them');
  }
}

/** Pings have an interval and a timeout. */
export function* keepAliveReports(pool: Cursor): Iterable<Report> {
  const keepAlive = pool.at('http', 'http2KeepAlive');
  if (keepAlive.fields === undefined) { return; }
  for (const name of ['interval', 'timeout']) {
    if (!keepAlive.at(name).given) { yield keepAlive.at(name).mustBe('given for http2KeepAlive'); }
  }
}

/** The durations of a pool that are at least a millisecond, in whole ones. */
export function poolDurations(pool: Cursor): Cursor[] {
  return pool.fields === undefined ? [] : DURATIONS.map((path) => pool.at(...path)).filter(({ text }) => text !== undefined);
}

/** A TCP connection may be idle for ever, which is 0: what is less than a millisecond counts as that. */
export function* idleTimeoutReports(pool: Cursor): Iterable<Report> {
  const idle = pool.at('tcp', 'idleTimeout');
  if (idle.text === undefined) { return; }
  const nanoseconds = goDuration(idle.text);
  if (nanoseconds !== undefined && nanoseconds / 1_000_000n === 0n) { return; }
  const allowed = durationProblem(idle.text);
  if (allowed !== undefined) { yield idle.mustBe(`${allowed}, or 0s for no limit`); }
}
