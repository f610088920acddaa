import { App, Chart, Duration } from 'cdk8s';
import { versionedWorkload } from '../workloads';
import { Injection, MeshService, RequestMatch, ResilientService, RetryOn, StrictMtlsNamespace, StringMatch } from 'cdk8s-istio';

const app = new App();
const shop = new Chart(app, 'resilience', { namespace: 'shop' });
new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });

const orders = MeshService.fromService(shop, 'orders', versionedWorkload(shop, {
  name: 'orders', port: 8080, versions: { v1: 'example/orders:v1' },
}));

new ResilientService(shop, 'orders-resilience', {
  service: orders,
  timeout: Duration.seconds(5),
  retries: { attempts: 2, perTryTimeout: Duration.seconds(2), on: [RetryOn.GATEWAY_ERROR, RetryOn.CONNECT_FAILURE] },
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

// Uploads take longer, and must not be sent twice. The narrower match wins, whatever the order.
new ResilientService(shop, 'uploads', {
  service: orders,
  requests: [RequestMatch.path(StringMatch.prefix('/upload'))],
  timeout: Duration.seconds(60),
  retries: { attempts: 0 },
});

app.synth();
