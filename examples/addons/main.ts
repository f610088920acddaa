import { App, Chart } from 'cdk8s';
import { ApiResource, Namespace } from 'cdk8s-plus-27';
import { addon } from './addon';
import { versionedWorkload } from '../workloads';
import {
  AccessLogFormat, ExtensionProvider, Injection, IstioInstall, MeshService, MeshTelemetry, StrictMtlsNamespace,
} from 'cdk8s-istio';

/*
 * Prometheus, Jaeger, Grafana and Kiali. Proxies are told of those that they send to: as extension providers of the installation, which
 * telemetry names. The others ask Prometheus and Jaeger.
 */

const app = new App();
const NAMESPACE = 'observability';
const host = (name: string) => `${name}.${NAMESPACE}.svc.cluster.local`;

const jaeger = ExtensionProvider.opentelemetry('jaeger', { service: host('jaeger'), port: 4317 });
const logs = ExtensionProvider.envoyFileAccessLog('json', {
  format: AccessLogFormat.json({ time: '%START_TIME%', path: '%REQ(:PATH)%', status: '%RESPONSE_CODE%', trace: '%TRACE_ID%' }),
});

// For istioctl: `istioctl install -f dist/istio.k8s.yaml`. Each mesh has the provider `prometheus` without being told.
new IstioInstall(new Chart(app, 'istio'), 'istio', {
  meshConfig: { extensionProviders: [jaeger, logs], enablePrometheusMerge: true },
});

// For kubectl, the namespace first. The addons stand outside the mesh: proxies send traces, and Prometheus asks, in plain text.
const cluster = new Chart(app, 'cluster');
new Namespace(cluster, 'namespace', { metadata: { name: NAMESPACE, labels: Injection.disabled().labels } });
const addons = new Chart(app, 'addons', { namespace: NAMESPACE });

const label = (name: string) => `__meta_kubernetes_pod_${name}`;
addon(addons, 'prometheus', {
  image: 'prom/prometheus:v3.5.0',
  args: ['--config.file=/etc/prometheus/prometheus.yml', '--storage.tsdb.retention.time=15d'],
  ports: { http: 9090 },
  files: {
    '/etc/prometheus/prometheus.yml': {
      global: { scrape_interval: '15s' },
      // Injected pods say by annotations where their proxies tell their metrics, with those of the application.
      scrape_configs: [{
        job_name: 'pods',
        kubernetes_sd_configs: [{ role: 'pod' }],
        relabel_configs: [
          { source_labels: [label('annotation_prometheus_io_scrape')], regex: 'true', action: 'keep' },
          { source_labels: [label('annotation_prometheus_io_path')], regex: '(.+)', target_label: '__metrics_path__' },
          {
            source_labels: [label('ip'), label('annotation_prometheus_io_port')], separator: ':', target_label: '__address__',
          },
          { source_labels: ['__meta_kubernetes_namespace'], target_label: 'namespace' },
          { source_labels: [label('name')], target_label: 'pod' },
        ],
      }],
    },
  },
  reads: [ApiResource.PODS, ApiResource.SERVICES, ApiResource.ENDPOINTS, ApiResource.NODES],
  cluster,
});
addon(addons, 'jaeger', { image: 'jaegertracing/jaeger:2.10.0', ports: { 'grpc-otlp': 4317, 'http-query': 16686 } });
addon(addons, 'grafana', {
  image: 'grafana/grafana:12.1.0',
  ports: { http: 3000 },
  files: {
    '/etc/grafana/provisioning/datasources/mesh.yaml': {
      apiVersion: 1,
      datasources: [
        { name: 'Prometheus', type: 'prometheus', url: `http://${host('prometheus')}:9090`, isDefault: true },
        { name: 'Jaeger', type: 'jaeger', url: `http://${host('jaeger')}:16686` },
      ],
    },
  },
});
addon(addons, 'kiali', {
  image: 'quay.io/kiali/kiali:v2.14.0',
  args: ['/opt/kiali/kiali', '-config', '/kiali-configuration/config.yaml'],
  ports: { http: 20001 },
  files: {
    '/kiali-configuration/config.yaml': {
      auth: { strategy: 'anonymous' },
      istio_namespace: 'istio-system',
      deployment: { namespace: NAMESPACE, view_only_mode: true },
      external_services: {
        prometheus: { url: `http://${host('prometheus')}:9090` },
        grafana: { enabled: true, internal_url: `http://${host('grafana')}:3000` },
        tracing: { enabled: true, provider: 'jaeger', internal_url: `http://${host('jaeger')}:16686` },
      },
    },
  },
  reads: [
    ApiResource.PODS, ApiResource.SERVICES, ApiResource.ENDPOINTS, ApiResource.NAMESPACES, ApiResource.NODES, ApiResource.CONFIG_MAPS,
    ApiResource.DEPLOYMENTS, ApiResource.DAEMON_SETS, ApiResource.REPLICA_SETS, ApiResource.STATEFUL_SETS,
    ...['networking.istio.io', 'security.istio.io', 'telemetry.istio.io', 'extensions.istio.io', 'gateway.networking.k8s.io']
      .map((apiGroup) => ApiResource.custom({ apiGroup, resourceType: '*' })),
  ],
  cluster,
});

// What the mesh tells: a trace of every twentieth request, a line of JSON for each that fails, and Istio's metrics.
const shop = new Chart(app, 'shop', { namespace: 'shop' });
new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });
MeshService.fromService(shop, 'orders', versionedWorkload(shop, { name: 'orders', port: 8080, versions: { v1: 'example/orders:v1' } }));
new MeshTelemetry(shop, 'mesh-telemetry', {
  tracing: { samplingPercentage: 5, provider: jaeger.name },
  accessLog: { onlyErrors: true, providers: [logs.name] },
  metrics: { providers: ['prometheus'] },
});

app.synth();
