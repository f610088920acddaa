import { type App, Chart, Duration } from 'cdk8s';
import type { Platform } from './platform';
import {
  AlbIngress, AlbScheme, Caller, ExposedService, IngressGateway, type MeshService, RateLimit, RateLimitKey, RequestMatch, ServerTlsMode, StringMatch,
} from 'cdk8s-istio';

/** The ways in: for customers behind a load balancer of AWS, for the office with a certificate. */
export class Edge extends Chart {
  public static readonly HOST = 'shop.example.com';

  /** Whoever enters as a customer. */
  public readonly customers = Caller.gateway();
  /** Whoever enters from the office. */
  public readonly staff = Caller.gateway({ serviceAccount: 'istio-officegateway-service-account' });
  public readonly office: IngressGateway;
  private readonly gateway: IngressGateway;

  constructor(app: App, platform: Platform) {
    super(app, 'edge', { namespace: platform.namespace });
    this.gateway = new IngressGateway(this, 'edge', { listeners: [{ hosts: [Edge.HOST] }] });
    // TLS ends at the load balancer, which sends clients of port 80 to port 443.
    new AlbIngress(this, 'shop-alb', {
      gateway: this.gateway,
      hosts: [Edge.HOST],
      scheme: AlbScheme.INTERNET_FACING,
      certificateArns: ['arn:aws:acm:eu-central-1:111122223333:certificate/11111111-2222-3333-4444-555555555555'],
    });
    // Nobody tries passwords in a row.
    new RateLimit(this, 'login-limit', {
      gateway: this.gateway,
      matching: [RequestMatch.path(StringMatch.prefix('/login'))],
      requests: 10,
      per: Duration.minutes(10),
      each: [RateLimitKey.clientAddress()],
      response: { retryAfter: true },
    });

    this.office = new IngressGateway(this, 'office', {
      selector: { istio: 'officegateway' },
      listeners: [{ hosts: ['office.example.com'], tls: { mode: ServerTlsMode.MUTUAL, credentialName: 'office-cert' } }],
    });
  }

  /** Lets customers reach a service: below a path, or everywhere that no other service is. */
  public expose(service: MeshService, prefix?: string): void {
    new ExposedService(this, `public-${service.serviceName}`, {
      service,
      gateway: this.gateway,
      hosts: [Edge.HOST],
      requests: prefix === undefined ? undefined : [RequestMatch.path(StringMatch.prefix(prefix))],
    });
  }
}
