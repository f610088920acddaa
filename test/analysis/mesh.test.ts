import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { NameGiven } from './name-given';
import { Mesh } from '../../src/analysis/mesh';
import { MeshAnalysis } from '../../src/analysis/mesh-analysis';
import type { MeshProps } from '../../src/analysis/mesh-props';
import { Severity } from '../../src/checks/finding';
import { DataPlaneMode } from '../../src/checks/mesh-context';
import { PolicyPack } from '../../src/checks/policy-pack';

const istio = (scope: Construct, kind: string, name: string, spec: object, namespace = 'shop') => new ApiObject(scope, name, {
  apiVersion: `${kind === 'PeerAuthentication' ? 'security' : 'networking'}.istio.io/v1`, kind, metadata: { name, namespace }, spec,
});
/** The codes of what is more than worth knowing. */
const codes = (scope: Construct) => MeshAnalysis.findings(scope).filter(({ severity }) => severity !== Severity.INFO).map(({ code }) => code);

afterEach(() => { jest.restoreAllMocks(); });

test('without any a mesh is as Istio installs it', () => {
  expect(Mesh.of(new App())).toEqual({
    clusterDomain: 'cluster.local',
    rootNamespace: 'istio-system',
    trustDomain: 'cluster.local',
    istioVersion: '1.31',
    dataPlaneMode: DataPlaneMode.SIDECAR,
    knownHosts: [],
    knownGateways: [],
    knownGatewayLabels: [],
    knownNamespaces: [],
    knownSecrets: [],
    knownProviders: [],
    policyPacks: [],
    failOnWarnings: false,
    failOnErrors: true,
  });
});

test('every property is known to the whole app, if no other Mesh is', () => {
  const props: Required<MeshProps> = {
    clusterDomain: 'acme.local',
    rootNamespace: 'istio-root',
    trustDomain: 'acme.com',
    istioVersion: '1.30',
    dataPlaneMode: DataPlaneMode.AMBIENT,
    knownHosts: ['*.acme.com'],
    knownGateways: ['infra/edge'],
    knownGatewayLabels: [{ istio: 'edge' }],
    knownNamespaces: ['infra'],
    knownSecrets: ['infra/cert'],
    knownProviders: ['jaeger'],
    policyPacks: [new PolicyPack({ prefix: 'ACME', checks: [new NameGiven()] })],
    failOnWarnings: true,
    failOnErrors: false,
  };
  const app = new App();
  const before = new Chart(app, 'before');
  const chart = new Chart(app, 'shop');
  const inside = new Construct(chart, 'inside');
  new Mesh(chart, 'mesh', props);
  expect([inside, before, app].map((construct) => Mesh.of(construct))).toEqual([props, props, props]);

  new Mesh(before, 'mesh', { rootNamespace: 'other' });
  expect([inside, before, app].map((construct) => Mesh.of(construct).rootNamespace)).toEqual(['istio-root', 'other', 'istio-system']);
});

test('a scope has one', () => {
  const chart = Testing.chart();
  new Mesh(chart, 'mesh');
  expect(() => new Mesh(chart, 'second')).toThrow('test/second: test/mesh is a Mesh of the same scope; it must be the only one; join the two');
});

test.each<[MeshProps, string]>([
  [{ clusterDomain: 'cluster local' }, 'test/mesh: clusterDomain is "cluster local"; it must be a domain, such as "cluster.local"'],
  [{ trustDomain: '' }, 'test/mesh: trustDomain is ""; it must be a domain, such as "cluster.local"'],
  [{ rootNamespace: 'Istio' }, 'test/mesh: rootNamespace is "Istio"; it must be lower-case letters, digits'],
  [{ istioVersion: '1.31.0' }, 'test/mesh: istioVersion is "1.31.0"; it must be a major and a minor version, such as "1.31"'],
  [{ knownHosts: ['a.com', ''] }, 'test/mesh: knownHosts[1] is ""; it must be a text that is not empty'],
  [{ knownNamespaces: ['a.b'] }, 'test/mesh: knownNamespaces[0] is "a.b"; it must be lower-case letters, digits'],
  [{ knownProviders: [''] }, 'test/mesh: knownProviders[0] is ""; it must be a text that is not empty'],
  [{ knownGateways: ['edge'] }, 'test/mesh: knownGateways[0] is "edge"; it must be a namespace and a name, as "namespace/name"'],
  [{ knownSecrets: ['a/b/c'] }, 'test/mesh: knownSecrets[0] is "a/b/c"; it must be a namespace and a name, as "namespace/name"'],
])('%j is refused', (props, text) => {
  expect(() => new Mesh(Testing.chart(), 'mesh', props)).toThrow(text);
});

