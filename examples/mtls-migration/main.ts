import { App, Chart } from 'cdk8s';
import { Namespace } from 'cdk8s-plus-27';
import { versionedWorkload } from '../workloads';
import { Injection, MtlsMigration, MtlsMode, MtlsStage } from 'cdk8s-istio';

const app = new App();

const mesh = new Chart(app, 'mesh');
new Namespace(mesh, 'namespace', { metadata: { name: 'shop', labels: Injection.enabled().labels } });

// Here the mesh is on its way. The next change is `MtlsStage.after('shop')`, the last one `MtlsStage.mesh()`.
new MtlsMigration(mesh, 'mtls', {
  stage: MtlsStage.after('ratings'),
  steps: [
    { name: 'ratings-http', namespace: 'shop', selector: { app: 'ratings' }, ports: [9080] },
    { name: 'ratings', namespace: 'shop', selector: { app: 'ratings' } },
    { name: 'shop', namespace: 'shop' },
  ],
  exceptions: [{ name: 'orders-metrics', namespace: 'shop', selector: { app: 'orders' }, mode: MtlsMode.PERMISSIVE, ports: [9090] }],
  plainTextCallers: [{ name: 'the Prometheus of another cluster', namespace: 'shop', selector: { app: 'orders' }, ports: [9090] }],
});

const shop = new Chart(app, 'shop', { namespace: 'shop' });
versionedWorkload(shop, { name: 'ratings', port: 9080, versions: { v1: 'example/ratings:v1' } });
versionedWorkload(shop, { name: 'reviews', port: 9080, versions: { v1: 'example/reviews:v1' } });
versionedWorkload(shop, { name: 'orders', port: 9090, portName: 'http-metrics', versions: { v1: 'example/orders:v1' } });

app.synth();
