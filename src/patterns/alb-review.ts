import { compositionFinding } from './composition-findings';
import { AppObject, type RenderedObject } from '../checks/app-object';
import type { Finding } from '../checks/finding';
import { ALB_FITS_GATEWAY, ALB_IS_TRUSTED } from '../checks/load-balancer';

/** A load balancer, as its review needs it. */
export interface ReviewedAlb {
  readonly owner: string;
  /** The Gateway. */
  readonly reference: string;
  readonly port: number;
  readonly reencrypt: boolean;
  readonly endsTls: boolean;
  readonly serviceName: string;
  readonly namespace: string;
  /** The type that the Service must have. */
  readonly type: string;
}

/** What does not agree with a load balancer: the redirects of its gateway, and how that is installed. */
export function reviewAlb(alb: ReviewedAlb, rendered: readonly RenderedObject[]): Finding[] {
  const objects = rendered.map((one) => new AppObject(one));
  // A gateway that trusts the load balancer believes it that the client came with HTTPS.
  const believes = alb.endsTls && objects.some((object) => object.kind === 'IstioOperator' && trustedProxies(object) >= 1);
  return [
    ...believes ? [] : objects.filter(({ kind, id, name }) => kind === 'Gateway' && (id === alb.reference || name === alb.reference)).flatMap((gateway) => redirects(alb, gateway)),
    ...objects.filter(({ kind }) => kind === 'IstioOperator').flatMap((operator) => [...serviceTypes(alb, operator), ...trust(alb, operator)]),
    ...objects.filter(({ kind, name, namespace }) => kind === 'Service' && name === alb.serviceName && namespace === alb.namespace)
      .flatMap((service) => fits(alb, service.spec.at('type').text ?? 'ClusterIP', service.source)),
  ];
}

/** A redirect to HTTPS on the port that a load balancer which ends TLS sends plain HTTP to never ends. */
function redirects({ owner, port, reencrypt, endsTls }: ReviewedAlb, gateway: AppObject): Finding[] {
  if (reencrypt) { return []; }
  return gateway.spec.at('servers').items()
    .filter((server) => server.at('port', 'number').number === port && server.at('tls', 'httpsRedirect').isTrue)
    .map((server) => compositionFinding(ALB_FITS_GATEWAY, [owner], 'gateway',
      `${gateway.source} redirects requests on port ${port} to HTTPS (${server.path}), and ${endsTls ? 'the load balancer ends TLS and sends' : 'the load balancer sends'} ` +
      'plain HTTP there; it must not redirect, or clients are redirected forever', 'remove redirectHttp: the load balancer redirects'));
}

function serviceTypes(alb: ReviewedAlb, operator: AppObject): Finding[] {
  return operator.spec.at('components', 'ingressGateways').items()
    .filter((gateway) => gateway.at('name').text === alb.serviceName && (gateway.at('namespace').text ?? 'istio-system') === alb.namespace)
    .flatMap((gateway) => fits(alb, gateway.at('k8s', 'service', 'type').text ?? 'LoadBalancer', operator.source));
}

function fits({ owner, type, serviceName }: ReviewedAlb, found: string, source: string): Finding[] {
  return found === type ? [] : [compositionFinding(ALB_FITS_GATEWAY, [owner], 'targetType',
    `the Service ${serviceName} of ${source} is a ${found}; it must be a ${type} for this target type`, `give the gateway the serviceType ${type}, or change targetType`)];
}

function trust({ owner }: ReviewedAlb, operator: AppObject): Finding[] {
  const trusted = trustedProxies(operator);
  return trusted >= 1 ? [] : [compositionFinding(ALB_IS_TRUSTED, [owner], 'gateway',
    `${operator.source} says that gateways trust ${trusted} proxies in front of them; it must be at least 1, the load balancer`)];
}

function trustedProxies(operator: AppObject): number {
  return operator.spec.at('meshConfig', 'defaultConfig', 'gatewayTopology', 'numTrustedProxies').number ?? 0;
}
