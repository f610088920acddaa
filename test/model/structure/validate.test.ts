import { goDuration } from '../../../src/model/go/durations';
import type { Json } from '../../../src/model/json';
import { nearest } from '../../../src/model/structure/nearest';
import { type Schema, istioStructure } from '../../../src/model/structure/schema';
import { structuralProblems } from '../../../src/model/structure/validate';

/** What is wrong with a spec of a schema. */
function problems(spec: Json, schema: Schema): string[] {
  const kind = { group: 'a.istio.io', kind: 'A', versions: ['v1'], schema: { type: 'object', properties: { spec: schema } } };
  return structuralProblems({ apiVersion: 'a.istio.io/v1', kind: 'A', metadata: {}, spec }, kind)
    .map(({ wrong, path, text }) => `${wrong} ${path.join('.')} ${text}`);
}

const text: Schema = { type: 'string' };

test.each<[string, Json, Schema, string[]]>([
  ['a type', 3, text, ['type spec is 3; it must be a text']],
  ['a list for an object', [], { type: 'object' }, ['type spec is []; it must be an object']],
  ['a number for a whole one', 1.5, { type: 'integer' }, ['type spec is 1.5; it must be an integer']],
  ['a number or a text', '10%', { 'x-kubernetes-int-or-string': true }, []],
  ['neither a number nor a text', true, { 'x-kubernetes-int-or-string': true }, ['type spec is true; it must be an integer or a text']],
  ['null in a list', [null], { type: 'array', items: text }, ['type spec.0 is null; it must be a text']],
  ['null for no value', { a: null }, { type: 'object', properties: { a: text } }, []],
  ['null in a map', { a: null }, { type: 'object', additionalProperties: text }, ['type spec.a is null; it must be a text']],
  ['null for a value that is required', { a: null }, { type: 'object', properties: { a: text }, required: ['a'] }, ['missing spec.a is missing; it must be given']],
  ['null where it is a value', { a: null }, { type: 'object', properties: { a: { type: 'boolean', nullable: true } } }, []],
  ['a least number', 0, { type: 'integer', minimum: 1 }, ['bounds spec is 0; it must be 1 or more']],
  ['a greatest number', 9, { type: 'integer', maximum: 8 }, ['bounds spec is 9; it must be 8 or less']],
  ['32 bits', 2 ** 31, { type: 'integer', format: 'int32' }, ['bounds spec is 2147483648; it must be between -2147483648 and 2147483647']],
  ['characters, not halves of them', '😀😀', { type: 'string', maxLength: 2 }, []],
  ['a length', 'abc', { type: 'string', maxLength: 2 }, ['bounds spec is "abc"; it must be a text of 2 characters or fewer']],
  ['a pattern', 'B', { type: 'string', pattern: '^[a-z]$' }, ['bounds spec is "B"; it must be a text like ^[a-z]$']],
  ['base64', 'YWJ', { type: 'string', format: 'byte' }, ['bounds spec is "YWJ"; it must be in base64']],
  ['the size of a list', [], { type: 'array', items: text, minItems: 1 }, ['bounds spec has 0; it must have 1 elements or more']],
  ['the size of a map', { a: 'b', c: 'd' }, { type: 'object', additionalProperties: text, maxProperties: 1 }, ['bounds spec has 2; it must have 1 entries or fewer']],
  ['a single value', 'b', { type: 'string', enum: ['a'] }, ['enum spec is "b"; it must be a']],
  ['keys of a list', [{ a: 1 }, { a: 2 }, { a: 1 }], { 'type': 'array', 'items': { type: 'object', properties: { a: { type: 'integer' } } }, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['a'] },
    ['rule spec.2 has the a of element 0; it must have one of its own']],
  ['values of a set', ['a', 'a'], { 'type': 'array', 'items': text, 'x-kubernetes-list-type': 'set' }, ['rule spec.1 has the value of element 0; it must have one of its own']],
  ['alternatives of which one is needed', {}, { type: 'object', oneOf: [{ required: ['a'] }, { required: ['b'] }] }, ['choice spec has none of "a", "b"; it must have one']],
])('%s', (_, spec, schema, expected) => {
  expect(problems(spec, schema)).toEqual(expected);
});

