import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { NameGiven } from './name-given';
import {
  Mesh, MeshAnalysis, type PolicyApp, type PolicyCheck, type PolicyCheckProps, type PolicyObject, PolicyPack, type PolicyReport,
  type PolicyReportOptions, Severity,
} from 'cdk8s-istio';

const pack = (...checks: PolicyCheck[]) => new PolicyPack({ prefix: 'ACME', checks });
const configMap = (name: string, more: object = {}) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop', ...more } });
const lines = (objects: Array<{ [key: string]: unknown }>, ...packs: PolicyPack[]) =>
  MeshAnalysis.analyze(objects, { policyPacks: packs }).map((finding) => MeshAnalysis.format(finding));

/** A check whose body is given. */
class Look extends NameGiven {
  constructor(private readonly look: (item: PolicyObject, app: PolicyApp) => PolicyReport[], props: Partial<PolicyCheckProps> = {}) { super(props); }

  public examine(item: PolicyObject, app: PolicyApp): PolicyReport[] { return this.look(item, app); }
}

test('the smallest check finds what is not as it must be', () => {
  expect(MeshAnalysis.analyze([configMap('a'), configMap('b', { labels: { owner: 'shop' } })], { policyPacks: [pack(new NameGiven())] })).toEqual([{
    code: 'ACME001',
    severity: Severity.WARNING,
    construct: 'objects[0]',
    objectKind: 'ConfigMap',
    objectNamespace: 'shop',
    objectName: 'a',
    path: 'metadata.labels.owner',
    message: 'metadata.labels.owner is missing; it must be given',
    fix: 'add the label owner',
    equivalents: [],
  }]);
});

test('every property, and every option of a report', () => {
  const props: Required<PolicyCheckProps> = {
    code: 'ACME12',
    name: 'all-said',
    title: 'All is said.',
    severity: Severity.ERROR,
    kinds: ['ConfigMap', 'Service', 'ConfigMap'],
    explanation: 'It is not.',
    fix: 'say it',
    link: 'https://acme.example',
  };
  const options: Required<PolicyReportOptions> = { fix: 'do that', severity: Severity.INFO };
  const check = new Look((item) => [item.at('metadata.name').problem('must go'), item.at('kind').mustBe('another', options)], props);

  expect(pack(check).codes).toEqual(['ACME12']);
  expect(MeshAnalysis.analyze([configMap('a'), { ...configMap('b'), kind: 'Service' }], { policyPacks: [pack(check)] }).filter(({ code }) => code === 'ACME12')
    .map((finding) => `${finding.severity} ${MeshAnalysis.format(finding)}`)).toEqual([
    'info objects[0]: kind is "ConfigMap"; it must be another; do that [ACME12]',
    'error objects[0]: metadata.name must go; say it [ACME12]',
    'info objects[1]: kind is "Service"; it must be another; do that [ACME12]',
    'error objects[1]: metadata.name must go; say it [ACME12]',
  ]);
});

test('values are read whatever they are', () => {
  const object = { ...configMap('a', { annotations: { 'a.b/c': 'x' }, labels: { l: 'm' } }), data: { text: 't', list: ['a', 3, { yes: true }], none: null } };
  const seen: unknown[] = [];
  lines([object, { ...configMap('host'), kind: 'Secret' }], pack(new Look((item, app) => {
    const [data, list] = [item.at('data'), item.at('data.list')];
    seen.push(
      [item.kind, item.namespace, item.name, item.labels, item.annotations], [data.names, data.text, data.items.length, data.number, data.texts],
      [list.path, list.texts, list.items.map(({ path, number }) => [path, number]), item.at('data.list[2]').at('yes').isTrue],
      [item.at('data.none').isGiven, item.at('data.text').isGiven, item.at('x.y[3].z').path, item.at('metadata.annotations["a.b/c"]').text],
      [app.clusterDomain, app.rootNamespace, app.objectsOf('Secret').map(({ name }) => name), app.resolve('reviews', item)],
      [data.mustBe('b').message.slice(0, 9)],
    );
    return [];
  })));
  expect(seen).toEqual([
    ['ConfigMap', 'shop', 'a', { l: 'm' }, { 'a.b/c': 'x' }], [['text', 'list'], undefined, 0, undefined, []],
    ['data.list', ['a'], [['data.list[0]', undefined], ['data.list[1]', 3], ['data.list[2]', undefined]], true],
    [false, true, 'x.y[3].z', 'x'], ['cluster.local', 'istio-system', ['host'], 'reviews.shop.svc.cluster.local'],
    ['data is {'],
  ]);
});

