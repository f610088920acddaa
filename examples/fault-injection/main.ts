import { App, Chart, Duration } from 'cdk8s';
import { versionedWorkload } from '../workloads';
import {
  FaultAbort, FaultInjection, Injection, MeshService, RequestMatch, ResilientService, RetryOn, StrictMtlsNamespace, StringMatch,
} from 'cdk8s-istio';

const app = new App();
const shop = new Chart(app, 'fault-injection', { namespace: 'shop' });
new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });

const ratings = MeshService.fromService(shop, 'ratings', versionedWorkload(shop, {
  name: 'ratings', port: 9080, versions: { v1: 'example/ratings:v1' },
}));
const tester = RequestMatch.header('end-user', StringMatch.exact('tester'));

// One user finds the service slow, and half of that user's orders fail; everyone else sees nothing of it.
new FaultInjection(shop, 'slow-for-tester', {
  service: ratings,
  requests: [tester],
  delay: { duration: Duration.seconds(2), percentage: 100 },
});
new FaultInjection(shop, 'broken-orders-for-tester', {
  service: ratings,
  requests: [tester.and(RequestMatch.path(StringMatch.prefix('/orders')))],
  abort: FaultAbort.http(503, { percentage: 50 }),
});

// A gRPC service: failures that may pass are tried again, and the tester is told gRPC's own status.
const stock = MeshService.fromService(shop, 'stock', versionedWorkload(shop, {
  name: 'stock', port: 9090, portName: 'grpc', versions: { v1: 'example/stock:v1' },
}));
new ResilientService(shop, 'stock-retries', { service: stock, retries: { attempts: 2, on: [RetryOn.UNAVAILABLE] } });
new FaultInjection(shop, 'stock-missing-for-tester', {
  service: stock,
  requests: [tester],
  abort: FaultAbort.grpc('NOT_FOUND', { percentage: 100 }),
});

app.synth();
