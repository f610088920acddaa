import { readYaml } from '../../../src/cli/yaml/documents';
import type { JsonObject } from '../../../src/model/json';

const OBJECT = 'apiVersion: v1\nkind: ConfigMap\n';

describe('reads as kubectl does', () => {
  test.each([
    ['yes', true], ['off', false], ['017', 15], ['1:30', '1:30'], ['2024-01-02', '2024-01-02'], ['1e3', 1000], ['~', null], ['"yes"', 'yes'],
  ])('%s', (text, value) => {
    expect(readYaml(`${OBJECT}data: { it: ${text} }`).objects[0].json.data).toEqual({ it: value });
  });

  test('merges what anchors hold', () => {
    expect(readYaml(`${OBJECT}base: &base { a: 1 }\ndata: { <<: *base, b: 2 }`).objects[0].json.data).toEqual({ a: 1, b: 2 });
  });
});

test('documents and lists become objects, one by one; empty documents are passed over', () => {
  const { objects, problems } = readYaml(`---\n${OBJECT}---\n# nothing\n---\napiVersion: v1\nkind: List\nitems:\n- { apiVersion: v1, kind: Secret }\n- { apiVersion: v1, kind: Service }\n`);

  expect(objects.map(({ json }) => json.kind)).toEqual(['ConfigMap', 'Secret', 'Service']);
  expect(objects.map(({ lineOf }) => lineOf([]))).toEqual([2, 10, 11]);
  expect(problems).toEqual([]);
  expect(readYaml('')).toEqual({ objects: [], problems: [] });
});

test('knows the line of each field, and that of what it would stand in', () => {
  const [{ lineOf }] = readYaml(`${OBJECT}spec:\n  http:\n  - name: a\n  - name: b\n    route: []\n`).objects;

  expect([['spec'], ['spec', 'http', 1, 'route'], ['spec', 'http', 1, 'timeout'], ['status']].map(lineOf)).toEqual([3, 7, 6, 1]);
});

describe('tells what it cannot read', () => {
  test.each([
    ['no object', 'a: 1', 1, 'is no Kubernetes object: it has no apiVersion and kind'],
    ['a text', 'hello', 1, 'is no Kubernetes object: it has no apiVersion and kind'],
    ['broken YAML', `${OBJECT}data: [`, 3, 'Flow sequence in block collection must be sufficiently indented and end with a ]'],
    ['a key twice', `${OBJECT}kind: Secret`, 3, 'has the key kind twice'],
    ['a template', `${OBJECT}data:\n  name: {{ .Values.name }}`, 4, 'has a key that is no text; is it a template?'],
    ['a bomb', bomb(), 1, 'has aliases that stand for more than 1000000 values'],
    ['what has itself in it', `${OBJECT}data: &a { a: *a }`, 1, 'has an alias *a in what it stands for'],
    ['what is nested too deep', `${OBJECT}data: ${'['.repeat(500)}${']'.repeat(500)}`, 1, 'is nested more than 400 levels deep'],
    ['what is nested deeper than the stack', `${OBJECT}data: ${'['.repeat(50_000)}${']'.repeat(50_000)}`, 3, 'is nested too deep to be read'],
  ])('%s', (_, text, line, problem) => {
    expect(readYaml(text)).toEqual({ objects: [], problems: [{ line, text: problem }] });
  });

  test('and goes on with the next document', () => {
    const { objects, problems } = readYaml(`a: 1\n---\n${OBJECT}`);

    expect(objects).toHaveLength(1);
    expect(problems).toHaveLength(1);
  });
});

describe('large files', () => {
  const item = (i: number, indent: string) => ['apiVersion: v1', 'kind: ConfigMap', 'data:', `  it: ${'x'.repeat(100_000)}`, `  last: ${i}`]
    .map((line, n) => `${n === 0 ? indent.replace('  ', '- ') : indent}${line}\n`).join('');
  const all = (indent: string) => Array.from({ length: 15 }, (_, i) => item(i, indent));

  test.each([
    ['lists', `apiVersion: v1\nitems:\n${all('  ').join('')}kind: List\nmetadata: {}\n`, 3],
    ['documents', all('').join('---\n'), 1],
    ['documents with directives', `%YAML 1.1\n---\n${all('').join('---\n')}`, 3],
  ])('%s are read part by part, and lines are those of the file', (_, text, first) => {
    const { objects, problems } = readYaml(text);
    const step = text.includes('items') ? 5 : 6;

    expect(problems).toEqual([]);
    expect(objects.map(({ json }) => (json.data as JsonObject).last)).toEqual(Array.from({ length: 15 }, (__, i) => i));
    expect(objects.map(({ lineOf }) => [lineOf([]), lineOf(['data', 'last'])])).toEqual(Array.from({ length: 15 }, (__, i) => [first + step * i, first + step * i + 4]));
  });

  test('a list with anchors is read at once', () => {
    const text = `apiVersion: v1\nkind: List\nitems:\n${all('  ').join('')}- { apiVersion: v1, kind: Secret, data: &a { a: b } }\n- { apiVersion: v1, kind: Secret, data: *a }\n`;

    expect(readYaml(text).objects.map(({ json }) => json.data).slice(15)).toEqual([{ a: 'b' }, { a: 'b' }]);
  });

  test('what cannot be divided is refused', () => {
    expect(readYaml(`${OBJECT}data:\n${`  a: ${'x'.repeat(17 * 1024 * 1024)}\n`}`).problems)
      .toEqual([{ line: 1, text: 'is a document of 18 MiB; it must be at most 16 MiB, or a list as kubectl prints it' }]);
  });

  test('an object with many keys is read in time', () => {
    const keys = Array.from({ length: 30_000 }, (_, i) => `  key${i}: v\n`).join('');
    expect(readYaml(`${OBJECT}data:\n${keys}`).problems).toEqual([]);
    expect(readYaml(`${OBJECT}data:\n${keys}  key7: w\n`).problems).toEqual([{ line: 30_004, text: 'has the key key7 twice' }]);
  });
});

/** Each line has ten of the line before. */
function bomb(): string {
  const lines = Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`);
  return `${OBJECT}a0: &a0 [1]\n${lines.join('\n')}\n`;
}
