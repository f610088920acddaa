import { App, Chart, Duration } from 'cdk8s';
import { versionedWorkload } from '../workloads';
import { CanaryPlan, Injection, MeshService, RequestMatch, ResilientService, StrictMtlsNamespace, StringMatch } from 'cdk8s-istio';

const app = new App();
const shop = new Chart(app, 'canary-plan', { namespace: 'shop' });
new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });

const reviews = MeshService.fromService(shop, 'reviews', versionedWorkload(shop, {
  name: 'reviews', port: 9080, versions: { v1: 'example/reviews:v1', v2: 'example/reviews:v2' },
}));

// The next step is the next number. Each is a change for review.
new CanaryPlan(shop, 'reviews-plan', {
  service: reviews,
  stable: reviews.version('v1'),
  canary: reviews.version('v2'),
  steps: [{ weight: 5, pause: Duration.minutes(30) }, { weight: 25, pause: Duration.hours(2) }, { weight: 50 }, { weight: 100 }],
  step: 2,
  alwaysCanary: [RequestMatch.header('x-tester', StringMatch.present())],
});
new ResilientService(shop, 'patience', { service: reviews, timeout: Duration.seconds(5) });

app.synth();
