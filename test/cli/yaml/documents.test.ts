import { readYaml } from '../../../src/cli/yaml/documents';

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
    ['a key twice', `${OBJECT}kind: Secret`, 3, 'Map keys must be unique'],
    ['a template', `${OBJECT}data:\n  name: {{ .Values.name }}`, 4, 'has a key that is no text; is it a template?'],
    ['a bomb', bomb(), 1, 'Excessive alias count indicates a resource exhaustion attack'],
  ])('%s', (_, text, line, problem) => {
    expect(readYaml(text)).toEqual({ objects: [], problems: [{ line, text: problem }] });
  });

  test('and goes on with the next document', () => {
    const { objects, problems } = readYaml(`a: 1\n---\n${OBJECT}`);

    expect(objects).toHaveLength(1);
    expect(problems).toHaveLength(1);
  });
});

/** Each line has ten of the line before. */
function bomb(): string {
  const lines = Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`);
  return `${OBJECT}a0: &a0 [1]\n${lines.join('\n')}\n`;
}
