import { ApiObject, App, Chart, Duration } from 'cdk8s';
import { MeshService, ResilientService } from 'cdk8s-istio';

// Two timeouts for the same requests, and a route of somebody else's to a subset that nobody defines.
const app = new App();
const shop = new Chart(app, 'shop', { namespace: 'shop' });
const reviews = new MeshService(shop, 'service', { name: 'reviews', ports: [{ name: 'http', number: 9080 }] });
new ResilientService(shop, 'reviews', { service: reviews, timeout: Duration.seconds(1) });
new ResilientService(shop, 'other', { service: reviews, timeout: Duration.seconds(2) });
new ApiObject(shop, 'raw', {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'raw' },
  spec: { hosts: ['ratings.example.com'], http: [{ route: [{ destination: { host: 'reviews', subset: 'v9' } }] }] },
});
app.synth();
