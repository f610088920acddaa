import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Chart, YamlOutputType } from 'cdk8s';
import { canary, filesIn, inFolder, outcomeOf, part, policy } from './support';
import {
  ExposedService, FastApp, FaultAbort, FaultInjection, type FleetClusterProps, Fleet, FleetClusters, type FleetProps, Gateway, IngressGateway,
  MeshAnalysis, MeshService, MeshTesting, Mesh, PeerAuthentication, MtlsMode, ResilientService,
} from 'cdk8s-istio';

const CLUSTERS = [{ name: 'eu' }, { name: 'us' }];

test('smallest: a folder for each part of each cluster', () => {
  const files = inFolder((outdir) => {
    new Fleet({ clusters: CLUSTERS, parts: [policy('shop')], outdir }).synth();
    return filesIn(outdir);
  });
  expect(Object.keys(files)).toEqual(['eu/shop/shop.k8s.yaml', 'us/shop/shop.k8s.yaml']);
  expect(files['eu/shop/shop.k8s.yaml']).toMatchInlineSnapshot(`
"apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: shop
spec:
  mtls:
    mode: STRICT
"
`);
});

const cluster: Required<FleetClusterProps> = {
  name: 'eu',
  labels: { env: 'production' },
  region: 'eu-west-1',
  network: 'network-eu',
  meshId: 'acme',
  mesh: { clusterDomain: 'acme.local' },
  argoCdName: 'production-eu',
  settings: { host: 'shop.example.com', canaryWeight: 5, mirrored: false },
};

