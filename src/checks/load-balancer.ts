import type { CheckInfo } from './check';
import { Severity } from './finding';

/** Reported by load balancers in front of a gateway that does not fit. */
export const ALB_FITS_GATEWAY: CheckInfo = {
  code: 'CI0411',
  name: 'alb-fits-gateway',
  title: 'A gateway takes what the load balancer in front of it sends.',
  severity: Severity.ERROR,
  explanation: 'A Service of type LoadBalancer makes a load balancer of its own, and one of type ClusterIP has no port on the nodes. A gateway that redirects ' +
    'to HTTPS sees plain HTTP from a load balancer that ends TLS, and redirects forever.',
  fix: 'let both say the same',
  equivalents: [],
};

/** Reported by load balancers whose headers a gateway does not trust. */
export const ALB_IS_TRUSTED: CheckInfo = {
  code: 'CI0412',
  name: 'alb-is-trusted',
  title: 'A gateway trusts the load balancer in front of it.',
  severity: Severity.WARNING,
  explanation: 'Without numTrustedProxies the gateway takes the load balancer for the client: it overwrites X-Forwarded-Proto with its own http, and access by ' +
    'the address of the client does not work.',
  fix: 'set meshConfig.defaultConfig.gatewayTopology.numTrustedProxies to 1, or to the number of proxies in front of the gateway',
  equivalents: [],
};
