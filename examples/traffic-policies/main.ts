import { App, Chart, Duration } from 'cdk8s';
import { versionedWorkload } from '../workloads';
import {
  CanaryRelease, HashKey, Injection, LoadBalancing, MeshService, RequestMatch, ResilientService, StrictMtlsNamespace, StringMatch,
  type TrafficPolicy,
} from 'cdk8s-istio';

const app = new App();
const shop = new Chart(app, 'traffic-policies', { namespace: 'shop' });
new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });

function part(name: string, trafficPolicy?: TrafficPolicy, port = 8080, portName = 'http'): MeshService {
  const workload = { name, port, portName, versions: { v1: `example/${name}:v1`, v2: `example/${name}:v2` } };
  return MeshService.fromService(shop, name, versionedWorkload(shop, workload), { trafficPolicy });
}

// Which pod gets a request: the next one, any, the one with least to do, or always the same one for a user.
part('search', { loadBalancer: LoadBalancing.roundRobin() });
part('images', { loadBalancer: LoadBalancing.random() });
part('orders', { loadBalancer: LoadBalancing.leastRequest() });
part('carts', { loadBalancer: LoadBalancing.consistentHash(HashKey.header('x-user')) });

// The pod that the client itself has chosen.
part('shards', { loadBalancer: LoadBalancing.passthrough() });

// As near as healthy pods are: without outlier detection Istio would not know which are healthy.
part('catalog', {
  loadBalancer: LoadBalancing.roundRobin({ locality: { enabled: true } }),
  outlierDetection: {
    consecutive5xxErrors: 3, interval: Duration.seconds(1), baseEjectionTime: Duration.seconds(30), maxEjectionPercent: 100,
  },
});

// The new version gets fewer requests at once than the service as a whole.
const reviews = part('reviews', { connectionPool: { http: { http1MaxPendingRequests: 100 } } });
new CanaryRelease(shop, 'reviews-canary', {
  service: reviews,
  stable: reviews.version('v1'),
  canary: reviews.version('v2', { trafficPolicy: { connectionPool: { tcp: { maxConnections: 1 }, http: { http1MaxPendingRequests: 1 } } } }),
  weight: 0,
  alwaysCanary: [RequestMatch.header('x-tester', StringMatch.present())],
});

// A circuit breaker by limits alone: nobody is left out for failing.
new ResilientService(shop, 'payments-limits', {
  service: part('payments'),
  circuitBreaker: { maxConnections: 4, maxPendingRequests: 2 },
});
new ResilientService(shop, 'ledger-limits', { service: part('ledger', undefined, 5432, 'tcp-sql'), circuitBreaker: { maxConnections: 2 } });

app.synth();
