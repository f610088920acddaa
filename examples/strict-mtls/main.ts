import { App, Chart } from 'cdk8s';
import { versionedWorkload } from '../workloads';
import { Injection, MtlsMode, StrictMtlsMesh, StrictMtlsNamespace } from 'cdk8s-istio';

const app = new App();

// The whole mesh takes mutual TLS only.
new StrictMtlsMesh(new Chart(app, 'mesh'), 'strict');

// A namespace that moves to the next control plane, and whose metrics port is scraped from outside the mesh.
const shop = new Chart(app, 'shop', { namespace: 'shop' });
new StrictMtlsNamespace(shop, 'namespace', {
  name: 'shop',
  injection: Injection.revision('1-31-0'),
  exceptions: [{ name: 'orders-metrics', selector: { app: 'orders' }, mode: MtlsMode.PERMISSIVE, ports: [9090] }],
});
versionedWorkload(shop, { name: 'orders', port: 9090, portName: 'http-metrics', versions: { v1: 'example/orders:v1' } });

app.synth();
