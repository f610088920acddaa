import { Yaml } from 'cdk8s';
import fc from 'fast-check';
import { documents } from './documents';
import { documentOf, yamlOf } from '../../src/analysis/yaml-writer';

test('documents of any shape are written as cdk8s writes them, or left to it', () => {
  let certain = 0;
  fc.assert(fc.property(documents, (document) => {
    const text = documentOf(document);
    if (text === undefined) { return; }
    certain++;
    expect(text).toBe(Yaml.stringify(document));
  }), { seed: 17, numRuns: 6000 });
  expect(certain).toBeGreaterThan(2000);
});

test.each<[string, unknown]>([
  ['names, hosts, paths and versions', { host: 'reviews.shop.svc.cluster.local', path: '/a/b-c_d', version: 'v1.2.3', image: 'a/b:v1', address: '10.0.0.1', mask: '10.0.0.0/8' }],
  ['what other types look like', { list: ['yes', 'n', '~', '', '012', '1e3', '0x1', '1:30', '2026-01-01', '.inf', '1_000', '-', '*', 'a: b', 'a #b', '# a', '%', '@'] }],
  ['quotes', { one: 'it\'s', two: 'say "so"', both: '\'"', backslash: '"\\' }],
  ['lists in lists', { lists: [[1, [2, [3]]], [{ a: [4], b: {} }], [[]]] }],
  ['blocks', { script: 'if a then\n  b: "c"\nend\n', list: ['a\n\nb'], annotation: '{\n  "a": 1\n}' }],
  ['long lines', { text: 'a word '.repeat(100).trim(), noSpace: 'x'.repeat(200) }],
  ['numbers', { list: [0, -0, 1.5, -1e21, 1e-7, Number.MAX_SAFE_INTEGER] }],
])('%s are certain', (_, document) => {
  expect(documentOf(document)).toBe(Yaml.stringify(document));
});

test('what is no object is left to cdk8s, and what is missing too', () => {
  const others = ['text', 1, null, undefined, [], {}, [1], { a: null }, { a: undefined }, new Map([['a', 1]]), { a: new Date(0) }];
  expect(others.map(documentOf)).toEqual(others.map(() => undefined));
  expect(yamlOf(others)).toBe(Yaml.stringify(...others));
});

test('a new form of cdk8s is taken over', () => {
  jest.isolateModules(() => {
    const cdk8s = jest.requireActual<typeof import('cdk8s')>('cdk8s');
    jest.doMock('cdk8s', () => ({ ...cdk8s, Yaml: { stringify: (document: unknown) => `${JSON.stringify(document)}\n` } }));
    expect(jest.requireActual<typeof import('../../src/analysis/yaml-writer')>('../../src/analysis/yaml-writer').yamlOf([{ a: 1 }, { b: 2 }])).toBe('{"a":1}\n---\n{"b":2}\n');
  });
  jest.dontMock('cdk8s');
});
