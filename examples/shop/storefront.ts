import { type App, Duration } from 'cdk8s';
import type { Edge } from './edge';
import type { Platform } from './platform';
import { Team } from './team';
import {
  AbTest, Caller, CanaryRelease, DarkLaunch, FaultAbort, FaultInjection, type MeshService, MirroredService, RateLimit, RateLimitKey, RequestMatch,
  RequestTransform, ResilientService, ResponseBody, RetryOn, ServiceAccess, StringMatch, VirtualMachine,
} from 'cdk8s-istio';

/** What customers look at. */
export class Storefront extends Team {
  public readonly frontend: MeshService;
  public readonly search: MeshService;
  public readonly recommendations: MeshService;

  constructor(app: App, platform: Platform, edge: Edge) {
    super(app, 'storefront');
    this.frontend = this.frontendFor(edge);
    this.search = this.searchWith(platform);
    this.recommendations = this.recommendationsBeside();
    const reviews = this.reviews();
    this.ratings(reviews);
  }

  /** Those who were put into the group get the new layout; what has moved is told. */
  private frontendFor(edge: Edge): MeshService {
    const service = this.part('frontend', { versions: ['v1', 'v2'], callers: [edge.customers] });
    new AbTest(this, 'layout', {
      service,
      control: service.version('v1'),
      variants: [{ version: service.version('v2'), requests: [RequestMatch.cookie('layout', StringMatch.exact('grid'))] }],
    });
    new ResilientService(this, 'frontend-patience', { service, timeout: Duration.seconds(10) });
    new RequestTransform(this, 'gone', {
      service,
      requests: [RequestMatch.path(StringMatch.prefix('/flash-sale'))],
      directResponse: { status: 410, body: ResponseBody.text('the sale is over') },
    });
    edge.expose(service);
    return service;
  }

  /** All pods together let a user search a hundred times an hour. */
  private searchWith({ counter, limits }: Platform): MeshService {
    const service = this.part('search', { versions: ['list', 'map'], callers: [Caller.service(this.frontend)], calls: [counter] });
    new AbTest(this, 'search-view', {
      service,
      control: service.version('list'),
      variants: [{ version: service.version('map'), requests: [RequestMatch.query('view', StringMatch.exact('map'))] }],
    });
    new RateLimit(this, 'search-limit', {
      service, requests: 100, per: Duration.hours(1), each: [RateLimitKey.header('x-user')], countedBy: limits,
    });
    // Who is counted may call who counts.
    new ServiceAccess(this, 'ratelimit-access', { service: counter, allow: [{ callers: [Caller.service(service)] }] });
    return service;
  }

  /** The next version works on copies, and its team may look at it. The page must do without it. */
  private recommendationsBeside(): MeshService {
    const service = this.part('recommendations', { versions: ['v1', 'v2'], callers: [Caller.service(this.frontend)] });
    new DarkLaunch(this, 'recommendations-next', {
      service,
      live: service.version('v1'),
      dark: service.version('v2'),
      requests: [RequestMatch.header('x-team', StringMatch.exact('recommendations'))],
    });
    new MirroredService(this, 'recommendations-shadow', { service, mirrors: [{ to: service.version('v2'), percentage: 10 }] });
    new FaultInjection(this, 'recommendations-off', {
      service, requests: [RequestMatch.header('x-chaos', StringMatch.exact('recommendations'))], abort: FaultAbort.http(503, { percentage: 100 }),
    });
    return service;
  }

  private reviews(): MeshService {
    const service = this.part('reviews', { versions: ['v1', 'v2'], callers: [Caller.service(this.frontend)] });
    new CanaryRelease(this, 'reviews-canary', { service, stable: service.version('v1'), canary: service.version('v2'), weight: 25 });
    new ResilientService(this, 'reviews-resilience', {
      service,
      timeout: Duration.seconds(3),
      retries: { attempts: 2, perTryTimeout: Duration.seconds(1), on: [RetryOn.FIVE_XX, RetryOn.RESET] },
      circuitBreaker: { maxConnections: 100, outlierDetection: { consecutive5xxErrors: 5, maxEjectionPercent: 50 } },
    });
    return service;
  }

  /** On its way from a machine into the cluster: v1 is there, v2 here. */
  private ratings(reviews: MeshService): void {
    const service = this.part('ratings', { versions: ['v2'], callers: [Caller.service(reviews)] });
    const onMachine = service.version('v1');
    new VirtualMachine(this, 'ratings-vm', { service, version: onMachine, address: '10.20.0.11', ports: { http: 8080 } });
    new CanaryRelease(this, 'ratings-move', { service, stable: onMachine, canary: service.version('v2'), weight: 10 });
  }
}