test('a check that throws stops no other', () => {
  expect(lines([configMap('a')], pack(new Look(() => { throw new Error('oops'); }), new NameGiven({ code: 'ACME002' })))).toEqual([
    'objects[0]: metadata.labels.owner is missing; it must be given; add the label owner [ACME002]',
    'check ACME001: owner-given failed with Error: oops; correct it in its policy pack [CI0001]',
  ]);
});

describe('in an app', () => {
  const app = (severity: Severity) => {
    const root = new App({ outdir: Testing.app().outdir });
    const chart = new Chart(root, 'shop', { namespace: 'shop' });
    const object = new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap' });
    new Mesh(root, 'mesh', { policyPacks: [pack(new NameGiven({ severity }))] });
    return { root, object };
  };

  test('errors stop the synth', () => {
    expect(() => app(Severity.ERROR).root.synth()).toThrow('shop/settings: metadata.labels.owner is missing; it must be given; add the label owner [ACME001]');
  });

  test('findings are silenced as those of the library', () => {
    const { root, object } = app(Severity.ERROR);
    MeshAnalysis.suppress(object, 'ACME001', 'belongs to everybody');
    root.synth();
    expect(MeshAnalysis.findings(root)).toMatchObject([{ code: 'ACME001', suppressedReason: 'belongs to everybody' }]);
  });

  test('a code that the pack does not have is told, one of another pack is not', () => {
    const { root, object } = app(Severity.INFO);
    for (const code of ['ACME010', 'OTHER1', 'ACME001']) { MeshAnalysis.suppress(object, code, 'meant'); }
    expect(MeshAnalysis.findings(root).map(MeshAnalysis.format)).toEqual([
      'shop/settings: metadata.labels.owner is missing; it must be given; add the label owner [ACME001] (suppressed: meant)',
      'shop/settings: metadata.annotations["cdk8s-istio.dev/suppress.ACME010"] names ACME010; it must be the code of a check; is ACME001 meant? [CI0061]',
    ]);
  });
});

const check = (props: Partial<PolicyCheckProps>) => () => new NameGiven(props);
test.each<[() => unknown, string]>([
  [check({ code: 'acme1' }), 'PolicyCheck acme1: code is "acme1"; it must be 2 to 12 capital letters and 1 to 6 digits'],
  [check({ code: 'CI0900' }), 'PolicyCheck CI0900: code is "CI0900"; it must be of other letters: CI, IST and KIA are taken'],
  [check({ name: 'Owner Given' }), 'PolicyCheck ACME001: name is "Owner Given"; it must be lower-case words joined by "-"'],
  [check({ title: '' }), 'PolicyCheck ACME001: title is ""; it must be a text that is not empty'],
  [check({ explanation: '' }), 'PolicyCheck ACME001: explanation is ""; it must be a text that is not empty'],
  [check({ fix: '' }), 'PolicyCheck ACME001: fix is ""; it must be a text that is not empty'],
  [check({ kinds: [] }), 'PolicyCheck ACME001: kinds is []; it must be a list of at least one element'],
  [check({ kinds: [''] }), 'PolicyCheck ACME001: kinds[0] is ""; it must be a text that is not empty'],
  [() => new PolicyPack({ prefix: 'Acme', checks: [new NameGiven()] }), 'PolicyPack Acme: prefix is "Acme"; it must be 2 to 12 capital letters'],
  [() => pack(), 'PolicyPack ACME: checks is []; it must be a list of at least one element'],
  [() => pack(new NameGiven({ code: 'ACMEX1' })), 'PolicyPack ACME: checks[0].code is "ACMEX1"; it must be ACME and digits'],
  [() => pack(new NameGiven(), new NameGiven()), 'PolicyPack ACME: checks[1].code is "ACME001"; it must be a code that no other check of the pack has'],
  [() => lines([], pack(new NameGiven()), pack(new NameGiven({ code: 'ACME002' }))),
    'MeshAnalysis.analyze: mesh.policyPacks[1].prefix is "ACME"; it must be another than that of the pack with ACME001'],
])('bad input %#', (make, error) => {
  expect(make).toThrow(new Error(error));
});
