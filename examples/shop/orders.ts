import { Duration } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Checkout } from './checkout';
import type { Edge } from './edge';
import type { Platform } from './platform';
import type { Storefront } from './storefront';
import {
  Caller, CanaryRelease, FaultInjection, JwtAuthentication, type MeshService, MeshTelemetry, MirroredService, RateLimit, RateLimitKey, RequestMatch,
  RequestTransform, ResilientService, RetryOn, ServiceAccess, SidecarSettings, StringMatch,
} from 'cdk8s-istio';

const PREFIX = '/api/orders/';
const PLACING = [RequestMatch.method('POST')];
const READING = [RequestMatch.method('GET')];

/** All that is said of orders: each of it in a construct of its own, all of it in one VirtualService for mesh and gateway each. */
export function sayOfOrders(
  team: Checkout, service: MeshService, pods: IConstruct[],
  { platform, edge, storefront }: { platform: Platform; edge: Edge; storefront: Storefront },
): void {
  // One of ten requests gets the new version.
  new CanaryRelease(team, 'orders-canary', { service, stable: service.version('v1'), canary: service.version('v2'), weight: 10 });

  // Whatever is ordered is looked at by audit, too.
  new MirroredService(team, 'orders-audit', { service, requests: PLACING, mirrors: [{ to: platform.audit }] });

  // What is read may be read again; what is placed may not be placed twice.
  new ResilientService(team, 'reading-orders', {
    service,
    requests: READING,
    timeout: Duration.seconds(5),
    retries: { attempts: 2, perTryTimeout: Duration.seconds(2), on: [RetryOn.FIVE_XX, RetryOn.RESET] },
  });
  new ResilientService(team, 'placing-orders', {
    service,
    requests: PLACING,
    timeout: Duration.seconds(20),
    retries: { attempts: 0 },
    circuitBreaker: { maxConnections: 200, maxPendingRequests: 100, outlierDetection: { consecutive5xxErrors: 10, maxEjectionPercent: 50 } },
  });

  // A tester finds out what slow orders do to the page.
  new FaultInjection(team, 'orders-slow-for-tester', {
    service, requests: [RequestMatch.header('end-user', StringMatch.exact('tester'))], delay: { duration: Duration.seconds(2), percentage: 100 },
  });

  // Clients know orders below /api; the service does not, and tells nobody what it runs on.
  new RequestTransform(team, 'orders-paths', { service, requests: [RequestMatch.path(StringMatch.prefix(PREFIX))], rewrite: { uri: '/orders/' } });
  new RequestTransform(team, 'orders-headers', {
    service, headers: { request: { set: { 'x-shop': 'main' } }, response: { remove: ['x-powered-by'], set: { 'x-served-by': 'orders' } } },
  });

  // A customer places few orders an hour.
  new RateLimit(team, 'orders-limit', {
    service, matching: PLACING, requests: 10, per: Duration.hours(1), each: [RateLimitKey.claim('sub')], response: { retryAfter: true },
  });

  // Customers and the frontend, with paths; the checkout, with anything. All with the customer's token.
  new ServiceAccess(team, 'orders-access', {
    service,
    allow: [
      { callers: [edge.customers, Caller.service(storefront.frontend)], methods: ['GET', 'POST'], paths: ['/orders/*'] },
      { callers: [Caller.service(team.checkout)] },
    ],
  });
  new JwtAuthentication(team, 'orders-token', {
    service,
    issuer: 'https://accounts.example.com',
    jwksUri: 'https://accounts.example.com/jwks.json',
    required: true,
    exempt: [RequestMatch.path(StringMatch.exact('/orders/health'))],
    ports: [8080],
  });

  // What is placed is written down and traced.
  new MeshTelemetry(team, 'orders-telemetry', {
    service, tracing: { samplingPercentage: 100 }, accessLog: { filter: 'request.method == "POST" || response.code >= 400' },
  });

  new SidecarSettings(team, 'orders-sidecars', {
    workloads: pods,
    resources: { requests: { cpu: '250m', memory: '256Mi' }, limits: { cpu: '2', memory: '512Mi' } },
    proxy: { holdApplicationUntilProxyStarts: true, terminationDrainDuration: Duration.seconds(30) },
  });

  edge.expose(service, PREFIX);
}
