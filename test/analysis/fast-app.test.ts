import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ApiObject, App, type AppProps, Chart, type ChartProps, JsonPatch, Lazy, type ResolutionContext, YamlOutputType } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import fc from 'fast-check';
import { type Content, documents } from './documents';
import { FastApp, MeshAnalysis, MtlsMode, PeerAuthentication } from '../../src';

type AppClass = new (props: AppProps) => App;
const OUTPUTS = [
  YamlOutputType.FILE_PER_APP, YamlOutputType.FILE_PER_CHART, YamlOutputType.FILE_PER_RESOURCE, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
];

/** The files that an app writes, and its text; or the error. */
function written(kind: AppClass, fill: (app: App) => void, props: AppProps = {}): unknown {
  const outdir = mkdtempSync(join(tmpdir(), 'fast-app-'));
  const attempt = (work: () => unknown) => {
    try { return work(); } catch (error) { return (error as Error).message; }
  };
  try {
    return attempt(() => {
      const app = new kind({ outdir, ...props });
      fill(app);
      const failed = attempt(() => app.synth());
      const paths = readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name)).sort();
      const files = paths.map((path) => [relative(outdir, path), readFileSync(path, 'utf8')]);
      return { failed, files, text: attempt(() => app.synthYaml()), charts: attempt(() => app.charts.map(({ node }) => node.path)) };
    });
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function expectAlike(fill: (app: App) => void, props: AppProps = {}): unknown {
  const fast = written(FastApp, fill, props);
  expect(fast).toEqual(written(App, fill, props));
  return fast;
}

const object = (scope: Construct, id: string, content: Content = {}) =>
  new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', ...content });

/** An app as data, so that it can be built twice. */
interface Plan {
  readonly charts: { readonly id: string; readonly within: number; readonly objects: Content[] }[];
  readonly dependencies: [number, number][];
  readonly props: AppProps;
}

function build(app: App, { charts, dependencies }: Plan): void {
  const made: IConstruct[] = [];
  const scopes: Construct[] = [app];
  charts.forEach(({ id, within, objects }, i) => {
    const scope = scopes[within % scopes.length];
    const chart = new Chart(scope, scope.node.tryFindChild(id) === undefined ? id : `${id}-${i}`, { labels: { chart: `${i}` } });
    const group = new Construct(chart, 'group');
    scopes.push(chart);
    made.push(chart, group, ...objects.map((content, j) => object(j % 2 === 0 ? chart : group, `object-${j}`, content)));
  });
  for (const [source, target] of dependencies) { made[source % made.length].node.addDependency(made[target % made.length]); }
}

const plans = fc.record({
  charts: fc.array(fc.record({
    id: fc.constantFrom('a', 'b', '7', '10', 'Some_Chart'),
    within: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(5)),
    objects: fc.array(documents, { maxLength: 3 }),
  }), { minLength: 1, maxLength: 4 }),
  dependencies: fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 5 }),
  props: fc.record({
    yamlOutputType: fc.constantFrom(...OUTPUTS),
    outputFileExtension: fc.constantFrom('.yaml', '.k8s.yaml'),
    recordConstructMetadata: fc.boolean(),
  }),
});

test('apps of any shape are written as App writes them', () => {
  let complete = 0;
  fc.assert(fc.property(plans, (plan) => {
    const { failed } = expectAlike((app) => build(app, plan), plan.props) as { failed?: string };
    if (failed === undefined) { complete++; }
  }), { seed: 31, numRuns: 300 });
  // The others have circles, or what no object can hold.
  expect(complete).toBeGreaterThan(100);
});

test('each example is written as App writes it', () => {
  const examples = join(__dirname, '..', '..', 'examples');
  const names = readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const out = mkdtempSync(join(tmpdir(), 'fast-app-'));
  const before = process.env.CDK8S_OUTDIR;
  jest.isolateModules(() => {
    const cdk8s = { ...jest.requireActual<object>('cdk8s') };
    jest.doMock('cdk8s', () => cdk8s);
    // What the examples take for App.
    Object.assign(cdk8s, { App: jest.requireActual<typeof import('../../src')>('../../src').FastApp });
    for (const name of names) {
      process.env.CDK8S_OUTDIR = join(out, name);
      jest.requireActual(join(examples, name, 'main.ts'));
    }
  });
  jest.dontMock('cdk8s');
  process.env.CDK8S_OUTDIR = before ?? '';
  if (before === undefined) { delete process.env.CDK8S_OUTDIR; }
  const files = (folder: string) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name)).sort().map((path) => [relative(folder, path), readFileSync(path, 'utf8')]);
  for (const name of names) { expect([name, files(join(out, name))]).toEqual([name, files(join(examples, name, 'dist'))]); }
  rmSync(out, { recursive: true });
});