test.each<[string, Json, Schema, string[]]>([
  ['a name', { a: 1, b: 2 }, { type: 'object', properties: { c: {} } }, ['unknown spec.a is no field of A; it must be one of c', 'unknown spec.b is no field of A; it must be one of c']],
  ['a name without a value', { a: null }, { type: 'object', properties: { c: {} } }, []],
  ['any name, where none is known', { a: 1 }, { type: 'object' }, ['unknown spec.a is no field of A; it must be left out']],
  ['any name, where all are free', { a: 1 }, { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true }, []],
  ['a key', { a: 'b' }, { type: 'object', additionalProperties: text }, []],
  ['a second spelling', { a_b: 1, c: 1 }, { 'type': 'object', 'properties': { aB: {}, a_b: {} }, 'x-aliases': ['a_b'] }, ['unknown spec.c is no field of A; it must be one of aB']],
  ['a deprecated field', { a: 'b' }, { type: 'object', properties: { a: { type: 'string', deprecated: true } } }, ['deprecated spec.a is deprecated; it must be left out']],
  ['a deprecated value', 'A', { 'type': 'string', 'enum': ['A', 'B', ''], 'x-deprecated-values': ['A'] }, ['deprecated spec is "A", which is deprecated; it must be one of B, ""']],
  ['a name, where alternatives are told apart by theirs', { a: 1 }, { type: 'object', properties: { a: {} }, oneOf: [{ required: ['a'] }, { required: ['b'] }] }, []],
])('of names: %s', (_, spec, schema, expected) => {
  expect(problems(spec, schema)).toEqual(expected);
});

test('the rules of a value are not asked where what it holds is wrong', () => {
  const schema: Schema = {
    'type': 'object',
    'properties': { wasm: { type: 'object' }, lua: text },
    'x-kubernetes-validations': [{ rule: 'has(self.wasm) != has(self.lua)', message: 'one' }],
  };
  expect(problems({}, schema)).toEqual(['rule spec breaks a rule; it must keep to the rule "one"']);
  expect(problems({ wasm: {}, lua: 3 }, schema)).toEqual(['type spec.lua is 3; it must be a text']);
});

/** The keywords of a schema and of all in it. */
function keywordsOf(schema: Schema): string[] {
  const { properties = {}, items, additionalProperties, oneOf = [], anyOf = [], allOf = [], not } = schema;
  const below = [...Object.values(properties), items, additionalProperties, ...oneOf, ...anyOf, ...allOf, not]
    .filter((each): each is Schema => typeof each === 'object');
  return [...Object.keys(schema), ...below.flatMap(keywordsOf)];
}

test('the schemas have no keyword that would be passed over', () => {
  const { kinds, definitions } = istioStructure();
  const keywords = new Set([...kinds.map(({ schema }) => schema), ...Object.values(definitions)].flatMap(keywordsOf));
  expect([...keywords].sort()).toEqual([
    '$ref', 'additionalProperties', 'allOf', 'anyOf', 'deprecated', 'enum', 'format', 'items', 'maxItems', 'maxLength', 'maxProperties', 'maximum',
    'minItems', 'minLength', 'minProperties', 'minimum', 'not', 'nullable', 'oneOf', 'pattern', 'properties', 'required', 'type', 'x-aliases',
    'x-deprecated-values', 'x-kubernetes-int-or-string', 'x-kubernetes-list-map-keys', 'x-kubernetes-list-type', 'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-validations',
  ]);
});

test('a misspelt name is known again', () => {
  const names = ['timeout', 'retries', 'mirrorPercentage', 'sourceLabels', 'sourceNamespace'];
  expect(['timeuot', 'time_out', 'Retry', 'mirror_percentage', 'labels', 'hosts', 'x'].map((name) => nearest(name, names)))
    .toEqual(['timeout', 'timeout', 'retries', 'mirrorPercentage', 'sourceLabels', undefined, undefined]);
});

test('durations are those of Go', () => {
  expect(['1.5ms', '-1us', '+1h', '1m1s', '0', '', '1', '1d', '.s', '9223372036854775807ns', '9223372036854775808ns'].map(goDuration))
    .toEqual([1_500_000n, -1000n, 3_600_000_000_000n, 61_000_000_000n, 0n, undefined, undefined, undefined, undefined, 2n ** 63n - 1n, undefined]);
});
