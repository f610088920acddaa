import type { Duration } from 'cdk8s';
import { hasOutcome, isAllowed, isAnsweredWith, isDenied, isRedirectedTo, isUnauthenticated } from './expectation/answers';
import { hasTimeout, isAborted, isDelayed, isProtected, isRetried } from './expectation/hops';
import { failure, type Judgement } from './expectation/judgement';
import type { MirrorExpectation } from './expectation/mirror-expectation';
import type { RouteExpectation } from './expectation/route-expectation';
import { hasAuthority, hasPath, isMirroredTo, routesTo, takesRoute } from './expectation/routing';
import { HopSecurity } from './hop-security';
import type { RequestOutcome } from './request-outcome';
import type { Treatment } from './treatment';

/**
 * What a test expects of a request, in any test runner: what is not so throws an error that says what happens instead, which
 * route took the request, and why the ones before did not. Calls can follow each other. What the library cannot decide meets
 * no expectation.
 *
 * For jest and vitest there are matchers too: `import 'cdk8s-istio/jest'`, `import 'cdk8s-istio/vitest'`.
 */
export class RequestAssertions {
  /** @param treatment what happens to the request */
  public constructor(public readonly treatment: Treatment) {}

  /**
   * All requests, or a share of them, go to a host and arrive there.
   *
   * @param host the host, as `reviews`, `reviews.shop` or in full
   * @param expected what else is expected
   */
  public routesTo(host: string, expected: RouteExpectation = {}): RequestAssertions {
    return this.assert(routesTo(this.treatment, host, expected));
  }

  /**
   * A route of that name takes the request.
   *
   * @param name the name of the route
   */
  public takesRoute(name: string): RequestAssertions {
    return this.assert(takesRoute(this.treatment, name));
  }

  /**
   * Copies of all requests, or of a share of them, go to a host.
   *
   * @param host the host, as `reviews`, `reviews.shop` or in full
   * @param expected what else is expected
   */
  public isMirroredTo(host: string, expected: MirrorExpectation = {}): RequestAssertions {
    return this.assert(isMirroredTo(this.treatment, host, expected));
  }

  /**
   * The destination gets the request with this path.
   *
   * @param path the path, with its query
   */
  public hasPath(path: string): RequestAssertions {
    return this.assert(hasPath(this.treatment, path));
  }

  /**
   * The destination gets the request with this host.
   *
   * @param authority the host
   */
  public hasAuthority(authority: string): RequestAssertions {
    return this.assert(hasAuthority(this.treatment, authority));
  }

  /**
   * A proxy answers with a redirect.
   *
   * @param location the `location` header
   * @param status the status; any, if missing
   */
  public isRedirectedTo(location: string, status?: number): RequestAssertions {
    return this.assert(isRedirectedTo(this.treatment, location, status));
  }

  /**
   * A proxy answers by itself.
   *
   * @param status the status
   */
  public isAnsweredWith(status: number): RequestAssertions {
    return this.assert(isAnsweredWith(this.treatment, status));
  }

  /** The request reaches its destinations, all of them. */
  public isAllowed(): RequestAssertions {
    return this.assert(isAllowed(this.treatment));
  }

  /**
   * An AuthorizationPolicy denies the request, or none allows it.
   *
   * @param policy the policy that decides, as `namespace/name`; any or none, if missing
   */
  public isDenied(policy?: string): RequestAssertions {
    return this.assert(isDenied(this.treatment, policy));
  }

  /** A proxy refuses the request for its token. */
  public isUnauthenticated(): RequestAssertions {
    return this.assert(isUnauthenticated(this.treatment));
  }

  /** All hops to destinations are over mutual TLS of the mesh. */
  public isMutualTls(): RequestAssertions {
    return this.assert(isProtected(this.treatment, HopSecurity.MUTUAL_TLS));
  }

  /** All hops to destinations are in plain text. */
  public isPlainText(): RequestAssertions {
    return this.assert(isProtected(this.treatment, HopSecurity.PLAIN_TEXT));
  }

  /**
   * What becomes of the request.
   *
   * @param outcome the outcome
   */
  public hasOutcome(outcome: RequestOutcome): RequestAssertions {
    return this.assert(hasOutcome(this.treatment, outcome));
  }

  /**
   * How long the response may take, all tries together.
   *
   * @param timeout the timeout; none is expected, if missing
   */
  public hasTimeout(timeout?: Duration): RequestAssertions {
    return this.assert(hasTimeout(this.treatment, timeout));
  }

  /**
   * How often a proxy tries again.
   *
   * @param attempts the number of tries after the first
   */
  public isRetried(attempts: number): RequestAssertions {
    return this.assert(isRetried(this.treatment, attempts));
  }

  /**
   * A delay is injected.
   *
   * @param duration how long
   * @param percentage the share of requests, in percent; 100, if missing
   */
  public isDelayed(duration: Duration, percentage: number = 100): RequestAssertions {
    return this.assert(isDelayed(this.treatment, duration, percentage));
  }

  /**
   * A failure is injected.
   *
   * @param status the status
   * @param percentage the share of requests, in percent; 100, if missing
   */
  public isAborted(status: number, percentage: number = 100): RequestAssertions {
    return this.assert(isAborted(this.treatment, status, percentage));
  }

  private assert(judgement: Judgement): RequestAssertions {
    const problem = failure(this.treatment, judgement);
    if (problem !== undefined) { throw new Error(problem); }
    return this;
  }
}
