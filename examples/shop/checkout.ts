import { type App, Duration } from 'cdk8s';
import { versionedDeployments } from '../workloads';
import type { Edge } from './edge';
import { sayOfOrders } from './orders';
import type { Platform } from './platform';
import type { Storefront } from './storefront';
import { Team } from './team';
import {
  ArgoRolloutsCanary, BlueGreenRelease, Caller, CanaryRelease, DarkLaunch, ExternalService, FaultAbort, FaultInjection, FlaggerCanary, HashKey,
  LiveColor, LoadBalancing, MeshService, Protocol, RequestMatch, ResilientService, RetryOn, ServiceAccess, StringMatch,
} from 'cdk8s-istio';

/** From the cart to the money. */
export class Checkout extends Team {
  public readonly cart: MeshService;
  public readonly checkout: MeshService;
  public readonly orders: MeshService;

  constructor(app: App, platform: Platform, edge: Edge, storefront: Storefront) {
    super(app, 'checkout');
    const shipping = this.shipping();
    this.cart = this.cartFor(storefront);
    this.checkout = this.checkoutFor(edge, storefront, shipping);
    this.orders = this.part('orders', { versions: ['v1', 'v2'] });
    sayOfOrders(this, this.orders, this.deployments(this.orders, 'v1', 'v2'), { platform, edge, storefront });
    const payments = this.payments(platform);
    this.tax();
    this.ledger(payments);
  }

  /** Customers stay with their pod. The switch from blue to green is one word. */
  private cartFor(storefront: Storefront): MeshService {
    const service = this.part('cart', {
      versions: ['blue', 'green'],
      callers: [Caller.service(storefront.frontend)],
      trafficPolicy: { loadBalancer: LoadBalancing.consistentHash(HashKey.cookie('cart', { ttl: Duration.hours(1) })) },
    });
    new BlueGreenRelease(this, 'cart-release', {
      service,
      blue: service.version('blue'),
      green: service.version('green'),
      live: LiveColor.BLUE,
      preview: [RequestMatch.header('x-preview', StringMatch.present())],
    });
    return service;
  }

  /** The next checkout is there for its team only. */
  private checkoutFor(edge: Edge, storefront: Storefront, shipping: MeshService): MeshService {
    const service = this.part('checkout', {
      versions: ['v1', 'v2'], callers: [edge.customers, Caller.service(storefront.frontend), Caller.service(this.cart)], calls: [shipping],
    });
    new DarkLaunch(this, 'checkout-next', {
      service,
      live: service.version('v1'),
      dark: service.version('v2'),
      requests: [RequestMatch.header('x-team', StringMatch.exact('checkout'))],
    });
    new ResilientService(this, 'checkout-patience', { service, timeout: Duration.seconds(30), circuitBreaker: { maxPendingRequests: 100 } });
    edge.expose(service, '/api/checkout/');
    return service;
  }

  /** Money is asked for outside: plain HTTP to the way out, and TLS from there. Only payments may. */
  private payments(platform: Platform): MeshService {
    const api = new ExternalService(this, 'payments-api', {
      hosts: ['api.payments.example.com'],
      ports: [{ name: 'http', number: 80, protocol: Protocol.HTTP }],
      tlsOrigination: {},
      egressGateway: platform.egress,
    });
    new ResilientService(this, 'payments-api-patience', {
      service: api,
      timeout: Duration.seconds(8),
      retries: { attempts: 2, perTryTimeout: Duration.seconds(3), on: [RetryOn.CONNECT_FAILURE, RetryOn.REFUSED_STREAM] },
    });
    new FaultInjection(this, 'payments-api-down-for-tester', {
      service: api, requests: [RequestMatch.header('end-user', StringMatch.exact('tester'))], abort: FaultAbort.http(503, { percentage: 100 }),
    });
    return this.part('payments', { callers: [Caller.service(this.checkout)], calls: [api] });
  }

  /** Argo Rollouts takes its releases from step to step. */
  private tax(): void {
    const service = this.part('tax', { callers: [Caller.service(this.checkout), Caller.service(this.cart)] });
    new ArgoRolloutsCanary(this, 'tax-rollout', {
      service, deployment: 'tax-v1', steps: [{ weight: 10, pause: Duration.minutes(30) }, { weight: 50, pause: Duration.hours(1) }, { weight: 100 }],
    });
    new ResilientService(this, 'tax-patience', { service, timeout: Duration.seconds(2) });
  }

  /** Flagger does so here. It makes the Service, and labels the pods anew, so that no policy can select them by `app`. */
  private shipping(): MeshService {
    versionedDeployments(this, { name: 'shipping', versions: { v1: 'example/shipping:v1' }, port: 8080, serviceAccount: 'shop-shipping' });
    const service = new MeshService(this, 'shipping', { name: 'shipping', ports: [{ name: 'http', number: 8080 }], serviceAccount: 'shop-shipping' });
    new FlaggerCanary(this, 'shipping-canary', { service, deployment: 'shipping-v1', port: 8080, steps: [{ weight: 10 }, { weight: 50 }] });
    new ResilientService(this, 'shipping-patience', { service, timeout: Duration.seconds(5) });
    return service;
  }

  /** Its protocol is not HTTP: versions share connections, and callers are told by their identity alone. */
  private ledger(payments: MeshService): void {
    const service = this.part('ledger', { versions: ['v1', 'v2'], port: { name: 'tcp-sql', number: 5432 } });
    new CanaryRelease(this, 'ledger-canary', { service, stable: service.version('v1'), canary: service.version('v2'), weight: 20 });
    new ServiceAccess(this, 'ledger-access', {
      service, allow: [{ callers: [Caller.service(payments), Caller.service(this.orders)], ports: [5432] }],
    });
  }
}
