import type { AuthorizationVerdict } from './authorization-verdict';
import type { HopSecurity } from './hop-security';
import type { RequestOutcome } from './request-outcome';
import type { TreatedHeaders } from './route-actions';

/** How many connections and requests a destination gets at once; what is over is refused with 503. */
export interface TreatedConnectionLimits {
  /**
   * Connections.
   *
   * @default - 2^32 - 1
   */
  readonly maxConnections?: number;

  /**
   * Requests that wait for a connection.
   *
   * @default - 2^32 - 1
   */
  readonly maxPendingRequests?: number;

  /**
   * Requests under way.
   *
   * @default - 2^32 - 1
   */
  readonly maxRequests?: number;

  /**
   * Retries under way.
   *
   * @default - 2^32 - 1
   */
  readonly maxRetries?: number;

  /**
   * Requests on one connection.
   *
   * @default - any number
   */
  readonly maxRequestsPerConnection?: number;
}

/** What becomes of a request at one of several workloads. */
export interface TreatedWorkload {
  /** The workload, as `namespace/name`. */
  readonly name: string;

  /** What becomes of the request there. */
  readonly outcome: RequestOutcome;

  /**
   * The status that a proxy answers with.
   *
   * @default - the workload answers
   */
  readonly status?: number;

  /** How the hop to it is protected. */
  readonly mutualTls: HopSecurity;

  /**
   * What policies say there.
   *
   * @default - it comes to no policy
   */
  readonly authorization?: AuthorizationVerdict;
}

/** One of the destinations that a request can go to. */
export interface TreatedDestination {
  /** The fully qualified host. */
  readonly host: string;

  /**
   * The port of the host.
   *
   * @default - it is not known
   */
  readonly port?: number;

  /**
   * The subset.
   *
   * @default - the whole host
   */
  readonly subset?: string;

  /** The share of requests, in percent. */
  readonly weight: number;

  /** What becomes of the request there. */
  readonly outcome: RequestOutcome;

  /**
   * The status that a proxy answers with.
   *
   * @default - the workload answers
   */
  readonly status?: number;

  /** The workloads behind it, as `namespace/name`, those of other origin as `address`. Empty, if there are none or if they are not known. */
  readonly workloads: string[];

  /**
   * What becomes of the request at each of them.
   *
   * @default - the same at all
   */
  readonly byWorkload?: TreatedWorkload[];

  /** How the hop to them is protected. */
  readonly mutualTls: HopSecurity;

  /**
   * What policies say there.
   *
   * @default - it comes to no policy
   */
  readonly authorization?: AuthorizationVerdict;

  /**
   * What is done to the headers of requests that go there, besides what is done to all.
   *
   * @default - nothing
   */
  readonly requestHeaders?: TreatedHeaders;

  /**
   * What is done to the headers of responses from there, besides what is done to all.
   *
   * @default - nothing
   */
  readonly responseHeaders?: TreatedHeaders;

  /**
   * Limits that a DestinationRule sets.
   *
   * @default - none
   */
  readonly connectionLimits?: TreatedConnectionLimits;

  /**
   * How requests are spread over the workloads, as Istio names it: `LEAST_REQUEST`, `ROUND_ROBIN`, `CONSISTENT_HASH`, …
   *
   * @default - there are no workloads to choose from
   */
  readonly loadBalancing?: string;

  /**
   * Whether workloads that fail are left out for some time.
   *
   * @default false
   */
  readonly outlierDetection?: boolean;
}

/** A destination that gets a copy of a request, whose response nobody waits for. */
export interface TreatedMirror {
  /** The fully qualified host. */
  readonly host: string;

  /**
   * The port of the host.
   *
   * @default - it is not known
   */
  readonly port?: number;

  /**
   * The subset.
   *
   * @default - the whole host
   */
  readonly subset?: string;

  /** The share of requests that are copied, in percent. */
  readonly percentage: number;
}
