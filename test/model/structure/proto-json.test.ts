import type { Json } from '../../../src/model/json';
import { operatorJson, protoJson } from '../../../src/model/structure/proto-json';
import { type Schema, istioKind } from '../../../src/model/structure/schema';

const schema: Schema = {
  type: 'object',
  properties: {
    maxSize: { type: 'integer' },
    mode: { type: 'string', enum: ['A', 'B'] },
    text: { type: 'string' },
    list: { type: 'array', items: { type: 'object', properties: { oneShare: { type: 'number' } } } },
    map: { type: 'object', additionalProperties: { type: 'integer' } },
  },
};

test.each<[string, Json, Json]>([
  ['names in snake case', { max_size: 1, list: [{ one_share: 0.5 }] }, { maxSize: 1, list: [{ oneShare: 0.5 }] }],
  ['numbers as texts', { maxSize: '-3', list: [{ oneShare: '0.5' }], map: { a_b: '1' } }, { maxSize: -3, list: [{ oneShare: 0.5 }], map: { a_b: 1 } }],
  ['texts as they are', { text: '3', maxSize: 'many' }, { text: '3', maxSize: 'many' }],
  ['numbers of an enumeration, which are left out', { mode: 1 }, { mode: null }],
  ['what nobody knows', { other_name: { a: 1 }, list: 3 }, { other_name: { a: 1 }, list: 3 }],
])('%s', (_, json, expected) => {
  expect(protoJson(json, schema)).toEqual(expected);
});

test('of an IstioOperator, the MeshConfig and the values are messages', () => {
  const operator = { kind: 'IstioOperator', spec: { tag: '3', meshConfig: { proxyListenPort: '1', connect_timeout: '1s' }, values: { pilot: { autoscaleMin: '2' } } } };
  expect(operatorJson(operator, istioKind('IstioOperator')?.schema ?? {})).toEqual({
    kind: 'IstioOperator', spec: { tag: '3', meshConfig: { proxyListenPort: 1, connectTimeout: '1s' }, values: { pilot: { autoscaleMin: 2 } } },
  });
  expect(operatorJson({ spec: [] }, {})).toEqual({ spec: [] });
});
