import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, Include, Lazy, Testing, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { AppAnalysis } from '../../src/analysis/app-analysis';
import { FastApp } from '../../src/analysis/fast-app';
import { MeshAnalysis } from '../../src/analysis/mesh-analysis';
import * as engine from '../../src/checks/engine';
import { type Finding, Severity } from '../../src/checks/finding';

const app = () => new App({ outdir: mkdtempSync(join(tmpdir(), 'app-')) });
const virtualService = (scope: Construct, id: string, spec: object) =>
  new ApiObject(scope, id, { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: id }, spec });
const zeroWeights = { hosts: ['a'], http: [{ route: [{ destination: { host: 'b' } }, { destination: { host: 'c' } }] }] };
const oddWeight = { hosts: ['a'], http: [{ route: [{ destination: { host: 'b' }, weight: 10 }] }] };
const known: Finding = { code: 'CI9000', severity: Severity.ERROR, construct: 'shop/x', path: 'p', message: 'p must go', fix: 'do it', equivalents: [] };

let stderr: jest.SpyInstance;
beforeEach(() => { stderr = jest.spyOn(process.stderr, 'write').mockImplementation(() => true); });
afterEach(() => { jest.restoreAllMocks(); });
const printed = () => stderr.mock.calls.map(([text]) => String(text)).join('');

describe('a synth', () => {
  test('stops with all errors at once', () => {
    const root = app();
    AppAnalysis.attach(root);
    const shop = new Chart(root, 'shop', { namespace: 'shop' });
    virtualService(shop, 'one', zeroWeights);
    virtualService(new Chart(root, 'other', { namespace: 'other' }), 'two', zeroWeights);
    expect(() => root.synth()).toThrow([
      'Validation failed with the following errors:',
      '  [cdk8s-istio] other/two: spec.http[0].route has 2 destinations, none with a weight over 0; the weights must add up to 100; give each destination its weight [CI0202]',
      '  [cdk8s-istio] shop/one: spec.http[0].route has 2 destinations, none with a weight over 0; the weights must add up to 100; give each destination its weight [CI0202]',
    ].join('\n'));
  });

  test.each(['synth', 'synthYaml'] as const)('runs the checks once and prints warnings once, however many charts there are (%s)', (synth) => {
    const root = app();
    for (const id of ['one', 'two', 'three']) { AppAnalysis.attach(new Chart(root, id)); }
    virtualService(root.charts[0], 'odd', oddWeight);
    const run = jest.spyOn(engine, 'runChecks');
    root[synth]();
    expect(run).toHaveBeenCalledTimes(1);
    expect(printed().match(/CI0208/g)).toHaveLength(1);
    expect(printed()).toMatch(/^\[warning\] one\/odd: spec\.http\[0\]\.route\[0\]\.destination\.host is "b";.*\n\[warning\] one\/odd: .*\[CI0208\]\n$/);
    root[synth]();
    expect(run).toHaveBeenCalledTimes(2);
    expect(printed().match(/CI0208/g)).toHaveLength(2);
  });

  // The runtimes of other languages call the method of the class, past any that the object has of its own.
  test.each(['synth', 'synthYaml'] as const)('is the same where Python, Java or Go ask for it (%s)', (synth) => {
    class Program extends App {
      public override synth(): void { super.synth(); }
      public override synthYaml(): string { return super.synthYaml(); }
    }
    for (const type of [App, FastApp, Program]) {
      const root = new type({ outdir: mkdtempSync(join(tmpdir(), 'app-')) });
      const write = jest.fn();
      AppAnalysis.attach(root).addFiles(write);
      for (const id of ['one', 'two']) { AppAnalysis.attach(new Chart(root, id)); }
      virtualService(root.charts[0], 'odd', oddWeight);
      const run = jest.spyOn(engine, 'runChecks');
      stderr.mockClear();
      (root.constructor as typeof App).prototype[synth].call(root);
      expect(run).toHaveBeenCalledTimes(1);
      expect(printed().match(/CI0208/g)).toHaveLength(1);
      expect(write.mock.calls).toEqual(synth === 'synth' ? [[root.outdir]] : []);
      run.mockRestore();
    }
  });

  test('leaves apps alone that do not use the library', () => {
    AppAnalysis.attach(app());
    const root = app();
    virtualService(new Chart(root, 'shop'), 'zero', zeroWeights);
    expect(root.synthYaml()).toContain('kind: VirtualService');
    expect(printed()).toBe('');
  });

  test('sees what was changed since the last one', () => {
    const root = app();
    const chart = new Chart(root, 'shop');
    AppAnalysis.attach(chart);
    root.synth();
    const spec: { hosts: string[]; http: object[] } = { hosts: ['a'], http: [{ match: [{ uri: { exact: '/' } }], directResponse: { status: 200 } }] };
    virtualService(chart, 'late', Lazy.any({ produce: () => spec }));
    root.synth();
    spec.http.push(...zeroWeights.http);
    expect(() => root.synth()).toThrow('CI0202');
    expect(() => Testing.synth(chart)).toThrow('CI0202');
    spec.http.pop();
    stderr.mockClear();
    Testing.synth(chart);
    expect(printed()).toBe('');
  });

  test('says which object cannot be rendered', () => {
    const root = app();
    const chart = new Chart(root, 'shop', { namespace: 'shop' });
    AppAnalysis.attach(chart);
    virtualService(new Construct(chart, 'reviews'), 'Resource', Lazy.any({ produce: () => { throw new Error('the value must be known'); } }));
    virtualService(chart, 'zero', zeroWeights);
    expect(MeshAnalysis.findings(root).filter(({ severity }) => severity === Severity.ERROR)).toMatchObject([
      { code: 'CI0002', construct: 'shop/reviews', message: 'spec of VirtualService Resource must be rendered, and is not: the value must be known' },
      { code: 'CI0202', construct: 'shop/zero' },
    ]);
    expect(() => root.synth()).toThrow('shop/reviews: spec of VirtualService Resource must be rendered, and is not: the value must be known');
  });
});

