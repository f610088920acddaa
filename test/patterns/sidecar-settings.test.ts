import { ApiObject, type Chart, Duration, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { findings, objects, refuses, shop } from './support';
import {
  AgentLogLevel, InterceptionMode, ProxyImageType, ProxyLogLevel, type ProxySettings, type SidecarCapture, type SidecarLogging, type SidecarReadiness,
  type SidecarResources, SidecarSettings, type SidecarSettingsProps, type SidecarStats, type SidecarVolume, SidecarVolumeSource, type StatsMatcher,
  TracingServiceName,
} from 'cdk8s-istio';

type Settings = Omit<SidecarSettingsProps, 'workloads'>;
const containers = [{ image: 'example/orders:v1' }];

/** A workload as other libraries, or files, bring it. */
function plain(chart: Chart, metadata?: object, id: string = 'orders'): ApiObject {
  return new ApiObject(chart, id, {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: id }, spec: { template: { ...metadata === undefined ? {} : { metadata }, spec: { containers } } },
  });
}

const settings = (chart: Chart, props: Settings) => new SidecarSettings(chart, 'sidecar', { workloads: [plain(chart)], ...props });

/** The metadata of the template of the pods. */
function podMetadata(build: (chart: Chart) => unknown): { labels?: object; annotations?: { [name: string]: string } } {
  const [object] = objects(build).filter(({ kind }) => /Deployment|StatefulSet|DaemonSet|Job|Pod/.test(kind)) as unknown as [Made];
  return (object.kind === 'Pod' ? object : (object.spec.jobTemplate?.spec ?? object.spec).template).metadata;
}

interface Made {
  readonly kind: string;
  readonly metadata: object;
  readonly spec: { readonly template: Made; readonly jobTemplate?: { readonly spec: { readonly template: Made } } };
}

/** The annotations that settings make. */
const annotations = (props: Settings) => podMetadata((chart) => settings(chart, props)).annotations;

test('smallest', () => {
  expect(podMetadata((chart) => settings(chart, { inject: false }))).toEqual({ labels: { 'sidecar.istio.io/inject': 'false' } });
});

const resources: Required<SidecarResources> = { requests: { cpu: '250m', memory: '256Mi' }, limits: { cpu: '1.5', memory: '1Gi' } };
const matcher: Required<StatsMatcher> = { inclusionPrefixes: ['cluster.'], inclusionSuffixes: ['_total'], inclusionRegexps: ['.*upstream.*'] };
const proxy: Required<ProxySettings> = {
  concurrency: 0,
  holdApplicationUntilProxyStarts: false,
  drainDuration: Duration.seconds(30),
  terminationDrainDuration: Duration.minutes(1),
  proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true' },
  runtimeValues: { 'overload.global_downstream_max_connections': '1000' },
  tracingSampling: 12.5,
  tracingMaxPathTagLength: 512,
  tracingServiceName: TracingServiceName.CANONICAL_NAME_AND_NAMESPACE,
  statsMatcher: matcher,
  extraStatTags: ['tenant'],
  more: { proxyHeaders: { server: { disabled: true } } },
};
const capture: Required<Omit<SidecarCapture, 'includeInboundPorts' | 'includeOutboundIpRanges'>> = {
  mode: InterceptionMode.TPROXY,
  excludeInboundPorts: [9102, 9103],
  includeOutboundPorts: [443],
  excludeOutboundPorts: [3306],
  excludeOutboundIpRanges: ['10.1.0.0/16', 'fd00::/8'],
  excludeInterfaces: ['eth1'],
  rerouteInterfaces: ['docker0', 'br-1'],
};
const logging: Required<SidecarLogging> = {
  proxy: ProxyLogLevel.INFO,
  proxyComponents: { rbac: ProxyLogLevel.DEBUG, http: ProxyLogLevel.TRACE },
  agent: AgentLogLevel.WARN,
  agentScopes: { sds: AgentLogLevel.DEBUG },
};
const stats: Required<SidecarStats> = {
  mergeMetrics: false,
  histogramBuckets: { istiocustom: [1, 10, 100] },
  histogramBins: 50,
  flushInterval: Duration.seconds(10),
  evictionInterval: Duration.minutes(1),
};
const readiness: Required<SidecarReadiness> = {
  initialDelay: Duration.seconds(0), period: Duration.seconds(5), failureThreshold: 3, applicationPorts: [8080, 8081],
};
const volumes: Required<SidecarVolume>[] = [
  { name: 'ca', source: SidecarVolumeSource.secret('partner-ca'), mountPath: '/etc/ca', readOnly: true },
  { name: 'filters', source: SidecarVolumeSource.configMap('filters'), mountPath: '/etc/filters', readOnly: false },
  { name: 'scratch', source: SidecarVolumeSource.of({ emptyDir: {} }), mountPath: '/scratch', readOnly: false },
];

