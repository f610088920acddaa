import { ApiObject, Chart } from 'cdk8s';
import { objects, refuses, type Rendered, shop, yaml } from './support';
import {
  ClientTlsMode, DestinationRule, Injection, Mesh, MeshAnalysis, MtlsMigration, type MtlsMigrationException, type MtlsMigrationProps, MtlsMode,
  MtlsStage, type MtlsStep, type PlainTextCaller, StrictMtlsMesh, StrictMtlsNamespace,
} from 'cdk8s-istio';

const RATINGS: Required<MtlsStep> = { name: 'ratings-http', namespace: 'shop', selector: { app: 'ratings' }, ports: [9080] };
const STEPS: MtlsStep[] = [
  RATINGS,
  { name: 'ratings', namespace: 'shop', selector: { app: 'ratings' } },
  { name: 'shop', namespace: 'shop' },
  { name: 'payments', namespace: 'payments' },
];
const METRICS: Required<MtlsMigrationException> = {
  name: 'orders-metrics', namespace: 'shop', selector: { app: 'orders' }, mode: MtlsMode.PERMISSIVE, ports: [9090],
};
const STAGES = MtlsStage.all(STEPS);

function migration(chart: Chart, props: Partial<MtlsMigrationProps> = {}): MtlsMigration {
  return new MtlsMigration(chart, 'mtls', { stage: MtlsStage.permissive(), steps: STEPS, ...props });
}

/** The policies in one line each. */
function policies(all: readonly Rendered[]): string[] {
  return all.filter(({ kind }) => kind === 'PeerAuthentication').map(({ metadata: { name, namespace }, spec }) => {
    const { mtls, portLevelMtls } = spec as { mtls: { mode: string }; portLevelMtls?: { [port: string]: { mode: string } } };
    const ports = Object.entries(portLevelMtls ?? {}).map(([port, { mode }]) => ` ${port}=${mode}`);
    return `${namespace}/${name} ${mtls.mode}${ports.join('')}`;
  });
}

test('smallest', () => {
  expect(yaml((chart) => migration(chart, { steps: [{ name: 'shop', namespace: 'shop' }] }))).toMatchInlineSnapshot(`
"
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: istio-system
spec:
  mtls:
    mode: PERMISSIVE
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: shop
spec:
  mtls:
    mode: PERMISSIVE
"
`);
});

test('every property', () => {
  const caller: Required<PlainTextCaller> = { name: 'prometheus', namespace: 'shop', selector: { app: 'orders' }, ports: [9090] };
  const everything: Required<MtlsMigrationProps> = {
    stage: MtlsStage.after('ratings-http'), steps: STEPS, exceptions: [METRICS], plainTextCallers: [caller], rootNamespace: 'istio-config',
  };
  expect(policies(objects((chart) => new MtlsMigration(chart, 'mtls', everything)))).toEqual([
    'istio-config/default PERMISSIVE', 'shop/default PERMISSIVE', 'payments/default PERMISSIVE',
    'shop/orders-metrics PERMISSIVE 9090=PERMISSIVE', 'shop/ratings-http PERMISSIVE 9080=STRICT',
  ]);
});

test('each stage turns the words of its step, and those alone', () => {
  const at = STAGES.map((stage) => policies(objects((chart) => migration(chart, { stage, exceptions: [METRICS] }))));
  const turned = at.slice(1).map((now, i) => now.filter((line) => !at[i].includes(line)));
  expect(STAGES.map(({ name }) => name)).toEqual(['permissive', 'ratings-http', 'ratings', 'shop', 'payments', 'mesh']);
  expect(turned).toEqual([
    ['shop/ratings-http PERMISSIVE 9080=STRICT'],
    ['shop/ratings-http STRICT 9080=STRICT'],
    ['shop/default STRICT', 'shop/orders-metrics STRICT 9090=PERMISSIVE'],
    ['payments/default STRICT'],
    ['istio-system/default STRICT'],
  ]);
  expect(new Set(at.map((lines) => lines.map((line) => line.split(' ')[0]).join()))).toHaveProperty('size', 1);
});

