import type { Duration } from 'cdk8s';
import type { AuthorizationVerdict } from './authorization-verdict';
import type { HopSecurity } from './hop-security';
import type { RequestOutcome } from './request-outcome';
import type {
  TreatedHeaders, TreatedAbort, TreatedCors, TreatedDelay, TreatedRedirect, TreatedResponse, TreatedRetries, TreatedRewrite,
} from './route-actions';
import type { TreatedDestination, TreatedMirror } from './treated-destination';

/** What happens to a request. */
export interface Treatment {
  /** What becomes of it. */
  readonly outcome: RequestOutcome;

  /**
   * The status that the caller gets, where a proxy answers.
   *
   * @default - the destination answers, or the connection is closed
   */
  readonly status?: number;

  /**
   * The VirtualService whose route took it, as `namespace/name`.
   *
   * @default - none: the routes that Istio makes by itself
   */
  readonly virtualService?: string;

  /**
   * The name of the route, as Envoy has it.
   *
   * @default - the route has no name
   */
  readonly route?: string;

  /**
   * The place of the route in the list of the VirtualService (`http`, `tls` or `tcp`); the first is 0.
   *
   * @default - no route of a VirtualService took it
   */
  readonly routeIndex?: number;

  /** Where it goes, with the shares. Empty, if it goes nowhere. */
  readonly destinations: TreatedDestination[];

  /** Who gets a copy. */
  readonly mirrors: TreatedMirror[];

  /**
   * The path, with its query, that destinations get.
   *
   * @default - destinations get no request of HTTP
   */
  readonly path?: string;

  /**
   * The host that destinations get.
   *
   * @default - destinations get no request of HTTP
   */
  readonly authority?: string;

  /**
   * What the route rewrites.
   *
   * @default - nothing
   */
  readonly rewrite?: TreatedRewrite;

  /**
   * What is done to the headers of the request.
   *
   * @default - nothing
   */
  readonly requestHeaders?: TreatedHeaders;

  /**
   * What is done to the headers of the response.
   *
   * @default - nothing
   */
  readonly responseHeaders?: TreatedHeaders;

  /**
   * The redirect that a proxy answers with.
   *
   * @default - none
   */
  readonly redirect?: TreatedRedirect;

  /**
   * The response of the route itself.
   *
   * @default - none
   */
  readonly directResponse?: TreatedResponse;

  /**
   * A delay before the request goes on.
   *
   * @default - none
   */
  readonly delay?: TreatedDelay;

  /**
   * A failure instead of a response.
   *
   * @default - none
   */
  readonly abort?: TreatedAbort;

  /**
   * How long the response may take, all tries together.
   *
   * @default - as long as it likes
   */
  readonly timeout?: Duration;

  /**
   * How often and when it is tried again.
   *
   * @default - never
   */
  readonly retries?: TreatedRetries;

  /**
   * What is done about requests of other origins.
   *
   * @default - nothing
   */
  readonly cors?: TreatedCors;

  /**
   * What policies say: at the gateway, or alike at all destinations.
   *
   * @default - it comes to no policy, or destinations differ
   */
  readonly authorization?: AuthorizationVerdict;

  /**
   * How the hop to the destinations is protected.
   *
   * @default - there are none, or they differ
   */
  readonly mutualTls?: HopSecurity;

  /** Why the routes before did not take it, which one did, what happens then and where it can end: a sentence each. */
  readonly explanation: string[];

  /** What cannot be decided here. Empty, if all is. */
  readonly undecided: string[];
}