test('every property', () => {
  const everything: Required<Omit<Settings, 'ambient' | 'waypoint' | 'image'>> = {
    inject: true,
    revision: 'canary',
    nativeSidecar: false,
    resources,
    imageType: ProxyImageType.DISTROLESS,
    proxy,
    capture,
    logging,
    stats,
    readiness,
    rewriteAppProbes: false,
    statusPort: 0,
    volumes,
    bootstrapOverride: 'bootstrap',
    templates: ['sidecar', 'custom'],
    network: 'office',
    canonicalName: 'orders',
    canonicalRevision: '1.4',
  };
  expect(podMetadata((chart) => settings(chart, everything))).toEqual({
    labels: {
      'sidecar.istio.io/inject': 'true',
      'istio.io/rev': 'canary',
      'topology.istio.io/network': 'office',
      'service.istio.io/canonical-name': 'orders',
      'service.istio.io/canonical-revision': '1.4',
    },
    annotations: {
      'sidecar.istio.io/nativeSidecar': 'false',
      'sidecar.istio.io/proxyCPU': '250m',
      'sidecar.istio.io/proxyMemory': '256Mi',
      'sidecar.istio.io/proxyCPULimit': '1.5',
      'sidecar.istio.io/proxyMemoryLimit': '1Gi',
      'sidecar.istio.io/proxyImageType': 'distroless',
      'proxy.istio.io/config': [
        'concurrency: 0', 'holdApplicationUntilProxyStarts: false', 'drainDuration: 30s', 'terminationDrainDuration: 60s',
        'proxyMetadata:', '  ISTIO_META_DNS_CAPTURE: "true"', 'runtimeValues:', '  overload.global_downstream_max_connections: "1000"',
        'tracing:', '  sampling: 12.5', '  maxPathTagLength: 512', 'tracingServiceName: CANONICAL_NAME_AND_NAMESPACE',
        'proxyStatsMatcher:', '  inclusionPrefixes:', '    - cluster.', '  inclusionSuffixes:', '    - _total', '  inclusionRegexps:', '    - .*upstream.*',
        'extraStatTags:', '  - tenant', 'proxyHeaders:', '  server:', '    disabled: true', '',
      ].join('\n'),
      'sidecar.istio.io/interceptionMode': 'TPROXY',
      'traffic.sidecar.istio.io/excludeInboundPorts': '9102,9103',
      'traffic.sidecar.istio.io/includeOutboundPorts': '443',
      'traffic.sidecar.istio.io/excludeOutboundPorts': '3306',
      'traffic.sidecar.istio.io/excludeOutboundIPRanges': '10.1.0.0/16,fd00::/8',
      'traffic.sidecar.istio.io/excludeInterfaces': 'eth1',
      'istio.io/reroute-virtual-interfaces': 'docker0,br-1',
      'sidecar.istio.io/logLevel': 'info',
      'sidecar.istio.io/componentLogLevel': 'http:trace,rbac:debug',
      'sidecar.istio.io/agentLogLevel': 'default:warn,sds:debug',
      'prometheus.istio.io/merge-metrics': 'false',
      'sidecar.istio.io/statsHistogramBuckets': '{"istiocustom":[1,10,100]}',
      'sidecar.istio.io/statsHistogramBins': '50',
      'sidecar.istio.io/statsFlushInterval': '10s',
      'sidecar.istio.io/statsEvictionInterval': '60s',
      'readiness.status.sidecar.istio.io/initialDelaySeconds': '0',
      'readiness.status.sidecar.istio.io/periodSeconds': '5',
      'readiness.status.sidecar.istio.io/failureThreshold': '3',
      'readiness.status.sidecar.istio.io/applicationPorts': '8080,8081',
      'sidecar.istio.io/rewriteAppHTTPProbers': 'false',
      'status.sidecar.istio.io/port': '0',
      'sidecar.istio.io/userVolume': '{"ca":{"secret":{"secretName":"partner-ca"}},"filters":{"configMap":{"name":"filters"}},"scratch":{"emptyDir":{}}}',
      'sidecar.istio.io/userVolumeMount':
        '{"ca":{"mountPath":"/etc/ca","readOnly":true},"filters":{"mountPath":"/etc/filters","readOnly":false},"scratch":{"mountPath":"/scratch","readOnly":false}}',
      'sidecar.istio.io/bootstrapOverride': 'bootstrap',
      'inject.istio.io/templates': 'sidecar,custom',
    },
  });
});