describe('is written as App writes it:', () => {
  test.each(OUTPUTS)('an app of several charts, with resolvers, late values and patches (%s)', (yamlOutputType) => {
    const upper = { resolve: (context: ResolutionContext) => { if (context.value === 'lower') { context.replaceValue('UPPER'); } } };
    expectAlike((app) => {
      const [one, two] = ['one', 'two'].map((id) => new Chart(app, id, { namespace: id }));
      object(one, 'late', { data: Lazy.any({ produce: () => ({ text: 'lower', none: undefined }) }) });
      object(one, 'patched', { data: { a: ['x'] } }).addJsonPatch(JsonPatch.add('/data/a/0', 'y'), JsonPatch.add('/shared', { a: 1 }));
      object(two, 'first').addDependency(object(two, 'second'));
      new PeerAuthentication(two, 'strict', { mtls: MtlsMode.STRICT });
    }, { yamlOutputType, resolvers: [upper], recordConstructMetadata: true });
  });

  test('an object that stands in a document twice', () => {
    const shared = { a: 1 };
    const patches = () => [JsonPatch.add('/one', shared), JsonPatch.add('/two', shared)];
    class Sharing extends ApiObject {
      public override toJson(): unknown { return { ...super.toJson() as object, one: shared, two: [shared] }; }
    }
    const { text } = expectAlike((app) => {
      const chart = new Chart(app, 'chart');
      object(chart, 'patched').addJsonPatch(...patches());
      new Sharing(chart, 'sharing', { apiVersion: 'v1', kind: 'Sharing' });
    }) as { text: string };
    expect(text).toContain('&a1');
  });

  test('a chart that renders itself in its own way, and one that lists no object', () => {
    class Own extends Chart {
      constructor(scope: Construct, id: string, props?: ChartProps) {
        super(scope, id, props);
        object(this, 'object');
      }
      public override toJson(): unknown[] { return [...super.toJson() as unknown[], { kind: 'Added', metadata: {} }, undefined]; }
    }
    for (const yamlOutputType of OUTPUTS) {
      expectAlike((app) => {
        new Own(app, 'own');
        new Chart(app, 'empty');
      }, { yamlOutputType });
    }
    expectAlike(() => undefined);
  });

  test('what cannot be written: circles, errors of validations, values that are none', () => {
    expectAlike((app) => {
      const [a, b] = ['a', 'b'].map((id) => object(new Chart(app, id), id));
      a.addDependency(b);
      b.addDependency(a);
    });
    expectAlike((app) => {
      const chart = new Chart(app, 'chart');
      for (const id of ['b', 'a']) { object(chart, id).node.addValidation({ validate: () => [`${id} is wrong`, 'twice'] }); }
    });
    expectAlike((app) => { object(new Chart(app, 'chart'), 'date', { data: new Date(0) }); });
    expectAlike((app) => { new Construct(app, 'outside').node.addDependency(new Chart(app, 'chart')); });
  });
});

test('every validation runs once, and every object is rendered once, however many charts there are', () => {
  const validations: string[] = [];
  const renderings: string[] = [];
  class Counting extends ApiObject {
    public override toJson(): unknown {
      renderings.push(this.node.path);
      return super.toJson();
    }
  }
  const fillCounting = (app: App) => {
    for (const id of ['a', 'b', 'c']) {
      const counting = new Counting(new Chart(app, id), 'object', { apiVersion: 'v1', kind: 'ConfigMap' });
      counting.node.addValidation({ validate: () => { validations.push(id); return []; } });
    }
    MeshAnalysis.attach(app);
  };
  written(FastApp, (app) => {
    fillCounting(app);
    app.synth();
    expect(validations).toEqual(['a', 'b', 'c']);
    expect(renderings).toEqual(['a/object', 'b/object', 'c/object']);
  });
});

test('what a validation changes is checked, and written', () => {
  const { text } = expectAlike((app) => {
    const chart = new Chart(app, 'chart');
    MeshAnalysis.attach(app);
    const late = object(chart, 'late');
    late.node.addValidation({ validate: () => { late.metadata.addLabel('late', 'yes'); return []; } });
  }) as { text: string };
  expect(text).toContain('late: "yes"');
});

test('a chain of ten thousand objects, which is too long for App', () => {
  const app = new FastApp({ outdir: mkdtempSync(join(tmpdir(), 'fast-app-')) });
  const chart = new Chart(app, 'chart');
  const objects = Array.from({ length: 10_000 }, (_, i) => object(chart, `object-${i}`, { metadata: { name: `object-${i}` } }));
  objects.slice(1).forEach((later, i) => { objects[i].addDependency(later); });
  const names = [...app.synthYaml().matchAll(/^ {2}name: (.*)$/gm)].map(([, name]) => name);
  expect(names).toEqual(objects.map(({ name }) => name).reverse());
});
