import { App, Chart } from 'cdk8s';
import { versionedWorkload } from '../workloads';
import { ExtensionProvider, Injection, IstioInstall, MeshService, MeshTelemetry, MetricTag, StrictMtlsNamespace, TracingTag } from 'cdk8s-istio';

const app = new App();

// The providers that telemetry may name, beside envoy, prometheus and stackdriver, which are always there.
const jaeger = ExtensionProvider.opentelemetry('jaeger', { service: 'jaeger-collector.observability.svc.cluster.local', port: 4317 });
new IstioInstall(new Chart(app, 'istio'), 'istio', { meshConfig: { extensionProviders: [jaeger] } });

const shop = new Chart(app, 'telemetry', { namespace: 'shop' });
new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });

/** A part of the shop. */
function part(name: string): MeshService {
  return MeshService.fromService(shop, name, versionedWorkload(shop, { name, port: 8080, versions: { v1: `example/${name}:v1` } }));
}

part('frontend');
part('reviews');
const orders = part('orders');
const search = part('search');

// The whole mesh: few traces, and failures only.
new MeshTelemetry(shop, 'mesh-wide', {
  tracing: { samplingPercentage: 5, provider: jaeger.name },
  accessLog: { onlyErrors: true },
});
// The shop: its traces say so.
new MeshTelemetry(shop, 'shop-wide', { namespace: 'shop', tracing: { tags: { shop: TracingTag.literal('tea') } } });
// Each order is written down and traced; metrics tell by which host it came.
new MeshTelemetry(shop, 'orders-telemetry', {
  service: orders,
  tracing: { samplingPercentage: 100 },
  accessLog: { filter: 'request.method == "POST" || response.code >= 400' },
  metrics: { tags: { request_host: MetricTag.upsert('request.host') } },
});
// Searches are not written at all.
new MeshTelemetry(shop, 'search-telemetry', { service: search, accessLog: { enabled: false } });

app.synth();