test('pods without a sidecar in the mesh, and with an image of their own', () => {
  const labels = (props: Settings) => podMetadata((chart) => settings(chart, props)).labels;
  expect(labels({ ambient: true, waypoint: 'shop' })).toEqual({ 'istio.io/dataplane-mode': 'ambient', 'istio.io/use-waypoint': 'shop' });
  expect(labels({ ambient: false })).toEqual({ 'istio.io/dataplane-mode': 'none' });
  expect(annotations({ image: 'registry.example.com/proxyv2:1.31.0' })).toEqual({ 'sidecar.istio.io/proxyImage': 'registry.example.com/proxyv2:1.31.0' });
});

test('an empty list of what is included includes nothing', () => {
  expect(annotations({ capture: { includeInboundPorts: [], includeOutboundIpRanges: [] } })).toEqual({
    'traffic.sidecar.istio.io/includeInboundPorts': '', 'traffic.sidecar.istio.io/includeOutboundIPRanges': '',
  });
  expect(annotations({ capture: { includeInboundPorts: [8080], includeOutboundIpRanges: ['10.0.0.0/8'] } })).toEqual({
    'traffic.sidecar.istio.io/includeInboundPorts': '8080', 'traffic.sidecar.istio.io/includeOutboundIPRanges': '10.0.0.0/8',
  });
  expect(annotations({ logging: { agentScopes: { default: AgentLogLevel.ERROR } } })).toEqual({ 'sidecar.istio.io/agentLogLevel': 'default:error' });
});

test.each<[string, (chart: Chart) => kplus.Workload | kplus.Pod]>([
  ['Deployment', (chart) => new kplus.Deployment(chart, 'it', { containers })],
  ['StatefulSet', (chart) => new kplus.StatefulSet(chart, 'it', { containers, service: new kplus.Service(chart, 's', { ports: [{ port: 1 }] }) })],
  ['DaemonSet', (chart) => new kplus.DaemonSet(chart, 'it', { containers })],
  ['Job', (chart) => new kplus.Job(chart, 'it', { containers })],
  ['CronJob', (chart) => new kplus.CronJob(chart, 'it', { containers, schedule: { expressionString: '* * * * *' } as never })],
  ['Pod', (chart) => new kplus.Pod(chart, 'it', { containers })],
])('the pods of a %s of cdk8s-plus are told, and not what makes them', (_kind, make) => {
  const build = (chart: Chart) => {
    const workload = make(chart);
    new SidecarSettings(chart, 'sidecar', { workloads: [workload], inject: true, logging: { proxy: ProxyLogLevel.INFO } });
  };
  expect(podMetadata(build)).toMatchObject({
    labels: { 'sidecar.istio.io/inject': 'true' }, annotations: { 'sidecar.istio.io/logLevel': 'info' },
  });
  // That the annotation is alpha is said of bare pods; it does not change with what makes them.
  const told = findings(build).filter((finding) => finding.includes('sidecar.istio.io') && !finding.endsWith('[CI0069]'));
  expect(told).toEqual([]);
});

test('a generated class of cdk8s-plus is told like a plain object', () => {
  expect(podMetadata((chart) => new SidecarSettings(chart, 'sidecar', {
    workloads: [new kplus.k8s.KubeCronJob(chart, 'it', {
      spec: { schedule: '* * * * *', jobTemplate: { spec: { template: { metadata: { labels: { app: 'it' } }, spec: { containers: [{ name: 'it' }] } } } } },
    })],
    inject: true,
    rewriteAppProbes: true,
  }))).toEqual({ labels: { 'app': 'it', 'sidecar.istio.io/inject': 'true' }, annotations: { 'sidecar.istio.io/rewriteAppHTTPProbers': 'true' } });
});