describe('findings of constructs', () => {
  test('are added, and one that fails is told', () => {
    const root = app();
    const chart = new Chart(root, 'shop');
    AppAnalysis.of(chart).addSource(() => [known]);
    AppAnalysis.of(chart).addSource(() => { throw new Error('no route'); });
    expect(MeshAnalysis.findings(chart).map(MeshAnalysis.format)).toEqual([
      'shop: check-failed must not happen: no route; report it to the makers of the library with the object that it fails on [CI0001]',
      'shop/x: p must go; do it [CI9000]',
    ]);
    expect(MeshAnalysis.formatAll([known, known])).toEqual(['shop/x: p must go; do it [CI9000]', 'shop/x: p must go; do it [CI9000]']);
    expect(() => root.synth()).toThrow('[cdk8s-istio] shop/x: p must go; do it [CI9000]');
  });

  test('declare services, also ones that are not known before the synth', () => {
    const root = app();
    const chart = new Chart(root, 'shop', { namespace: 'shop' });
    const analysis = AppAnalysis.attach(chart);
    virtualService(chart, 'reviews', { hosts: ['reviews'], http: [{ route: [{ destination: { host: 'reviews', port: { number: 81 } } }] }] });
    expect(MeshAnalysis.findings(root).map(({ code }) => code)).toEqual(['CI0101']);
    analysis.addKnownService(() => ({ host: 'reviews.shop.svc.cluster.local', ports: [{ number: 80, name: 'http' }] }));
    analysis.addKnownService(() => { throw new Error('not known'); });
    expect(MeshAnalysis.findings(root).map(({ message }) => message)).toEqual([
      'spec.http[0].route[0].destination.port.number is 81; it must be 80 (reviews.shop.svc.cluster.local)',
    ]);
  });
});

