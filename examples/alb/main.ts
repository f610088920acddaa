import { App, Chart } from 'cdk8s';
import { versionedWorkload } from '../workloads';
import {
  AlbIngress, AlbScheme, ExposedService, IngressGateway, Injection, InstallProfile, IstioInstall, MeshService, OperatorServiceType,
  StrictMtlsNamespace,
} from 'cdk8s-istio';

const app = new App();

// The gateway is reached by the load balancer only, and trusts what it says of the client.
new IstioInstall(new Chart(app, 'install'), 'istio', {
  profile: InstallProfile.DEFAULT,
  ingressGateways: [{ name: 'istio-ingressgateway', serviceType: OperatorServiceType.CLUSTER_IP }],
  meshConfig: { defaultConfig: { gatewayTopology: { numTrustedProxies: 1 } } },
});

const shop = new Chart(app, 'shop', { namespace: 'shop' });
new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });
const front = MeshService.fromService(shop, 'front', versionedWorkload(shop, { name: 'front', port: 8080, versions: { v1: 'example/front:v1' } }));

// TLS ends at the load balancer, which sends clients of port 80 to port 443; the gateway speaks plain HTTP.
const edge = new IngressGateway(shop, 'edge', { listeners: [{ hosts: ['shop.example.com'] }] });
new ExposedService(shop, 'public', { service: front, gateway: edge, hosts: ['shop.example.com'] });
new AlbIngress(shop, 'shop-alb', {
  gateway: edge,
  hosts: ['shop.example.com'],
  scheme: AlbScheme.INTERNET_FACING,
  certificateArns: ['arn:aws:acm:eu-central-1:111122223333:certificate/11111111-2222-3333-4444-555555555555'],
});

app.synth();