test('what the pods have already stays', () => {
  expect(podMetadata((chart) => new SidecarSettings(chart, 'sidecar', {
    workloads: [plain(chart, { labels: { app: 'orders' }, annotations: { 'a/b': 'c' } })], inject: true, statusPort: 1,
  }))).toEqual({
    labels: { 'app': 'orders', 'sidecar.istio.io/inject': 'true' }, annotations: { 'a/b': 'c', 'status.sidecar.istio.io/port': '1' },
  });
});

test('several settings of one workload add up', () => {
  expect(podMetadata((chart) => {
    const workloads = [plain(chart)];
    new SidecarSettings(chart, 'one', { workloads, inject: true });
    new SidecarSettings(chart, 'two', { workloads, inject: true, statusPort: 1 });
  })).toEqual({ labels: { 'sidecar.istio.io/inject': 'true' }, annotations: { 'status.sidecar.istio.io/port': '1' } });
});

test('several workloads get the same', () => {
  const { chart } = shop();
  const workloads = [plain(chart, {}, 'a'), plain(chart, {}, 'b')];
  new SidecarSettings(chart, 'sidecar', { workloads, inject: true });
  workloads[0].addJsonPatch(JsonPatch.add('/spec/replicas', 2));
  for (const workload of workloads) { expect(workload.toJson().spec.template.metadata.labels).toEqual({ 'sidecar.istio.io/inject': 'true' }); }
});

const refused = (props: Settings, message: string) => [(chart: Chart) => settings(chart, props), `shop/sidecar: ${message}`] as const;

