import { App, Chart, Duration } from 'cdk8s';
import { findings, HTTP, refuses, service, shop, spec, yaml } from './support';
import {
  type AccessLogSettings, ExtensionProvider, IstioInstall, Mesh, MeshAnalysis, MeshTelemetry, type MeshTelemetryProps, Metric,
  type MetricsSettings, MetricTag, type TracingSettings, TracingTag, WorkloadMode,
} from 'cdk8s-istio';

/** The `spec` of the one Telemetry that is built. */
function said(props: MeshTelemetryProps): { readonly [field: string]: unknown } {
  return spec('Telemetry', (chart) => new MeshTelemetry(chart, 'telemetry', props));
}

test('smallest', () => {
  expect(yaml((chart) => new MeshTelemetry(chart, 'telemetry', { tracing: { samplingPercentage: 5 }, accessLog: { onlyErrors: true } }))).
    toMatchInlineSnapshot(`
"
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata:
  name: telemetry
  namespace: istio-system
spec:
  accessLogging:
    - filter:
        expression: response.code >= 400 || response.flags != 0 || (request.headers['content-type'].startsWith('application/grpc') && response.grpc_status != 0)
      providers:
        - name: envoy
  tracing:
    - randomSamplingPercentage: 5
"
`);
});

test('every property', () => {
  const tracing: Required<TracingSettings> = {
    samplingPercentage: 0, provider: 'jaeger', tags: { shop: TracingTag.literal('tea') }, reportSpans: false, mode: WorkloadMode.SERVER,
  };
  const accessLog: Required<Omit<AccessLogSettings, 'onlyErrors'>> = {
    filter: 'response.code >= 500', providers: ['envoy', 'otel'], enabled: true, mode: WorkloadMode.CLIENT,
  };
  const metrics: Required<MetricsSettings> = {
    tags: { host: MetricTag.upsert('request.host') },
    enabled: true,
    overrides: [{ metric: Metric.REQUEST_SIZE, disabled: true }],
    providers: ['prometheus'],
    reportingInterval: Duration.seconds(15),
  };
  expect(spec('Telemetry', (chart) => {
    const everything: Required<Omit<MeshTelemetryProps, 'namespace'>> = { service: service(chart, 'reviews', [HTTP]), tracing, accessLog, metrics };
    new MeshTelemetry(chart, 'telemetry', everything);
  })).toEqual({
    selector: { matchLabels: { app: 'reviews' } },
    tracing: [{
      match: { mode: 'SERVER' },
      providers: [{ name: 'jaeger' }],
      randomSamplingPercentage: 0,
      disableSpanReporting: true,
      customTags: { shop: { literal: { value: 'tea' } } },
    }],
    accessLogging: [{ match: { mode: 'CLIENT' }, providers: [{ name: 'envoy' }, { name: 'otel' }], filter: { expression: 'response.code >= 500' } }],
    metrics: [{
      providers: [{ name: 'prometheus' }],
      overrides: [
        { disabled: false, tagOverrides: { host: { operation: 'UPSERT', value: 'request.host' } } },
        { match: { metric: 'REQUEST_SIZE' }, disabled: true },
      ],
      reportingInterval: '15s',
    }],
  });
});

test('a log that is silenced, and metrics that are', () => {
  expect(said({ accessLog: { enabled: false }, metrics: { enabled: false } })).toEqual({
    accessLogging: [{ providers: [{ name: 'envoy' }], disabled: true }], metrics: [{ overrides: [{ disabled: true }] }],
  });
});

test.each<[string, MeshTelemetryProps, string]>([
  ['the mesh', { accessLog: {} }, 'mesh-root'],
  ['a namespace', { accessLog: {}, namespace: 'front' }, 'front'],
])('is where it is for %s', (_what, props, namespace) => {
  const { app, chart } = shop();
  const telemetry = new MeshTelemetry(chart, 'telemetry', props);
  new Mesh(chart, 'mesh', { rootNamespace: 'mesh-root' });
  expect((chart.toJson() as { metadata: { namespace: string } }[])[0].metadata).toEqual({ name: 'telemetry', namespace });
  expect(telemetry.node.root).toBe(app);
});

