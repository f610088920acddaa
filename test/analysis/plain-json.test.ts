import { ApiObject, App, Chart, JsonPatch, Lazy, type ResolutionContext } from 'cdk8s';
import fc from 'fast-check';
import { type Content, documents } from './documents';
import { plainJson } from '../../src/analysis/plain-json';

/** What may stand where a value does, beside data. */
class Union {
  constructor(public readonly value: number | string) {}
}
class Token {
  constructor(private readonly inner: unknown) {}
  public resolve(): unknown { return this.inner; }
}

const keys = fc.constantFrom('a', 'b', 'z', '10', '9', 'resolve', 'value', 'constructor', '__proto__', 'annotations');
const leaves = fc.oneof(
  { weight: 6, arbitrary: fc.oneof(fc.string({ maxLength: 3 }), fc.integer(), fc.boolean(), fc.constantFrom(null, undefined, NaN, -0)) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(new Union('x'), new Union(3), new Date(0), new Map(), () => 1, 1n, Object.create(null)) },
);
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    { weight: 4, arbitrary: leaves },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 3, arbitrary: fc.dictionary(keys, tie('value'), { maxKeys: 4, noNullPrototype: true }) },
    { weight: 1, arbitrary: tie('value').map((inner) => Lazy.any({ produce: () => inner })) },
    { weight: 1, arbitrary: tie('value').map((inner) => new Token(inner)) },
    { weight: 1, arbitrary: tie('value').map((inner) => ({ late: 'x', resolve: () => inner })) },
    { weight: 1, arbitrary: fc.string({ maxLength: 2 }).map((text) => Lazy.any({ produce: () => { throw new Error(`no ${text}`); } })) },
  ),
})).value;

const contents: fc.Arbitrary<Content> = fc.oneof(
  documents,
  fc.dictionary(keys, values, { maxKeys: 3, noNullPrototype: true }),
  fc.record({
    metadata: fc.record({
      labels: fc.dictionary(keys, fc.string() as fc.Arbitrary<unknown>, { maxKeys: 2, noNullPrototype: true }),
      annotations: fc.dictionary(keys, values, { maxKeys: 2, noNullPrototype: true }),
      finalizers: fc.array(fc.string(), { maxLength: 2 }),
      more: values,
    }, { requiredKeys: [], noNullPrototype: true }),
    data: values,
  }, { requiredKeys: [], noNullPrototype: true }),
);

function made(content: Content, app = new App()): ApiObject {
  return new ApiObject(new Chart(app, 'chart', { namespace: 'shop' }), 'object', { apiVersion: 'v1', kind: 'ConfigMap', ...content });
}

/** With the order of members, and the places of what has no value. */
function shown(json: unknown): string {
  return JSON.stringify(json, (_, value: unknown) => (value === undefined ? 'undefined' : Object.is(value, -0) ? '-0' : Number.isNaN(value) ? 'NaN' : value));
}

test('objects of any shape are as cdk8s renders them, or left to it', () => {
  let certain = 0;
  fc.assert(fc.property(contents, (content) => {
    const object = made(content);
    const json = plainJson(object, object.node.root);
    if (json === undefined) { return; }
    certain++;
    expect(shown(json)).toBe(shown(object.toJson()));
  }), { seed: 7, numRuns: 1000 });
  expect(certain).toBeGreaterThan(500);
});

test('what is late is asked for once, in the order in which it was written', () => {
  const asked: string[] = [];
  const late = (name: string) => Lazy.any({ produce: () => { asked.push(name); return { z: 1, a: name }; } });
  const object = made({ z: late('z'), a: [late('first'), late('second')], metadata: { labels: { late: late('label') } } });
  expect(plainJson(object, object.node.root)).toMatchObject({ z: { a: 'z', z: 1 }, a: [{ a: 'first' }, { a: 'second' }] });
  expect(asked).toEqual(['label', 'z', 'first', 'second']);
});

test.each<[string, () => ApiObject]>([
  ['other resolvers', () => made({}, new App({ resolvers: [{ resolve: ({ key }: ResolutionContext) => { key.join(); } }] }))],
  ['patches', () => {
    const object = made({});
    object.addJsonPatch(JsonPatch.add('/data', {}));
    return object;
  }],
  ['a value of another class', () => made({ data: new Date(0) })],
  ['a token of another class', () => made({ data: { port: new Union(3) } })],
  ['an error', () => made({ data: Lazy.any({ produce: () => { throw new Error('no'); } }) })],
])('is left to cdk8s: %s', (_, make) => {
  const object = make();
  expect(plainJson(object, object.node.root)).toBeUndefined();
});

test('objects whose members keep their order are left to cdk8s', () => {
  process.env.CDK8S_DISABLE_SORT = 'yes';
  try {
    const object = made({ z: 1, a: 2 });
    expect(plainJson(object, object.node.root)).toBeUndefined();
  } finally {
    delete process.env.CDK8S_DISABLE_SORT;
  }
});