test('an exception for all ports of a workload stays at every stage', () => {
  for (const stage of STAGES) {
    expect(policies(objects((chart) => migration(chart, { stage, exceptions: [{ name: 'old', namespace: 'shop', selector: { app: 'old' }, mode: MtlsMode.DISABLE }] }))))
      .toContain('shop/old DISABLE');
  }
});

test('a workload whose namespace has no step is strict with the mesh', () => {
  const steps = [{ ...RATINGS, namespace: 'other' }];
  const at = (stage: MtlsStage) => policies(objects((chart) => migration(chart, { stage, steps })));
  expect(at(MtlsStage.after('ratings-http'))).toEqual(['istio-system/default PERMISSIVE', 'other/ratings-http PERMISSIVE 9080=STRICT']);
  expect(at(MtlsStage.mesh())).toEqual(['istio-system/default STRICT', 'other/ratings-http STRICT 9080=STRICT']);
});

test('at the last stage the policies are those of the constructs that take its place', () => {
  const { namespace: _, ...exception } = METRICS;
  const after = objects((chart) => {
    new StrictMtlsMesh(chart, 'mesh');
    new StrictMtlsNamespace(chart, 'shop', { name: 'shop', createNamespace: false, exceptions: [exception] });
  });
  const steps = [{ name: 'shop', namespace: 'shop' }];
  expect(objects((chart) => migration(chart, { stage: MtlsStage.mesh(), steps, exceptions: [METRICS] }))).toEqual(after);
});

test('the root namespace is that of the Mesh, declared before or after', () => {
  expect(policies(objects((chart, app) => {
    migration(chart);
    new Mesh(app, 'mesh', { rootNamespace: 'istio-config' });
  }))[0]).toBe('istio-config/default PERMISSIVE');
});

function deployment(chart: Chart, name: string, template: { labels?: object; annotations?: object; spec?: object } = {}): ApiObject {
  return new ApiObject(chart, name, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop' },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name, ...template.labels }, annotations: template.annotations },
        spec: { containers: [{ name, image: name, ports: [{ name: 'http', containerPort: 8080 }], ...template.spec && 'probe' in template.spec ? template.spec.probe as object : {} }], ...template.spec && 'hostNetwork' in template.spec ? template.spec : {} },
      },
    },
  });
}

const namespaceOf = (chart: Chart, injection?: Injection) => {
  new ApiObject(chart, 'ns', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: injection?.labels } });
};

/** What is found at a stage, without the constructs' paths. */
function found(stage: MtlsStage, build: (chart: Chart) => void, props: Partial<MtlsMigrationProps> = {}): string[] {
  const { app, chart } = shop();
  migration(chart, { stage, ...props });
  build(chart);
  return MeshAnalysis.findings(app).filter(({ code }) => code.startsWith('CI05') || code === 'CI0304').map(({ severity, code, message }) => `${severity} ${code} ${message}`);
}

test('callers outside the app are told before they are refused, and stop the synth when they are', () => {
  const props = { plainTextCallers: [{ name: 'prometheus', namespace: 'shop', selector: { app: 'orders' }, ports: [9090] }] };
  const nothing = () => undefined;
  const text = 'prometheus calls pods of namespace shop with {"app":"orders"} on port 9090 in plain text, which';
  expect(found(MtlsStage.permissive(), nothing, props)).toEqual([`info CI0511 ${text} from stage "shop" on takes mutual TLS only; it must be able to call`]);
  expect(found(MtlsStage.after('shop'), nothing, props)).toEqual([`error CI0511 ${text} now takes mutual TLS only; it must be able to call`]);
  expect(found(MtlsStage.mesh(), nothing, { ...props, exceptions: [METRICS] })).toEqual([]);
});

