import { type App, Duration } from 'cdk8s';
import { ServiceAccount } from 'cdk8s-plus-27';
import type { Checkout } from './checkout';
import type { Edge } from './edge';
import type { Storefront } from './storefront';
import { Team } from './team';
import {
  Caller, JwtAuthentication, type MeshService, RateLimit, ReadinessProbe, RequestMatch, RequestTransform, StringMatch,
  VirtualMachineGroup, VirtualMachineService,
} from 'cdk8s-istio';

const PREFIX = '/api/accounts/';

/** Who buys. */
export class Customers extends Team {
  constructor(app: App, edge: Edge, storefront: Storefront, checkout: Checkout) {
    super(app, 'customers');
    const accounts = this.accounts(edge, storefront, this.archive());
    this.part('loyalty', { callers: [Caller.service(checkout.checkout), Caller.service(accounts)] });
  }

  /** A token opens all but the way to get one; each pod takes a hundred requests a second. */
  private accounts(edge: Edge, { frontend }: Storefront, archive: MeshService): MeshService {
    const service = this.part('accounts', { callers: [edge.customers, Caller.service(frontend)], calls: [archive] });
    new JwtAuthentication(this, 'accounts-token', {
      service,
      issuer: 'https://accounts.example.com',
      jwksUri: 'https://accounts.example.com/jwks.json',
      required: true,
      exempt: [RequestMatch.path(StringMatch.exact('/login'))],
      ports: [8080],
    });
    new RateLimit(this, 'accounts-limit', { service, requests: 100, per: Duration.seconds(1), burst: 200 });
    new RequestTransform(this, 'accounts-paths', { service, requests: [RequestMatch.path(StringMatch.prefix(PREFIX))], rewrite: { uri: '/' } });
    edge.expose(service, PREFIX);
    return service;
  }

  /** Runs on machines that come and go, and register themselves. Kubernetes knows nothing of it. */
  private archive(): MeshService {
    const account = new ServiceAccount(this, 'shop-archive', { metadata: { name: 'shop-archive' } });
    const service = new VirtualMachineService(this, 'archive', {
      name: 'archive', ports: [{ name: 'http', number: 80 }], serviceAccount: account.name,
    });
    new VirtualMachineGroup(this, 'archive-vms', {
      service, ports: { http: 8080 }, probe: ReadinessProbe.httpGet(8080, { path: '/healthz', period: Duration.seconds(5) }),
    });
    return service;
  }
}