describe('the checks', () => {
  const disable = (chart: Chart) => {
    istio(chart, 'PeerAuthentication', 'strict', { mtls: { mode: 'STRICT' } }, 'istio-root');
    istio(chart, 'DestinationRule', 'plain', { host: 'a.shop.svc.acme.local', trafficPolicy: { tls: { mode: 'DISABLE' } } });
  };

  test('of an app with one mesh know it everywhere, wherever it is declared', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    disable(chart);
    expect(codes(app)).toEqual([]);
    new Mesh(new Chart(app, 'context'), 'mesh', { rootNamespace: 'istio-root', clusterDomain: 'acme.local' });
    expect(codes(app)).toEqual(['CI0304']);
  });

  test('leave DestinationRules of an ambient mesh alone', () => {
    const app = new App();
    new Mesh(app, 'mesh', { rootNamespace: 'istio-root', clusterDomain: 'acme.local', dataPlaneMode: DataPlaneMode.AMBIENT });
    disable(new Chart(app, 'shop'));
    expect(codes(app)).toEqual([]);
  });

  test('look at several meshes apart', () => {
    const app = new App();
    for (const id of ['west', 'east']) {
      const chart = new Chart(app, id);
      new Mesh(chart, 'mesh', { knownHosts: id === 'west' ? ['api.example.com'] : [] });
      istio(chart, 'VirtualService', 'api', { hosts: ['a'], http: [{ route: [{ destination: { host: 'api.example.com' } }] }] });
    }
    expect(MeshAnalysis.findings(app).map(({ code, construct }) => `${code} ${construct}`)).toEqual(['CI0101 east/api']);
  });

  test('stop at warnings if that is wanted', () => {
    const chart = Testing.chart();
    istio(chart, 'VirtualService', 'api', { hosts: ['a'], http: [{ route: [{ destination: { host: 'api.example.com' } }] }] });
    MeshAnalysis.attach(chart);
    Testing.synth(chart);
    new Mesh(chart, 'mesh', { failOnWarnings: true });
    expect(() => Testing.synth(chart)).toThrow('CI0101');
  });

  test('are printed and do not stop, if that is wanted', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    istio(chart, 'VirtualService', 'api', { hosts: ['a'], tcp: [{ route: [{ destination: { host: '10.0.0.1' } }, { destination: { host: '10.0.0.2' } }] }] });
    new Mesh(app, 'mesh', { failOnErrors: false });
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    app.synth();
    expect(write.mock.calls.flat().join('')).toMatch(/^\[error\] shop\/api: .*\[CI0202\]$/m);
    write.mockRestore();
  });
});

describe('suppression', () => {
  const zero = { hosts: ['a'], tcp: [{ route: [{ destination: { host: 'known.example.com' } }, { destination: { host: 'known.example.com' } }] }] };

  test('keeps the reason on the object and lets the synth pass', () => {
    const chart = Testing.chart();
    const owner = new Construct(chart, 'routes');
    istio(owner, 'VirtualService', 'a', zero);
    MeshAnalysis.suppress(owner, 'CI0202', 'the old cluster needs it');
    expect(Testing.synth(chart)[0].metadata.annotations).toEqual({ 'cdk8s-istio.dev/suppress.CI0202': 'the old cluster needs it' });
    expect(MeshAnalysis.findings(chart).filter(({ severity }) => severity === Severity.ERROR)).toMatchObject([{ code: 'CI0202', suppressedReason: 'the old cluster needs it' }]);
  });

  test('needs a code, a reason and an object', () => {
    const chart = Testing.chart();
    const routes = istio(chart, 'VirtualService', 'a', zero);
    expect(() => MeshAnalysis.suppress(routes, 'weights', 'x')).toThrow('test/a: code is "weights"; it must be "CI" and four digits, or the code of a policy pack; take it from the finding');
    expect(() => MeshAnalysis.suppress(routes, 'CI9999', 'x')).toThrow(
      'test/a: code is "CI9999"; it must be the code of a check (docs/checks.md)');
    expect(() => MeshAnalysis.suppress(routes, 'CI0202', ' ')).toThrow('test/a: reason is ""; it must be a text that is not empty');
    expect(() => MeshAnalysis.suppress(new Construct(chart, 'x'), 'CI0202', 'x')).toThrow(
      'test/x: the construct has no objects; it must have one to keep the reason; name the construct whose path the finding has');
  });
});
