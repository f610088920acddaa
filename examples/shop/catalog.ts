import { type App, Duration } from 'cdk8s';
import type { Checkout } from './checkout';
import { Edge } from './edge';
import type { Storefront } from './storefront';
import { Team } from './team';
import {
  BlueGreenRelease, Caller, CanaryPlan, LiveColor, type MeshService, RequestMatch, RequestTransform, ResilientService, StringMatch,
} from 'cdk8s-istio';

/** What there is to buy. */
export class Catalog extends Team {
  constructor(app: App, edge: Edge, storefront: Storefront, checkout: Checkout) {
    super(app, 'catalog');
    const catalog = this.catalog(edge, storefront);
    this.pricing(catalog, checkout);
    this.inventory(catalog, checkout);
  }

  /** Scripts of the shop's pages read it. Exports take their time. */
  private catalog(edge: Edge, { frontend, search, recommendations }: Storefront): MeshService {
    const callers = [edge.customers, ...[frontend, search, recommendations].map((service) => Caller.service(service))];
    const service = this.part('catalog', { callers });
    const under = (prefix: string) => [RequestMatch.path(StringMatch.prefix(prefix))];
    new RequestTransform(this, 'catalog-paths', {
      service,
      requests: under('/api/catalog/'),
      rewrite: { uri: '/' },
      cors: { allowOrigins: [StringMatch.exact(`https://${Edge.HOST}`)], allowMethods: ['GET'], maxAge: Duration.hours(1) },
    });
    new RequestTransform(this, 'catalog-moved', { service, requests: under('/api/products/'), redirect: { prefixRewrite: '/api/catalog/', code: 308 } });
    new ResilientService(this, 'catalog-patience', { service, timeout: Duration.seconds(3) });
    new ResilientService(this, 'catalog-exports', { service, requests: under('/api/catalog/export/'), timeout: Duration.seconds(60) });
    edge.expose(service, '/api/catalog/');
    return service;
  }

  /** A release in steps, each of which is a change for review: the next one is `step: 3`. */
  private pricing(catalog: MeshService, { cart, checkout }: Checkout): void {
    const service = this.part('pricing', { versions: ['v1', 'v2'], callers: [catalog, cart, checkout].map((caller) => Caller.service(caller)) });
    new CanaryPlan(this, 'pricing-plan', {
      service,
      stable: service.version('v1'),
      canary: service.version('v2'),
      steps: [{ weight: 5, pause: Duration.hours(1) }, { weight: 25, pause: Duration.hours(4) }, { weight: 50 }, { weight: 100 }],
      step: 2,
      alwaysCanary: [RequestMatch.header('end-user', StringMatch.exact('tester'))],
    });
    new ResilientService(this, 'pricing-patience', { service, timeout: Duration.millis(800) });
  }

  /** Green is live, and blue is still there for the way back. */
  private inventory(catalog: MeshService, { checkout }: Checkout): void {
    const service = this.part('inventory', { versions: ['blue', 'green'], callers: [Caller.service(catalog), Caller.service(checkout)] });
    new BlueGreenRelease(this, 'inventory-release', {
      service, blue: service.version('blue'), green: service.version('green'), live: LiveColor.GREEN,
    });
  }
}
