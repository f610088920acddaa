import { problemsOfMessage } from '../../../src/model/envoy/read';
import { jsonName, messageType } from '../../../src/model/envoy/types';
import type { Json } from '../../../src/model/json';

const said = (value: Json, message: string) => problemsOfMessage(value, message).map(({ wrong, path, text }) => `${wrong} ${path.join('.')}: ${text}`);
const cluster = (value: Json) => said(value, 'envoy.config.cluster.v3.Cluster');

test.each<[string, Json]>([
  ['both names of a field', { connect_timeout: '1s', lbPolicy: 'MAGLEV' }],
  ['numbers in quotes, wrapped numbers, enums by number', { per_connection_buffer_limit_bytes: '32768', lb_policy: 2, type: 'STRICT_DNS' }],
  ['null for what is not said', { connect_timeout: null, filters: [null], metadata: null }],
  ['structs, maps and lists of anything', { metadata: { filter_metadata: { a: { b: [1, 'x', null, {}] } }, typed_filter_metadata: {} } }],
  ['any, with its type', { typed_extension_protocol_options: { a: { '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions' } } }],
])('reads %s', (_, value) => {
  expect(cluster(value)).toEqual([]);
});

test.each<[Json, string]>([
  ['text', 'value : is "text"; it must be an object, envoy.config.cluster.v3.Cluster'],
  [{ connect_timeout: 5 }, 'value connect_timeout: is 5; it must be a duration, such as "1.5s"'],
  [{ lb_policy: '2' }, 'value lb_policy: is "2"; it must be one of ROUND_ROBIN, LEAST_REQUEST, RING_HASH, RANDOM, MAGLEV, CLUSTER_PROVIDED, LOAD_BALANCING_POLICY_CONFIG'],
  [{ per_connection_buffer_limit_bytes: 1.5 }, 'value per_connection_buffer_limit_bytes: is 1.5; it must be a whole number between 0 and 4294967295'],
  [{ metadata: { filter_metadata: { a: 3 } } }, 'value metadata.filter_metadata.a: is 3; it must be an object'],
  [{ metadata: { filter_metadata: [] } }, 'value metadata.filter_metadata: is []; it must be an object'],
  [{ filters: {} }, 'value filters: is {}; it must be a list'],
  [{ typed_extension_protocol_options: { a: 3 } }, 'value typed_extension_protocol_options.a: is 3; it must be an object with @type'],
  [{ typed_extension_protocol_options: { a: { '@type': 3 } } }, 'value typed_extension_protocol_options.a.@type: is 3; it must be a text'],
  [
    { typed_extension_protocol_options: { a: { '@type': 'a/b.C' } } },
    'value typed_extension_protocol_options.a.@type: is "a/b.C"; it must be a type that Istio knows of Envoy\'s v3 API',
  ],
  [{ upstream_bind_config: { freebind: { value: true } } }, 'value upstream_bind_config.freebind: is {"value":true}; it must be true or false'],
  [{ strange: 1 }, 'unknown strange: is no field of envoy.config.cluster.v3.Cluster; it must be one of its 57 fields'],
])('says of %j what is wrong', (value, text) => {
  expect(cluster(value)).toEqual([text]);
});

test.each<[string, string, Json[], Json[]]>([
  ['google.protobuf.Timestamp', 'a time', ['2030-01-31T12:00:00Z', '2028-02-29T23:59:59.5+01:00'], ['2030-02-29T12:00:00Z', '2030-01-31', 3, '2030-01-31T24:00:00Z']],
  ['google.protobuf.Duration', 'a duration', ['1.5s', '1h2m', '0'], ['1', 1, '1d', {}]],
  ['google.protobuf.BytesValue', 'bytes', ['YWJj', ''], ['YWJ', 'a b', 3]],
  ['google.protobuf.DoubleValue', 'a number', [1.5, '1e3', 'NaN'], ['one', true, '']],
  ['google.protobuf.BoolValue', 'true or false', [true], ['true', 1]],
  ['google.protobuf.Int64Value', 'a whole number', ['-9223372036854775808', 7], ['9223372036854775808', 1.5, '1.0', '']],
  ['google.protobuf.ListValue', 'a list', [[1]], [{}]],
  ['google.protobuf.Struct', 'an object', [{ a: 1 }], [[]]],
])('%s is %s', (message, allowed, right, wrong) => {
  for (const value of right) { expect(said(value, message)).toEqual([]); }
  for (const value of wrong) { expect(said(value, message)).toEqual([expect.stringContaining(`it must be ${allowed}`)]); }
});

test('names of fields in JSON', () => {
  expect(jsonName('typed_config')).toBe('typedConfig');
  expect(jsonName('max_request_headers_kb')).toBe('maxRequestHeadersKb');
  expect(messageType('envoy.config.cluster.v3.Cluster')?.fields.get('connectTimeout')).toEqual({ holds: 'one', key: '', type: 'google.protobuf.Duration' });
  expect(messageType('toString')).toBeUndefined();
});
