import { App, Chart, Duration } from 'cdk8s';
import {
  CanaryRelease, Injection, MeshService, RequestMatch, ResilientService, RetryOn, StrictMtlsNamespace, StringMatch,
} from 'cdk8s-istio';

const app = new App();
const bookinfo = new Chart(app, 'bookinfo', { namespace: 'bookinfo' });
new StrictMtlsNamespace(bookinfo, 'namespace', { name: 'bookinfo', injection: Injection.enabled() });

const reviews = new MeshService(bookinfo, 'reviews', { name: 'reviews', ports: [{ name: 'http', number: 9080 }] });

// One of ten requests sees the reviews with red stars. Those of jason always do.
new CanaryRelease(bookinfo, 'reviews-canary', {
  service: reviews,
  stable: reviews.version('v1'),
  canary: reviews.version('v3'),
  weight: 10,
  alwaysCanary: [RequestMatch.header('end-user', StringMatch.exact('jason'))],
});

new ResilientService(bookinfo, 'reviews-resilience', {
  service: reviews,
  timeout: Duration.seconds(3),
  retries: { attempts: 3, perTryTimeout: Duration.seconds(1), on: [RetryOn.FIVE_XX, RetryOn.RESET] },
});

app.synth();