test('pods without a sidecar are told before, and warned of then', () => {
  const rest = 'there are workloads that take mutual TLS only; it must not call them';
  const why = (reason: string) => `Deployment shop/legacy has no sidecar (${reason})`;
  const first = (findings: string[]) => findings.filter((line) => line.includes('CI0511'));
  const noLabel = (chart: Chart) => { namespaceOf(chart); deployment(chart, 'legacy'); };
  expect(first(found(MtlsStage.permissive(), noLabel)))
    .toEqual([`info CI0511 ${why('namespace shop has no label for injection')}, and from stage "ratings-http" on ${rest}`]);
  expect(first(found(MtlsStage.after('ratings-http'), noLabel))).toEqual([`warning CI0511 ${why('namespace shop has no label for injection')}, and now ${rest}`]);
  expect(first(found(MtlsStage.mesh(), (chart) => { namespaceOf(chart, Injection.enabled()); deployment(chart, 'legacy', { spec: { hostNetwork: true } }); })))
    .toEqual([`warning CI0511 ${why('its pods are on the network of the node')}, and now ${rest}`]);
  expect(first(found(MtlsStage.mesh(), (chart) => {
    namespaceOf(chart, Injection.enabled());
    deployment(chart, 'legacy', { labels: { 'sidecar.istio.io/inject': 'false' } });
  }))).toEqual([`warning CI0511 ${why('its pods say sidecar.istio.io/inject "false"')}, and now ${rest}`]);
  expect(found(MtlsStage.mesh(), (chart) => { namespaceOf(chart, Injection.disabled()); deployment(chart, 'legacy'); }))
    .toContain(`warning CI0511 ${why('namespace shop says istio-injection "disabled"')}, and now ${rest}`);
});

test('a step for pods without a sidecar does nothing', () => {
  expect(found(MtlsStage.after('shop'), (chart) => { namespaceOf(chart); deployment(chart, 'legacy'); }).filter((line) => line.includes('CI0512'))).toEqual([
    'warning CI0512 Deployment shop/legacy has no sidecar (namespace shop has no label for injection), and now is to take mutual TLS only; it must have one ' +
    'to refuse plain text',
  ]);
});

test('pods with a sidecar, and those of namespaces that the app does not show, are not told', () => {
  expect(found(MtlsStage.mesh(), (chart) => { namespaceOf(chart, Injection.enabled()); deployment(chart, 'reviews'); })).toEqual([]);
  expect(found(MtlsStage.mesh(), (chart) => { namespaceOf(chart, Injection.revision('1-31-0')); deployment(chart, 'reviews'); })).toEqual([]);
  expect(found(MtlsStage.mesh(), (chart) => { namespaceOf(chart); deployment(chart, 'reviews', { labels: { 'sidecar.istio.io/inject': 'true' } }); })).toEqual([]);
  expect(found(MtlsStage.mesh(), (chart) => { deployment(chart, 'reviews'); })).toEqual([]);
});

test('a workload whose silence has a reason stops nothing', () => {
  const { app, chart } = shop();
  migration(chart, { stage: MtlsStage.after('ratings') });
  namespaceOf(chart);
  deployment(chart, 'batch').metadata.addAnnotation('cdk8s-istio.dev/suppress.CI0511', 'reads files only');
  expect(MeshAnalysis.findings(app).filter(({ code }) => code === 'CI0511').map(({ suppressedReason }) => suppressedReason)).toEqual(['reads files only']);
});

test('health checks that are not rewritten are refused', () => {
  const unrewritten = (chart: Chart) => {
    namespaceOf(chart, Injection.enabled());
    deployment(chart, 'reviews', {
      annotations: { 'sidecar.istio.io/rewriteAppHTTPProbers': 'false' },
      spec: { probe: { readinessProbe: { httpGet: { path: '/', port: 'http' } }, livenessProbe: { tcpSocket: { port: 8080 } } } },
    });
  };
  const text = 'spec.template.spec.containers[0].readinessProbe.httpGet asks port 8080 in plain text, as the annotation sidecar.istio.io/rewriteAppHTTPProbers ' +
    'is "false", and';
  expect(found(MtlsStage.permissive(), unrewritten)).toEqual([`info CI0511 ${text} from stage "shop" on the port takes mutual TLS only; it must be rewritten`]);
  expect(found(MtlsStage.after('shop'), unrewritten)).toEqual([`error CI0511 ${text} now the port takes mutual TLS only; it must be rewritten`]);
});

