import { App, Chart, Duration } from 'cdk8s';
import { ACME } from './acme';
import { versionedWorkload } from '../workloads';
import {
  ExposedService, IngressGateway, Injection, Mesh, MeshAnalysis, MeshService, ResilientService, StrictMtlsNamespace,
} from 'cdk8s-istio';

const app = new App();
// What the company has agreed on is checked beside what Istio needs.
new Mesh(app, 'mesh', { policyPacks: [ACME] });

const shop = new Chart(app, 'policy-pack', { namespace: 'shop' });
new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });

const reviews = MeshService.fromService(shop, 'reviews', versionedWorkload(shop, {
  name: 'reviews', port: 9080, versions: { v1: 'example/reviews:v1' },
}));
new ResilientService(shop, 'reviews-timeout', { service: reviews, timeout: Duration.seconds(3) });

const edge = new IngressGateway(shop, 'edge', { listeners: [{ hosts: ['*'] }] });
new ExposedService(shop, 'reviews-exposed', { service: reviews, gateway: edge, hosts: ['reviews.acme.example'] });
MeshAnalysis.suppress(edge, 'ACME002', 'the load balancer before it passes named hosts only');

app.synth();
