import { App, Chart, Cron, Duration, Size } from 'cdk8s';
import { type ContainerProps, Cpu, CronJob, Deployment, StatefulSet, ServiceAccount, Service } from 'cdk8s-plus-27';
import {
  Injection, InterceptionMode, MeshService, ProxyLogLevel, SidecarSettings, SidecarVolumeSource, StrictMtlsNamespace, TracingServiceName,
} from 'cdk8s-istio';

const app = new App();
const shop = new Chart(app, 'sidecar-settings', { namespace: 'shop' });
new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });

const container = (name: string, port?: number): ContainerProps => ({
  name,
  image: `example/${name}:v1`,
  ports: port === undefined ? undefined : [{ number: port, name: 'http' }],
  resources: { cpu: { request: Cpu.millis(100), limit: Cpu.millis(500) }, memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) } },
});

const serviceAccount = new ServiceAccount(shop, 'account', { metadata: { name: 'shop-orders' } });
const orders = new Deployment(shop, 'orders', {
  metadata: { name: 'orders' }, podMetadata: { labels: { app: 'orders' } }, serviceAccount, replicas: 2, containers: [container('orders', 8080)],
});
const service = new Service(shop, 'orders-service', { metadata: { name: 'orders' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] });
service.selectLabel('app', 'orders');
MeshService.fromService(shop, 'orders-mesh', service);

// A busy sidecar, which the application waits for.
new SidecarSettings(shop, 'orders-sidecar', {
  workloads: [orders],
  resources: { requests: { cpu: '250m', memory: '256Mi' }, limits: { cpu: '2', memory: '512Mi' } },
  nativeSidecar: false,
  proxy: {
    concurrency: 2,
    holdApplicationUntilProxyStarts: true,
    terminationDrainDuration: Duration.seconds(30),
    proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true' },
    tracingServiceName: TracingServiceName.CANONICAL_NAME_ONLY,
    statsMatcher: { inclusionPrefixes: ['cluster.outbound'] },
  },
  capture: { mode: InterceptionMode.REDIRECT, excludeInboundPorts: [9102], excludeOutboundIpRanges: ['169.254.169.254/32'] },
  logging: { proxy: ProxyLogLevel.WARNING, proxyComponents: { rbac: ProxyLogLevel.DEBUG } },
  readiness: { period: Duration.seconds(5), failureThreshold: 6 },
  volumes: [{ name: 'partner-ca', source: SidecarVolumeSource.secret('partner-ca'), mountPath: '/etc/partner', readOnly: true }],
});

// A job that ends: its sidecar ends with it.
const report = new CronJob(shop, 'report', {
  metadata: { name: 'report' }, schedule: Cron.daily(), podMetadata: { labels: { app: 'report' } }, containers: [container('report')],
});
new SidecarSettings(shop, 'report-sidecar', { workloads: [report], nativeSidecar: true });

// A database that takes no part in the mesh.
const database = new Service(shop, 'database-service', { metadata: { name: 'database' }, ports: [{ name: 'tcp', port: 5432 }], clusterIP: 'None' });
const store = new StatefulSet(shop, 'database', {
  metadata: { name: 'database' }, service: database, podMetadata: { labels: { app: 'database' } }, containers: [container('database', 5432)],
});
new SidecarSettings(shop, 'database-sidecar', { workloads: [store], inject: false });

app.synth();