refuses({
  'nothing that is said': refused({}, 'nothing is said of the workloads; it must be at least one property'),
  'no workloads': [(chart) => new SidecarSettings(chart, 'sidecar', { workloads: [] }), 'shop/sidecar: workloads is []; it must be a list of at least one element'],
  'a workload that makes no pods': [
    (chart) => new SidecarSettings(chart, 'sidecar', { workloads: [new kplus.Service(chart, 's')], inject: true }),
    'shop/sidecar: workloads[0] is "v1 Service"; it must be a construct of a Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob, Pod or Rollout',
  ],
  'what the pods say otherwise': [
    (chart) => new SidecarSettings(chart, 'sidecar', { workloads: [plain(chart, { labels: { 'sidecar.istio.io/inject': 'true' } })], inject: false }),
    'shop/sidecar: the pods of shop/orders have the label sidecar.istio.io/inject with "true" already; it must be "false", as is said here; say it in one place',
  ],
  'settings of a sidecar that there is none': refused({ inject: false, resources },
    'resources is given and inject is false; it must be left out: the pods have no sidecar that it could be about'),
  'a sidecar in ambient mode': refused({ inject: true, ambient: true },
    'inject is given and ambient is true; it must be left out: the pods have no sidecar that it could be about'),
  'waiting for what starts first': refused({ nativeSidecar: true, proxy: { holdApplicationUntilProxyStarts: true } },
    'proxy.holdApplicationUntilProxyStarts is true; it must be left out next to nativeSidecar, which starts before the application anyway'),
  'two images': refused({ image: 'a/b', imageType: ProxyImageType.DEBUG }, 'image and imageType are given; it must be one of them'),
  'an image that the injector would not see': refused({ image: 'proxyv2' },
    'image is "proxyv2"; it must be the whole name of an image, with its registry or path (registry.example.com/istio/proxyv2:1.31.0)'),
  'a quantity that is none': refused({ resources: { limits: { memory: '1GB' } } },
    'resources.limits.memory is "1GB"; it must be a quantity of Kubernetes (500m, 2Gi)'),
  'more than the limit': refused({ resources: { requests: { cpu: '2' }, limits: { cpu: '500m' } } },
    'resources.requests.cpu is "2"; it must be at most the limit, 500m'),
  'no resources': refused({ resources: {} },
    'resources is {}; it must be at least one of requests and limits, of cpu or memory; leave it out for what the installation says'),
  'including and leaving out': refused({ capture: { includeInboundPorts: [1], excludeInboundPorts: [2] } },
    'capture.includeInboundPorts and capture.excludeInboundPorts are given; it must be one of them: what is left out counts only among all'),
  'leaving nothing out': refused({ capture: { excludeOutboundPorts: [] } },
    'capture.excludeOutboundPorts is []; it must be a list of at least one element; leave it out for none'),
  'a port that is none': refused({ capture: { excludeInboundPorts: [70000] } }, 'capture.excludeInboundPorts[0] is 70000; it must be between 1 and 65535'),
  'an address where a range is expected': refused({ capture: { excludeOutboundIpRanges: ['169.254.169.254'] } },
    'capture.excludeOutboundIpRanges[0] is "169.254.169.254"; it must be a range of IP addresses; write 169.254.169.254/32'),
  'a range that is none': refused({ capture: { includeOutboundIpRanges: ['10.1.0.0/33'] } },
    'capture.includeOutboundIpRanges[0] is "10.1.0.0/33"; it must be an IP address or a range of them (10.1.0.0/16)'),
  'an interface that is none': refused({ capture: { excludeInterfaces: ['eth0,eth1'] } },
    'capture.excludeInterfaces[0] is "eth0,eth1"; it must be the name of a network interface: a letter, then letters, digits, "_", "." and "-", at most 15 characters'),
  'levels of nothing': refused({ logging: { proxyComponents: {} } },
    'logging.proxyComponents is {}; it must be at least one of them with its level; leave it out'),
  'a component that is none': refused({ logging: { proxyComponents: { 'a:b': ProxyLogLevel.INFO } } },
    'logging.proxyComponents has the name "a:b"; it must be letters, digits, "_", "-" and "."'),
  'two levels of the agent': refused({ logging: { agent: AgentLogLevel.INFO, agentScopes: { default: AgentLogLevel.WARN } } },
    'logging.agent and logging.agentScopes.default are given; it must be one of them'),
  'an eviction that the agent would leave out': refused({ stats: { evictionInterval: Duration.seconds(7) } },
    'stats.evictionInterval is "7000ms"; it must be whole seconds and a multiple of flushInterval, 5000ms'),
  'buckets that do not rise': refused({ stats: { histogramBuckets: { a: [5, 1] } } },
    'stats.histogramBuckets.a is [5,1]; it must be positive numbers, each greater than the one before'),
  'a drain of less than a second': refused({ proxy: { drainDuration: Duration.millis(1500) } },
    'proxy.drainDuration is "1500ms"; it must be whole seconds, at least 1s'),
  'a field twice': refused({ proxy: { concurrency: 1, more: { concurrency: 2 } } },
    'proxy.more.concurrency is given beside the property for it; it must be one of them'),
  'a field of the installation': refused({ proxy: { more: { discoveryAddress: 'a:1' } } },
    'proxy.more.discoveryAddress is given; it must be left out: it is the installation\'s to say'),
  'no setting of the proxy': refused({ proxy: {} }, 'proxy is {}; it must be at least one setting; leave it out for none'),
  'a matcher of nothing': refused({ proxy: { statsMatcher: {} } },
    'proxy.statsMatcher is {}; it must be at least one prefix, suffix or regular expression'),
  'no variables': refused({ proxy: { proxyMetadata: {} } }, 'proxy.proxyMetadata is {}; it must be at least one of them; leave it out for none'),
  'a volume twice': refused({ volumes: [volumes[0], volumes[0]] }, 'volumes[1].name is "ca"; it must be given once'),
  'a path that is none': refused({ volumes: [{ ...volumes[0], mountPath: 'etc' }] },
    'volumes[0].mountPath is "etc"; it must be a path that begins with "/", without ":"'),
  'a source that is none': refused({ volumes: [{ ...volumes[0], source: SidecarVolumeSource.of({}) }] },
    'volumes[0].source is {}; it must be one source of a volume, as Kubernetes writes it'),
  'a status port that is none': refused({ statusPort: -1 }, 'statusPort is -1; it must be between 0 and 65535'),
});

test('maps have no order: however they are given, the annotation is the same', () => {
  const written = (...names: string[]) => {
    const chart = Testing.chart();
    const proxyMetadata = Object.fromEntries(names.map((name) => [name, 'set']));
    const more = Object.fromEntries(names.map((name) => [name.toLowerCase(), { ...proxyMetadata }]));
    new SidecarSettings(chart, 'sidecar', { workloads: [plain(chart)], proxy: { proxyMetadata, more } });
    return Testing.synth(chart);
  };
  expect(written('B', 'A')).toEqual(written('A', 'B'));
});