test('every property', () => {
  const asked: unknown[] = [];
  const asking = part('shop', (scope, { name, labels, network, argoCdName }) => {
    asked.push({ name, labels, network, argoCdName });
    new ApiObject(new Chart(scope, 'first'), 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' }, data: { name: 'REPLACED' } });
  }, { clusters: FleetClusters.named('eu') });
  const files = inFolder((outdir) => {
    const props: Required<FleetProps> = {
      clusters: [cluster, { name: 'us' }],
      parts: [asking, canary('web', (own) => own.number('canaryWeight'))],
      outdir,
      only: ['eu'],
      shard: '1/1',
      yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
      outputFileExtension: '.yml',
      resolvers: [{ resolve: (context) => { if (context.value === 'REPLACED') { context.replaceValue('resolved'); } } }],
    };
    const fleet = new Fleet(props);
    expect(fleet.units).toEqual(['eu/shop', 'eu/web', 'us/web']);
    expect(fleet.chosenUnits).toEqual(['eu/shop', 'eu/web']);
    fleet.synth();
    return filesIn(outdir);
  });
  expect(asked).toEqual([{ name: 'eu', labels: { env: 'production' }, network: 'network-eu', argoCdName: 'production-eu' }]);
  expect(Object.keys(files)).toEqual(['eu/shop/first/ConfigMap.config.yml', 'eu/web/web/DestinationRule.web.yml', 'eu/web/web/VirtualService.web.yml']);
  expect(files['eu/shop/first/ConfigMap.config.yml']).toContain('name: resolved');
  expect(files['eu/web/web/DestinationRule.web.yml']).toContain('host: web.web.svc.acme.local');
  expect(files['eu/web/web/VirtualService.web.yml']).toContain('weight: 5\n');
});

test('what parts can ask a cluster', () => {
  const fleet = new Fleet({ clusters: [cluster, { name: 'us' }], parts: [policy('shop')] });
  const [eu, us] = fleet.clusters;
  expect([eu.region, eu.text('host'), eu.number('canaryWeight'), eu.flag('mirrored')]).toEqual(['eu-west-1', 'shop.example.com', 5, false]);
  expect(eu.installValues).toEqual({ global: { meshID: 'acme', multiCluster: { clusterName: 'eu' }, network: 'network-eu' } });
  expect(us.installValues).toEqual({ global: { multiCluster: { clusterName: 'us' } } });
  expect([us.argoCdName, us.network, us.labels]).toEqual(['us', undefined, {}]);
  expect(() => us.region).toThrow(new Error('Fleet: clusters[1].region is missing; it must be a text that is not empty'));
  expect(() => us.number('canaryWeight')).toThrow(new Error('Fleet: clusters[1].settings.canaryWeight is missing; it must be a number, as a part asks for it'));
  expect(() => eu.text('canaryWeight')).toThrow(new Error('Fleet: clusters[0].settings.canaryWeight is 5; it must be a text, as a part asks for it'));
  expect(() => eu.flag('host')).toThrow(
    new Error('Fleet: clusters[0].settings.host is "shop.example.com"; it must be a boolean, as a part asks for it'));
});

test.each([
  YamlOutputType.FILE_PER_APP, YamlOutputType.FILE_PER_CHART, YamlOutputType.FILE_PER_RESOURCE, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
])('the folder of a unit is what a FastApp with its charts writes, with output type %s', (yamlOutputType) => {
  const units = part('shop', (scope) => {
    const [first, second] = ['first', 'second'].map((id) => new Chart(scope, id, { namespace: id }));
    const [one, two] = [first, second].map((chart) => new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', data: { key: 'value' } }));
    one.addDependency(two);
  });
  const fleet = inFolder((outdir) => {
    new Fleet({ clusters: CLUSTERS, parts: [units, policy('other')], outdir, yamlOutputType }).synth();
    return filesIn(join(outdir, 'eu', 'shop'));
  });
  const alone = inFolder((outdir) => {
    const app = new FastApp({ outdir, yamlOutputType });
    units.addCharts(app, new Fleet({ clusters: CLUSTERS, parts: [units] }).clusters[0]);
    app.synth();
    return filesIn(outdir);
  });
  expect(Object.keys(alone).length).toBeGreaterThan(0);
  expect(fleet).toEqual(alone);
});

const bad: Array<[string, Partial<FleetProps>, string]> = [
  ['no cluster', { clusters: [] }, 'clusters is []; it must be a list of at least one element'],
  ['no part', { parts: [] }, 'parts is []; it must be a list of at least one element'],
  ['two clusters of one name', { clusters: [{ name: 'eu' }, { name: 'eu' }] }, 'clusters[1].name is "eu"; it must be another than that of clusters[0]'],
  ['two parts of one name', { parts: [policy('shop'), policy('web'), policy('shop')] }, 'parts[2].id is "shop"; it must be another than that of parts[0]'],
  ['a name that leads elsewhere', { clusters: [{ name: '../eu' }] },
    'clusters[0].name is "../eu"; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters'],
  ['names that differ in case only', { parts: [policy('shop'), part('Shop', () => undefined)] },
    'parts[1].id is "Shop"; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters'],
  ['a name of a device', { parts: [policy('aux')] }, 'parts[0].id is "aux"; it must be another name, as no folder is called so on Windows'],
  ['a label that is none', { clusters: [{ name: 'eu', labels: { env: 'a b' } }] },
    'clusters[0].labels.env is "a b"; it must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, at most 63 characters'],
  ['a setting that is a list', { clusters: [{ name: 'eu', settings: { hosts: [] } }] },
    'clusters[0].settings.hosts is []; it must be a text, a number or a boolean'],
  ['a network without a name', { clusters: [{ name: 'eu', network: '' }] }, 'clusters[0].network is ""; it must be a text that is not empty'],
  ['a cluster of a part that is not there', { parts: [part('shop', () => undefined, { clusters: FleetClusters.named('es') })] },
    'parts[0].clusters is "es"; it must be a cluster of the fleet, such as eu, us'],
  ['a part for no cluster', { parts: [part('shop', () => undefined, { clusters: FleetClusters.labelled({ env: 'test' }) })] },
    'parts[0].clusters chooses no cluster of the fleet; it must choose one; correct it, or leave it out for all clusters'],
  ['only what is not there', { only: ['eu', 'eu/web'] }, 'only[1] is "eu/web"; it must be a cluster or a unit of the fleet, such as eu, eu/shop, us'],
  ['a shard beyond the last', { shard: '6/5' }, 'shard is "6/5"; it must be between 1/5 and 5/5'],
  ['a shard before the first', { shard: '0/5' }, 'shard is "0/5"; it must be between 1/5 and 5/5'],
  ['a shard of none', { shard: '1/0' }, 'shard is "1/0"; it must be of at least one shard, as "1/1"'],
  ['a shard that is none', { shard: '2' }, 'shard is "2"; it must be the number of this shard and that of all, as "2/5"'],
];

test.each(bad)('%s is refused', (_what, props, error) => {
  expect(() => new Fleet({ clusters: CLUSTERS, parts: [policy('shop')], ...props })).toThrow(new Error(`Fleet: ${error}`));
});

describe('the environment', () => {
  afterEach(() => { delete process.env.CDK8S_ISTIO_SHARD; delete process.env.CDK8S_ISTIO_ONLY; });
  const chosen = (props: Partial<FleetProps> = {}) => new Fleet({ clusters: CLUSTERS, parts: [policy('shop'), policy('web')], ...props }).chosenUnits;

  test('says what is written, where the program does not', () => {
    process.env.CDK8S_ISTIO_ONLY = 'us, eu/web';
    expect(chosen()).toEqual(['eu/web', 'us/shop', 'us/web']);
    process.env.CDK8S_ISTIO_SHARD = '2/2';
    expect(chosen()).toEqual(['eu/web']);
    expect(chosen({ shard: '1/2' })).toEqual(['us/shop', 'us/web']);
    expect(chosen({ only: ['eu'], shard: '1/1' })).toEqual(['eu/shop', 'eu/web']);
  });

  test('says nothing with an empty text', () => {
    process.env.CDK8S_ISTIO_ONLY = process.env.CDK8S_ISTIO_SHARD = '';
    expect(chosen()).toHaveLength(4);
  });

  test('is refused by its name', () => {
    process.env.CDK8S_ISTIO_SHARD = '3/2';
    expect(() => chosen()).toThrow(new Error('environment: CDK8S_ISTIO_SHARD is "3/2"; it must be between 1/2 and 2/2'));
    process.env.CDK8S_ISTIO_ONLY = 'eu,asia';
    expect(() => chosen()).toThrow(/^environment: CDK8S_ISTIO_ONLY is "asia"; it must be a cluster or a unit of the fleet, such as /);
  });
});

/** What comes of a fleet of two clusters with these parts. */
function outcome(parts: FleetProps['parts'], props: Partial<FleetProps> = {}): ReturnType<typeof outcomeOf> & { readonly files: string[] } {
  return inFolder((outdir) => {
    const result = outcomeOf(() => { new Fleet({ clusters: CLUSTERS, parts, outdir, ...props }).synth(); });
    const error = result.error?.split(outdir).join('OUT');
    return { ...result, error, warnings: result.warnings.map((text) => text.split(outdir).join('OUT')), files: Object.keys(filesIn(outdir)) };
  });
}

const gateway = part('platform', (scope) => {
  new IngressGateway(new Chart(scope, 'edge', { namespace: 'edge' }), 'edge', { listeners: [{ hosts: ['shop.example.com'] }] });
});
const exposed = part('shop', (scope) => {
  const chart = new Chart(scope, 'shop', { namespace: 'shop' });
  const service = new MeshService(chart, 'web', { name: 'web', ports: [{ name: 'http', number: 80 }] });
  new ExposedService(chart, 'public', { service, gateway: Gateway.named('edge', 'edge'), hosts: ['shop.example.com'] });
});

test('the checks see the other units of the cluster', () => {
  expect(outcome([exposed, gateway], { only: ['eu'] })).toMatchObject({ error: undefined, warnings: [] });
  const { warnings } = outcome([exposed], { only: ['eu'] });
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(/^\[warning\] eu\/shop\/shop\/public\/VirtualService: spec\.gateways\[0\] is "edge\/edge"; .* \[CI\d{4}\]$/);
});

test('what is silenced in a unit stays so', () => {
  const silenced = part('shop', (scope, one) => {
    exposed.addCharts(scope, one);
    const [found] = scope.node.findAll().filter(({ node }) => node.path === 'shop/public');
    MeshAnalysis.suppress(found, 'CI0107', 'the gateway is made by hand');
  });
  const fleet = new Fleet({ clusters: CLUSTERS, parts: [silenced] });
  const about = fleet.findings('eu').filter(({ construct }) => construct.startsWith('eu/shop/shop/public'));
  expect(about.map(({ suppressedReason }) => suppressedReason)).toContain('the gateway is made by hand');
});

test('the objects of a cluster can be tested together', () => {
  const fleet = new Fleet({ clusters: CLUSTERS, parts: [gateway, exposed] });
  expect(fleet.manifests('eu').map(({ kind }) => kind).sort()).toEqual(['Gateway', 'VirtualService']);
  expect(MeshTesting.ofObjects(fleet.manifests('eu'))).toBeDefined();
  expect(() => fleet.manifests('es')).toThrow(new Error('Fleet: cluster is "es"; it must be a cluster of the fleet, such as eu, us'));
});

test('a cluster with an error is not written, the others are', () => {
  const { error, files } = outcome([canary('shop', ({ name }) => name === 'eu' ? 120 : 20), policy('web')]);
  expect(error).toBe('The fleet has errors:\n  eu/shop: shop/canary: weight is 120; it must be between 0 and 100');
  expect(files).toEqual(['us/shop/shop.k8s.yaml', 'us/web/web.k8s.yaml']);
});

test('errors of all clusters are told at once, with the unit that they are in', () => {
  const broken = part('shop', (scope) => {
    new ApiObject(new Chart(scope, 'shop'), 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'Config', namespace: 'shop' } });
    scope.node.addValidation({ validate: () => ['the scope is not as it should be'] });
  });
  const { error, files } = outcome([broken]);
  expect(error?.split('\n').map((line) => line.replace(/; it must be.*\[/, ' ['))).toEqual([
    'The fleet has errors:',
    '  eu/shop: [] the scope is not as it should be',
    '  eu/shop/shop/config: metadata.name is "Config" [CI0021]',
    '  us/shop: [] the scope is not as it should be',
    '  us/shop/shop/config: metadata.name is "Config" [CI0021]',
  ]);
  expect(files).toEqual([]);
});

const object = (id: string, value: string) => part(id, (scope) => {
  new ApiObject(new Chart(scope, id), 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config', namespace: 'shop' }, data: { value } });
});
const route = (id: string, host: string, more: object = {}) => part(id, (scope) => {
  new ApiObject(new Chart(scope, id, { namespace: 'shop' }), 'route', {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: id },
    spec: { hosts: [host], http: [{ route: [{ destination: { host: 'web.shop.svc.cluster.local' } }] }], ...more },
  });
});
const rule = (id: string) => part(id, (scope) => {
  new ApiObject(new Chart(scope, id, { namespace: 'shop' }), 'rule', {
    apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: id }, spec: { host: 'web.shop.svc.cluster.local' },
  });
});
const known = { clusters: [{ name: 'eu', mesh: { knownHosts: ['*.shop.svc.cluster.local'] } }] };

