import { App, Chart } from 'cdk8s';
import { versionedWorkload } from '../workloads';
import { CanaryRelease, Injection, MeshService, RequestMatch, StrictMtlsNamespace, StringMatch } from 'cdk8s-istio';

const app = new App();
const shop = new Chart(app, 'canary', { namespace: 'shop' });
new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });

const reviews = MeshService.fromService(shop, 'reviews', versionedWorkload(shop, {
  name: 'reviews', port: 9080, versions: { v1: 'example/reviews:v1', v2: 'example/reviews:v2' },
}));

// One of ten requests gets the new version; testers always do.
new CanaryRelease(shop, 'reviews-canary', {
  service: reviews,
  stable: reviews.version('v1'),
  canary: reviews.version('v2'),
  weight: 10,
  alwaysCanary: [RequestMatch.header('x-tester', StringMatch.present())],
});

app.synth();