describe('the objects of an app', () => {
  test('count whoever made them: ApiObject, cdk8s-plus, Include', () => {
    const root = app();
    const chart = new Chart(root, 'shop', { namespace: 'shop' });
    MeshAnalysis.attach(root);
    const deployment = new kplus.Deployment(chart, 'reviews', {
      metadata: { name: 'reviews' },
      podMetadata: { labels: { app: 'reviews', version: 'v1' } },
      select: false,
      containers: [{ image: 'reviews', portNumber: 9080, securityContext: { user: 1000 } }],
    });
    deployment.select(kplus.LabelSelector.of({ labels: { app: 'reviews' } }));
    new kplus.Service(chart, 'service', { metadata: { name: 'reviews' }, selector: deployment, ports: [{ name: 'http', port: 9080 }] });
    const file = join(root.outdir, 'rule.yaml');
    writeFileSync(file, `apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: reviews, namespace: shop}
spec: {host: reviews, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}`);
    new Include(chart, 'included', { url: file });
    virtualService(chart, 'routes', { hosts: ['reviews'], http: [{ route: [{ destination: { host: 'reviews', subset: 'v3', port: { number: 80 } } }] }] });
    expect(MeshAnalysis.findings(root).map(MeshAnalysis.format)).toEqual([
      'shop/included/reviews-destinationrule-shop: spec.subsets[1].labels is {"version":"v2"}; it must be labels of pods of Service shop/reviews: '
      + 'Deployment shop/reviews has app=reviews,cdk8s.io/metadata.addr=shop-reviews-c878b618,version=v1; correct the labels, or add the workload [CI0302]',
      'shop/routes: spec.http[0].route[0].destination.port.number is 80; it must be 9080 (Service shop/reviews); use a port of the service [CI0102]',
      'shop/routes: spec.http[0].route[0].destination.subset is "v3"; it must be one of v1, v2 (DestinationRule shop/reviews); '
      + 'add the subset to the DestinationRule, or use one that it has [CI0103]',
    ]);
    expect(MeshAnalysis.findings(chart.node.findChild('routes'))).toHaveLength(2);
  });

  test.each([
    [YamlOutputType.FILE_PER_CHART, true], [YamlOutputType.FILE_PER_APP, true], [YamlOutputType.FILE_PER_RESOURCE, false],
  ])('are in one file as the app writes them (%s)', (yamlOutputType, together) => {
    const root = new App({ yamlOutputType });
    const chart = new Chart(root, 'install');
    for (const [apiVersion, kind] of [['install.istio.io/v1alpha1', 'IstioOperator'], ['v1', 'ConfigMap']]) {
      new ApiObject(chart, kind, { apiVersion, kind, metadata: { name: 'a' } });
    }
    expect(MeshAnalysis.findings(root).map(({ code }) => code)).toEqual(together ? ['CI0026'] : []);
  });
});

test.each([
  [YamlOutputType.FILE_PER_CHART, []], [YamlOutputType.FILE_PER_RESOURCE, ['CI0028']], [YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE, []],
])('objects of one name in two namespaces are lost if the app writes them to one file (%s)', (yamlOutputType, codes) => {
  const root = new App({ yamlOutputType });
  for (const namespace of ['one', 'two']) {
    new ApiObject(new Chart(root, namespace, { namespace }), 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
  }
  expect(MeshAnalysis.findings(root).map(({ code }) => code)).toEqual(codes);
});

describe('a tree without app', () => {
  test('cannot be rendered by cdk8s, which is told as a finding', () => {
    const chart = new Chart(undefined as unknown as Construct, 'shop');
    AppAnalysis.attach(chart);
    virtualService(chart, 'zero', zeroWeights);
    expect(() => Testing.synth(chart)).toThrow('[shop] shop/zero: spec of VirtualService zero must be rendered, and is not: ');
  });

  test('whose root is any construct is left alone', () => {
    const root = new Construct(undefined as unknown as Construct, '');
    AppAnalysis.attach(new Construct(root, 'x'));
    expect(root.node.validate()).toEqual([]);
  });
});