test.each<[string, FleetProps['parts'], string[]]>([
  ['one object', [object('a', '1'), object('b', '2')], [
    'eu/b/b/config: ConfigMap shop/config is made by eu/a/a/config as well, in another part; it must be made by one; '
      + 'make it in one of the parts, or give one another name',
  ]],
  ['one object, alike', [object('b', '1'), object('a', '1')], [
    'eu/b/b/config: ConfigMap shop/config is made by eu/a/a/config as well, in another part; it must be made by one; '
      + 'make it in one of the parts, or give one another name',
  ]],
  ['the routes of a host', [route('a', 'web.shop.svc.cluster.local'), route('b', 'web')], [
    'eu/b/b/route: requests for web.shop.svc.cluster.local are routed by eu/a/a/route as well, in another part; one part must route them; '
      + 'make both in one part, where they compose',
  ]],
  ['the policy of a host', [rule('a'), rule('b')], [
    'eu/b/b/rule: web.shop.svc.cluster.local has a DestinationRule by eu/a/a/rule as well, in another part; one part must have it; '
      + 'make both in one part, where they are joined',
  ]],
])('two parts must not both make %s', (_what, parts, errors) => {
  expect(outcome(parts, known).error?.split('\n  ').slice(1)).toEqual(errors);
});

test('two parts can route one host for namespaces of their own', () => {
  const apart = [route('a', 'web.shop.svc.cluster.local', { exportTo: ['a'] }), route('b', 'web.shop.svc.cluster.local', { exportTo: ['b'] })];
  expect(outcome(apart, { clusters: [{ name: 'eu', mesh: { knownHosts: ['*.shop.svc.cluster.local'], knownNamespaces: ['a', 'b'] } }] }).error).toBeUndefined();
});

