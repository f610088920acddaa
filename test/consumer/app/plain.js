const { App, Chart, Duration } = require('cdk8s');
const { CanaryRelease, MeshService, RequestMatch, ResilientService, StrictMtlsNamespace, Injection, StringMatch } = require('cdk8s-istio');

const app = new App();
const shop = new Chart(app, 'shop', { namespace: 'shop' });
new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });
const reviews = new MeshService(shop, 'reviews', { name: 'reviews', ports: [{ name: 'http', number: 9080 }] });
new CanaryRelease(shop, 'canary', { service: reviews, stable: reviews.version('v1'), canary: reviews.version('v2'), weight: 10 });
new ResilientService(shop, 'slow', {
  service: reviews, timeout: Duration.seconds(60), requests: [RequestMatch.path(StringMatch.regex('/upload/[0-9]+'))],
});
app.synth();
