import type { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { type MeshHost, requireSameApp } from './mesh-host';
import { priorityOf, type RequestScope, requestsOf } from './requests';
import type { Treatment } from '../model/facet';
import type { Field } from '../model/field';
import { defined, given, type Json, type JsonObject } from '../model/json';
import { requireInteger } from '../model/require';
import { renderConnectionPool } from '../resources/connection-pool';
import { renderDuration } from '../resources/duration';
import { fieldOf } from '../resources/emit';
import { type OutlierDetection, renderOutlierDetection } from '../resources/outlier-detection';
import { renderRetries, type Retries } from '../resources/retries';

/**
 * Limits that keep a service from being overrun, and endpoints that fail from being asked.
 *
 * The limits are those of each caller's proxy, not of all callers together.
 */
export interface CircuitBreaker {
  /**
   * TCP connections to the service at most. HTTP/2 needs few; what does not fit waits.
   *
   * @default - no limit
   */
  readonly maxConnections?: number;

  /**
   * How long it may take to connect.
   *
   * @default - 10 seconds
   */
  readonly connectTimeout?: Duration;

  /**
   * Requests that may wait for a connection; beyond that they are answered with 503.
   *
   * @default - no limit
   */
  readonly maxPendingRequests?: number;

  /**
   * Requests that may be under way at once; beyond that they are answered with 503.
   *
   * @default - no limit
   */
  readonly maxRequests?: number;

  /**
   * Requests after which a connection is closed; 1 switches keep-alive off.
   *
   * @default - no limit
   */
  readonly maxRequestsPerConnection?: number;

  /**
   * Retries that may be under way at once.
   *
   * @default - no limit
   */
  readonly maxRetries?: number;

  /**
   * When an endpoint that fails is left out for a while.
   *
   * @default - endpoints are never left out
   */
  readonly outlierDetection?: OutlierDetection;
}

/** Properties of a ResilientService. */
export interface ResilientServiceProps extends RequestScope {
  /** The service that is called. */
  readonly service: MeshHost;

  /**
   * How long a request may take, all retries included.
   *
   * @default - no limit
   */
  readonly timeout?: Duration;

  /**
   * How often and when a request is sent again. Requests that are not idempotent should not be.
   *
   * @default - 2 times where the request surely did not arrive: connect-failure, refused-stream, unavailable, cancelled
   */
  readonly retries?: Retries;

  /**
   * Limits of connections and requests. They are the service's, whatever `requests` says.
   *
   * @default - no limits
   */
  readonly circuitBreaker?: CircuitBreaker;
}

/** Gives a service's callers a timeout, retries and a circuit breaker. */
export class ResilientService extends Construct {
  constructor(scope: Construct, id: string, props: ResilientServiceProps) {
    super(scope, id);
    const field = fieldOf(this);
    const { service, circuitBreaker } = props;
    const says = defined({
      timeout: given(props.timeout, (timeout) => renderDuration(timeout, field.at('timeout')) as Json),
      retries: given(props.retries, (retries) => renderRetries(retries, field.at('retries')) as Json),
    }) as Treatment;
    const aboutRequests = Object.keys(says).length > 0;

    if (!aboutRequests && circuitBreaker === undefined) {
      throw field.problem('none of timeout, retries and circuitBreaker is given; it must be at least one');
    }
    if (!aboutRequests && props.requests !== undefined) {
      throw field.at('requests').problem('requests is given, and circuitBreaker alone is for all requests of the service; it must be left out',
        'give a timeout or retries for those requests');
    }
    requireTriesWithinTimeout(props, field);

    if (aboutRequests) {
      service._addFacet({ owner: this, name: id, priority: priorityOf(props, field), requests: requestsOf(props, field), says: () => says });
    }
    if (circuitBreaker !== undefined) {
      requireSameApp(service, this);
      service._addPolicy({ owner: this.node.path, policy: renderCircuitBreaker(circuitBreaker, field.at('circuitBreaker')) });
    }
  }
}

/** A try that may take longer than all tries together is a mistake; that the last ones may be cut short is not. */
function requireTriesWithinTimeout({ timeout, retries }: ResilientServiceProps, field: Field): void {
  const perTry = retries?.perTryTimeout;
  if (timeout === undefined || perTry === undefined || perTry.toMilliseconds() <= timeout.toMilliseconds()) { return; }
  throw field.at('retries').at('perTryTimeout').error(renderDuration(perTry, field), `at most the timeout, ${renderDuration(timeout, field)}`);
}

/** Istio takes 0 for no limit, which is said by leaving the limit out. */
const LIMITS = ['maxConnections', 'maxPendingRequests', 'maxRequests', 'maxRequestsPerConnection', 'maxRetries'] as const;
const MAX_LIMIT = 2147483647;

function renderCircuitBreaker(breaker: CircuitBreaker, field: Field): JsonObject {
  if (Object.values(breaker).every((value) => value === undefined)) {
    throw field.error(breaker, 'a circuit breaker with at least one limit');
  }
  const { maxConnections, connectTimeout, maxPendingRequests, maxRequests, maxRequestsPerConnection, maxRetries, outlierDetection } = breaker;
  for (const name of LIMITS) {
    const limit = breaker[name];
    if (limit !== undefined) { requireInteger(limit, field.at(name), 1, MAX_LIMIT); }
  }
  if (connectTimeout !== undefined) { renderDuration(connectTimeout, field.at('connectTimeout')); }
  const tcp = defined({ maxConnections, connectTimeout });
  const http = defined({ http1MaxPendingRequests: maxPendingRequests, http2MaxRequests: maxRequests, maxRequestsPerConnection, maxRetries });
  const pool = defined({
    tcp: Object.keys(tcp).length === 0 ? undefined : tcp,
    http: Object.keys(http).length === 0 ? undefined : http,
  });
  return defined({
    connectionPool: Object.keys(pool).length === 0 ? undefined : renderConnectionPool(pool, field),
    outlierDetection: given(outlierDetection, (outlier) => renderOutlierDetection(outlier, field.at('outlierDetection'))),
  });
}