test('a pattern belongs to the part of its service', () => {
  let service: MeshService;
  const shop = part('shop', (scope) => {
    service = new MeshService(new Chart(scope, 'shop', { namespace: 'shop' }), 'web', { name: 'web', ports: [{ name: 'http', number: 80 }] });
    new PeerAuthentication(new Chart(scope, 'mtls', { namespace: 'shop' }), 'default', { mtls: MtlsMode.STRICT });
  });
  const chaos = (make: (chart: Chart) => void) => part('chaos', (scope) => { make(new Chart(scope, 'chaos', { namespace: 'shop' })); });
  const abort = FaultAbort.http(503, { percentage: 1 });
  const error = (name: string) => `The fleet has errors:\n  eu/chaos: chaos/${name}: it says something of shop/web of eu/shop, and is of eu/chaos; `
    + 'both must be of one app; make both in one part of the fleet, or in one app';
  expect(outcome([shop, chaos((chart) => new FaultInjection(chart, 'fault', { service, abort }))], { only: ['eu'] }).error).toBe(error('fault'));
  expect(outcome([shop, chaos((chart) => new ResilientService(chart, 'pool', { service, circuitBreaker: { maxConnections: 1 } }))], { only: ['eu'] }).error)
    .toBe(error('pool'));
});

test('a part has no Mesh of its own', () => {
  const own = part('shop', (scope, one) => {
    new Mesh(new Chart(scope, 'shop'), 'mesh');
    exposed.addCharts(scope, one);
  });
  expect(outcome([part('web', (scope) => { new Mesh(new Chart(scope, 'web'), 'mesh'); })], { only: ['eu'] }).error).toBe(
    'The fleet has errors:\n  eu/web: web/mesh: it is a Mesh of its own; all parts of a cluster must be in one; give its properties as `mesh` of eu');
  expect(outcome([own], { only: ['eu'] }).error).toContain("There is already a Construct with name 'shop'");
});