test('DestinationRules without TLS are told before, and stop the synth when they break', () => {
  const plain = (chart: Chart) => {
    new ApiObject(chart, 'service', {
      apiVersion: 'v1', kind: 'Service', metadata: { name: 'orders', namespace: 'shop' }, spec: { selector: { app: 'orders' }, ports: [{ name: 'http', port: 80 }] },
    });
    new DestinationRule(chart, 'orders', { host: 'orders.shop.svc.cluster.local', trafficPolicy: { tls: { mode: ClientTlsMode.DISABLE } } });
  };
  const text = 'spec.trafficPolicy.tls.mode is "DISABLE", while PeerAuthentication shop/default says STRICT for orders.shop.svc.cluster.local port 80; they must agree';
  expect(found(MtlsStage.after('ratings'), plain)).toEqual([`info CI0511 from stage "shop" on ${text}`]);
  expect(found(MtlsStage.after('shop'), plain)).toEqual([`error CI0304 ${text}`]);
});

test('a namespace that another construct makes strict has two policies, which is an error', () => {
  const twice = (chart: Chart) => { new StrictMtlsNamespace(chart, 'namespace', { name: 'shop', createNamespace: false }); };
  expect(found(MtlsStage.after('shop'), twice)).toEqual([
    'error CI0504 metadata.name is "default" for namespace shop; it must have one policy, and PeerAuthentication shop/default is one as well',
  ]);
});

refuses({
  'no steps': [(chart) => migration(chart, { steps: [] }), 'shop/mtls: steps is []; it must be a list of at least one element; use StrictMtlsMesh for a mesh that becomes strict at once'],
  'a stage that there is not': [(chart) => migration(chart, { stage: MtlsStage.after('orders') }),
    'shop/mtls: stage is "orders"; it must be one of permissive, ratings-http, ratings, shop, payments, mesh'],
  'two steps of one name': [(chart) => migration(chart, { steps: [{ name: 'a', namespace: 'a' }, { name: 'a', namespace: 'b' }] }),
    'shop/mtls: steps[1].name is "a"; it must be a name of its own, not "permissive" and not "mesh"'],
  'a step of a name that a stage has': [(chart) => migration(chart, { steps: [{ name: 'mesh', namespace: 'a' }] }),
    'shop/mtls: steps[0].name is "mesh"; it must be a name of its own, not "permissive" and not "mesh"'],
  'the same step twice': [(chart) => migration(chart, { steps: [{ name: 'a', namespace: 'a' }, { name: 'b', namespace: 'a' }] }),
    'shop/mtls: steps[1] is about what steps[0] is about; it must be about something else; leave one of them out'],
  'a workload after its namespace': [
    (chart) => migration(chart, { steps: [{ name: 'shop', namespace: 'shop' }, { name: 'ratings', namespace: 'shop', selector: { app: 'ratings' } }] }),
    'shop/mtls: steps[1] is strict since step "shop"; it must go before that; narrower steps go first',
  ],
  'a step for an exception': [
    (chart) => migration(chart, { steps: [{ name: 'metrics', namespace: 'shop', selector: { app: 'orders' }, ports: [9090] }], exceptions: [METRICS] }),
    'shop/mtls: steps[0] is about what exceptions[0] is about; it must be about something else; leave one of them out',
  ],
  'ports of a namespace': [(chart) => migration(chart, { steps: [{ name: 'a', namespace: 'a', ports: [80] }] }),
    'shop/mtls: steps[0].ports is given without a selector; Istio takes ports only for selected workloads'],
  'an exception that is none': [(chart) => migration(chart, { exceptions: [{ ...METRICS, mode: MtlsMode.STRICT }] }),
    'shop/mtls: exceptions[0].mode is "STRICT"; it must be PERMISSIVE or DISABLE'],
  'two workloads of one name': [
    (chart) => migration(chart, { steps: [{ name: 'x', namespace: 'shop', selector: { app: 'x' } }], exceptions: [{ ...METRICS, name: 'x' }] }),
    'shop/mtls: two workloads of namespace shop are named "x"; each must have a name of its own',
  ],
  'a caller of ports of anything': [(chart) => migration(chart, { plainTextCallers: [{ name: 'Prometheus', namespace: 'shop', ports: [80] }] }),
    'shop/mtls: plainTextCallers[0].ports is given without a selector; Istio takes ports only for selected workloads'],
});
