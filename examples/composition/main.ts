import { App, Chart, Duration } from 'cdk8s';
import { versionedWorkload } from '../workloads';
import {
  CanaryRelease, ExposedService, FaultInjection, IngressGateway, Injection, MeshService, MirroredService,
  RequestMatch, ResilientService, RetryOn, StrictMtlsNamespace, StringMatch,
} from 'cdk8s-istio';

/*
 * Five patterns on one host: they share one VirtualService for the mesh, one for the gateway, and one DestinationRule.
 */

const app = new App();
const shop = new Chart(app, 'shop', { namespace: 'shop' });

new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });

const reviews = MeshService.fromService(shop, 'reviews', versionedWorkload(shop, {
  name: 'reviews', port: 9080, versions: { v1: 'example/reviews:v1', v2: 'example/reviews:v2', v3: 'example/reviews:v3' },
}));
const v1 = reviews.version('v1');
const v2 = reviews.version('v2');
const v3 = reviews.version('v3');

new CanaryRelease(shop, 'reviews-canary', { service: reviews, stable: v1, canary: v2, weight: 10 });

new MirroredService(shop, 'reviews-shadow', { service: reviews, mirrors: [{ to: v3, percentage: 50 }] });

new ResilientService(shop, 'reviews-resilience', {
  service: reviews,
  timeout: Duration.seconds(5),
  retries: { attempts: 3, perTryTimeout: Duration.seconds(1), on: [RetryOn.FIVE_XX, RetryOn.RESET] },
  circuitBreaker: {
    maxConnections: 100,
    maxPendingRequests: 50,
    outlierDetection: {
      consecutive5xxErrors: 5,
      interval: Duration.seconds(10),
      baseEjectionTime: Duration.seconds(30),
      maxEjectionPercent: 50,
    },
  },
});

new FaultInjection(shop, 'slow-for-tester', {
  service: reviews,
  requests: [RequestMatch.header('end-user', StringMatch.exact('tester'))],
  delay: { duration: Duration.seconds(2), percentage: 100 },
});

const edge = new IngressGateway(shop, 'edge', {
  listeners: [{ hosts: ['shop.example.com'], tls: { credentialName: 'shop-cert' }, redirectHttp: true }],
});
new ExposedService(shop, 'public', { service: reviews, gateway: edge, hosts: ['shop.example.com'] });

app.synth();
