import type { Section } from './scenario';

/** Sending requests. */
export const TRAFFIC: Section = {
  title: 'Traffic',
  scenarios: [
    { id: 'T1', want: 'Let requests in, by HTTPS with a certificate', constructs: ['IngressGateway', 'ExposedService'], page: 'patterns/ingress.md', examples: ['ingress'], lab: ['ingress', 'ingress-protocols'] },
    { id: 'T2', want: 'The same behind a load balancer of AWS', constructs: ['AlbIngress'], page: 'patterns/alb-ingress.md', examples: ['alb'], lab: ['alb'] },
    { id: 'T3', want: 'Call a service outside, begin TLS on the way, leave by an egress gateway', constructs: ['ExternalService', 'EgressGateway'], page: 'patterns/egress.md', examples: ['egress'], lab: ['egress', 'egress-certificate'] },
    { id: 'T4', want: 'A canary with a tenth of the requests', constructs: ['CanaryRelease'], page: 'patterns/canary-release.md', examples: ['canary'], lab: ['canary', 'tcp-canary'] },
    { id: 'T5', want: 'A canary in steps, by Git or by a controller', constructs: ['CanaryPlan', 'ArgoRolloutsCanary', 'FlaggerCanary'], page: 'patterns/canary-plan.md', examples: ['canary-plan', 'canary-steps'], lab: ['canary-steps'] },
    { id: 'T6', want: 'A/B test by header, cookie, path, query or caller', constructs: ['AbTest', 'RequestMatch'], page: 'patterns/releases.md', examples: ['releases', 'routing'], lab: ['header-route', 'routing', 'releases'] },
    { id: 'T7', want: 'Blue and green, with a preview', constructs: ['BlueGreenRelease'], page: 'patterns/releases.md', examples: ['releases'], lab: ['releases'] },
    { id: 'T8', want: 'A new version for marked requests only', constructs: ['DarkLaunch'], page: 'patterns/releases.md', examples: ['releases'], lab: ['releases'] },
    { id: 'T9', want: 'Copies of all, of a share or of some requests', constructs: ['MirroredService'], page: 'patterns/mirrored-service.md', examples: ['mirroring'], lab: ['mirror', 'mirror-matched'] },
    { id: 'T10', want: 'Load balancing of every kind', constructs: ['DestinationRule', 'LoadBalancing', 'MeshService'], page: 'stricter-than-istio.md', examples: ['traffic-policies'], lab: ['load-balancing'] },
    { id: 'T11', want: 'Policies of a version', constructs: ['MeshService', 'DestinationRule'], page: 'patterns/composition.md', examples: ['traffic-policies'], lab: ['limits'] },
    { id: 'T12', want: 'Rewrites, redirects, headers, CORS, answers without a service', constructs: ['RequestTransform', 'VirtualService'], page: 'patterns/request-transform.md', examples: ['transform'], lab: ['transform'] },
    { id: 'T13', want: 'What a sidecar sees', constructs: ['SidecarScope', 'Sidecar'], page: 'patterns/sidecar-scope.md', examples: ['sidecar-scope'], lab: ['sidecar-scope'] },
    { id: 'T14', want: 'Routes for TCP and for TLS by server name', constructs: ['CanaryRelease', 'VirtualService'], page: 'patterns/ingress.md', examples: ['tcp-canary', 'ingress'], lab: ['tcp-canary', 'ingress-protocols'] },
  ],
};

/** Bearing failures. */
export const RESILIENCE: Section = {
  title: 'Resilience',
  scenarios: [
    { id: 'R1', want: 'A timeout', constructs: ['ResilientService'], page: 'patterns/resilient-service.md', examples: ['resilience'], lab: ['timeout'] },
    { id: 'R2', want: 'Retries', constructs: ['ResilientService', 'Retries'], page: 'patterns/resilient-service.md', examples: ['resilience'], lab: ['retries'] },
    { id: 'R3', want: 'A circuit breaker by limits', constructs: ['ResilientService'], page: 'patterns/resilient-service.md', examples: ['resilience', 'traffic-policies'], lab: ['circuit-breaker', 'limits'] },
    { id: 'R4', want: 'Endpoints that fail are left out', constructs: ['ResilientService'], page: 'patterns/resilient-service.md', examples: ['resilience'], lab: ['outlier-ejection'] },
    { id: 'R5', want: 'A rate limit in each proxy', constructs: ['RateLimit'], page: 'patterns/rate-limit.md', examples: ['rate-limit'], lab: ['rate-limit'] },
    { id: 'R6', want: 'A rate limit for all proxies together', constructs: ['RateLimit'], page: 'patterns/rate-limit.md', examples: ['rate-limit-requests'], lab: ['rate-limit-requests'] },
    { id: 'R7', want: 'Delay a share of the requests', constructs: ['FaultInjection'], page: 'patterns/fault-injection.md', examples: ['fault-injection'], lab: ['fault'] },
    { id: 'R8', want: 'Answer a share of the requests with an error', constructs: ['FaultInjection'], page: 'patterns/fault-injection.md', examples: ['fault-injection'], lab: ['fault-abort'] },
    { id: 'R9', want: 'A fault for one user, while others keep their canary', constructs: ['FaultInjection', 'CanaryRelease'], page: 'patterns/composition.md', examples: ['composition'], lab: ['composition', 'fault'] },
  ],
};
