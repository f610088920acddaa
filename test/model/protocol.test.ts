import { isHttp, isTls, parseProtocol, portProtocol, Protocol, trafficOf } from '../../src/model/protocol';

test.each([
  [80, 'http', undefined, undefined, 'HTTP'],
  [80, 'HTTP-admin', undefined, undefined, 'HTTP'],
  [80, 'web-http', undefined, undefined, undefined],
  [80, 'http2-x', undefined, undefined, 'HTTP2'],
  [80, 'grpc-web', undefined, undefined, 'GRPC-WEB'],
  [80, 'grpc-webby', undefined, undefined, 'GRPC-WEB'],
  [80, 'grpc-other', undefined, undefined, 'GRPC'],
  [80, undefined, undefined, undefined, undefined],
  [80, 'constructor', undefined, undefined, undefined],
  [80, 'tcp', 'http', undefined, 'HTTP'],
  [80, 'tcp', 'kubernetes.io/h2c', undefined, 'HTTP2'],
  [80, 'http', 'kubernetes.io/wss', undefined, 'HTTPS'],
  [80, 'http', 'example.com/own', undefined, undefined],
  [80, 'kubernetes.io/h2c', undefined, undefined, undefined],
  [53, 'dns', 'http', 'UDP', 'UDP'],
  [3306, 'db', undefined, 'TCP', 'TCP'],
  [3306, 'http', undefined, undefined, 'HTTP'],
])('port %i named %s with appProtocol %s over %s is %s to Istio', (number, name, appProtocol, transport, protocol) => {
  expect(portProtocol({ number, name, appProtocol, transport })).toBe(protocol);
});

test.each([['grpc', 'GRPC'], ['HTTP_proxy', 'HTTP_PROXY'], ['Mongo', 'MONGO'], ['sctp', undefined]])('the protocol %s is %s', (name, protocol) => {
  expect(parseProtocol(name)).toBe(protocol);
});

test.each([
  [Protocol.HTTP, 'http'], [Protocol.GRPC_WEB, 'http'], [Protocol.HTTPS, 'tls'], [Protocol.TLS, 'tls'], [Protocol.TCP, 'tcp'],
  [Protocol.REDIS, 'tcp'], [undefined, 'http'],
] as const)('traffic of %s is told apart as %s', (protocol, traffic) => {
  expect(trafficOf(protocol)).toBe(traffic);
  if (protocol !== undefined) { expect([isHttp(protocol), isTls(protocol)]).toEqual([traffic === 'http', traffic === 'tls']); }
});
