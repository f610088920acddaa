import { App, Chart } from 'cdk8s';
import { versionedWorkload } from '../workloads';
import {
  AuthorizationPolicy, AuthorizationRules, Identity, Injection, InstallProfile, IstioInstall, OutboundTraffic, PolicyTarget, StrictMtlsNamespace,
  Waypoint,
} from 'cdk8s-istio';

const app = new App();

// A proxy on each node instead of one in each pod: `istioctl install -f dist/istio.k8s.yaml`
new IstioInstall(new Chart(app, 'istio'), 'istio', {
  profile: InstallProfile.AMBIENT,
  ztunnel: { resources: { requests: { cpu: '300m' } } },
  meshConfig: { outboundTrafficPolicy: OutboundTraffic.REGISTRY_ONLY },
});

// Pods of the namespace take part through ztunnel, and requests to its services go through the waypoint.
const shop = new Chart(app, 'shop', { namespace: 'shop' });
const waypoint = new Waypoint(shop, 'waypoint');
new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.ambient(waypoint.name) });
versionedWorkload(shop, { name: 'frontend', port: 8080, versions: { v1: 'example/frontend:v1' }, serviceAccount: 'frontend' });
versionedWorkload(shop, { name: 'orders', port: 8080, versions: { v1: 'example/orders:v1' }, serviceAccount: 'orders' });

// The waypoint sees methods: the frontend reads orders and writes them, and nobody else does.
new AuthorizationPolicy(shop, 'orders-access', {
  target: PolicyTarget.service('orders'),
  rules: AuthorizationRules.anyOf({
    sources: [{ principals: [Identity.serviceAccount('frontend', 'shop')] }],
    operations: [{ methods: ['GET', 'POST'], paths: ['/orders', '/orders/*'] }],
  }),
});

app.synth();