test('one for each level composes; a second one is reported', () => {
  const levels = (chart: Chart) => {
    new MeshTelemetry(chart, 'mesh-wide', { accessLog: {} });
    new MeshTelemetry(chart, 'shop-wide', { accessLog: { onlyErrors: true }, namespace: 'shop' });
    new MeshTelemetry(chart, 'of-reviews', { accessLog: { enabled: false }, service: service(chart) });
  };
  expect(findings(levels)).toEqual([]);
  expect(findings((chart) => {
    levels(chart);
    new MeshTelemetry(chart, 'again', { metrics: { enabled: false } });
  })).toEqual([
    'error shop/mesh-wide: metadata.name is "mesh-wide" for the mesh; it must have one Telemetry, and Telemetry istio-system/again is one as well; '
      + 'join them into one Telemetry [CI0902]',
  ]);
});

test('providers are those of the installation of the app', () => {
  const app = new App();
  const install = new Chart(app, 'install');
  new IstioInstall(install, 'istio', { meshConfig: { extensionProviders: [ExtensionProvider.opentelemetry('jaeger', { service: 'jaeger.obs.svc.cluster.local', port: 4317 })] } });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new MeshTelemetry(chart, 'telemetry', { tracing: { provider: 'jaeger' } });
  expect(MeshAnalysis.findings(app)).toEqual([]);
  new MeshTelemetry(chart, 'typo', { tracing: { provider: 'jeager' }, namespace: 'shop' });
  expect(MeshAnalysis.findings(app).map((finding) => finding.code)).toEqual(['CI0901']);
});

refuses({
  'nothing': [(chart) => new MeshTelemetry(chart, 'telemetry', {}),
    'shop/telemetry: none of tracing, accessLog and metrics is given; it must be at least one'],
  'two levels': [(chart) => new MeshTelemetry(chart, 'telemetry', { service: service(chart), namespace: 'a', accessLog: {} }),
    'shop/telemetry: service and namespace are given; it must be one of them, or none for the whole mesh'],
  'a namespace that is none': [(chart) => new MeshTelemetry(chart, 'telemetry', { namespace: 'A', accessLog: {} }),
    'shop/telemetry: namespace is "A"; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters'],
  'tracing that says nothing': [(chart) => new MeshTelemetry(chart, 'telemetry', { tracing: { mode: WorkloadMode.CLIENT } }),
    'shop/telemetry: tracing says nothing; it must say something; leave it out'],
  'a share that is none': [(chart) => new MeshTelemetry(chart, 'telemetry', { tracing: { samplingPercentage: 101 } }),
    'shop/telemetry: tracing.samplingPercentage is 101; it must be between 0 and 100'],
  'two filters': [(chart) => new MeshTelemetry(chart, 'telemetry', { accessLog: { onlyErrors: true, filter: 'true' } }),
    'shop/telemetry: accessLog has onlyErrors and filter; it must have one of them'],
  'an empty filter': [(chart) => new MeshTelemetry(chart, 'telemetry', { accessLog: { filter: '' } }),
    'shop/telemetry: accessLog.filter is ""; it must be a text that is not empty'],
  'errors of a silenced log': [(chart) => new MeshTelemetry(chart, 'telemetry', { accessLog: { onlyErrors: true, enabled: false } }),
    'shop/telemetry: accessLog.enabled is false; it must be left out next to onlyErrors, as nothing is written'],
  'metrics that say nothing': [(chart) => new MeshTelemetry(chart, 'telemetry', { metrics: {} }),
    'shop/telemetry: metrics says nothing; it must say something; leave it out'],
  'tags of no metrics': [(chart) => new MeshTelemetry(chart, 'telemetry', { metrics: { enabled: false, tags: { a: MetricTag.remove() } } }),
    'shop/telemetry: metrics.enabled is false; it must be left out next to tags, as nothing is measured'],
});