test('a part makes something for each of its clusters', () => {
  const lazy = part('shop', (scope, one) => { if (one.name === 'us') { policy('shop').addCharts(scope, one); } });
  expect(outcome([lazy]).error).toBe(
    'The fleet has errors:\n  eu/shop: addCharts: it makes nothing for eu; it must make an object; leave the cluster out by `clusters` of the part');
});

test('files of an earlier run in the folder of a unit are an error, as they would be applied', () => {
  inFolder((outdir) => {
    const fleet = (id: string) => new Fleet({ clusters: CLUSTERS, parts: [part('shop', (scope, one) => { policy(id).addCharts(scope, one); })], outdir, only: ['eu'] });
    fleet('before').synth();
    writeFileSync(join(outdir, 'eu', 'shop', 'kustomization.yaml'), 'resources: []\n');
    const { error } = outcomeOf(() => { fleet('after').synth(); });
    expect(error).toBe(`The fleet has errors:\n  ${join(outdir, 'eu', 'shop', 'before.k8s.yaml')}: eu/shop does not write it; `
      + 'it must not be in that folder, as it would be applied with the rest; remove it');
    expect(Object.keys(filesIn(outdir))).toEqual(['eu/shop/after.k8s.yaml', 'eu/shop/before.k8s.yaml', 'eu/shop/kustomization.yaml']);
  });
});

test('folders of no unit are told, and stay', () => {
  inFolder((outdir) => {
    for (const folder of [['es', 'shop'], ['eu', 'old'], ['notes']]) {
      mkdirSync(join(outdir, ...folder), { recursive: true });
      writeFileSync(join(outdir, ...folder, folder[0] === 'notes' ? 'README.md' : 'old.k8s.yaml'), '');
    }
    const { error, warnings } = outcomeOf(() => { new Fleet({ clusters: CLUSTERS, parts: [policy('shop')], outdir, only: ['us'] }).synth(); });
    expect(error).toBeUndefined();
    expect(warnings).toEqual([['es'], ['eu', 'old']].map((folder) =>
      `[warning] ${join(outdir, ...folder)}: it has manifests, and is of no unit of the fleet; remove it, if an earlier run wrote it`));
    expect(Object.keys(filesIn(outdir))).toEqual(['es/shop/old.k8s.yaml', 'eu/old/old.k8s.yaml', 'notes/README.md', 'us/shop/shop.k8s.yaml']);
  });
});

test('charts of the fleet itself are beside the clusters', () => {
  const own = (yamlOutputType: YamlOutputType, id: string) => inFolder((outdir) => {
    const fleet = new Fleet({ clusters: CLUSTERS, parts: [policy('shop')], outdir, yamlOutputType, only: ['us/shop'] });
    new ApiObject(new Chart(fleet, id), 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' } });
    return { ...outcomeOf(() => { fleet.synth(); }), files: Object.keys(filesIn(outdir)) };
  });
  expect(own(YamlOutputType.FILE_PER_CHART, 'eu')).toEqual({ warnings: [], files: ['eu.k8s.yaml', 'us/shop/shop.k8s.yaml'] });
  expect(own(YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE, 'all').files).toEqual(['all/ConfigMap.config.k8s.yaml', 'us/shop/shop/PeerAuthentication.default.k8s.yaml']);
  expect(own(YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE, 'eu').error)
    .toBe('eu: its folder would be that of a cluster of the same name; it must be another; give the chart another id');
});

test('there is no one text for several clusters', () => {
  expect(() => new Fleet({ clusters: CLUSTERS, parts: [policy('shop')] }).synthYaml())
    .toThrow(new Error('Fleet: synthYaml gives one text; a fleet must be written to folders, as its clusters differ; call synth'));
});
