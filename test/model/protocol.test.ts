import { portProtocol, Protocol, trafficOf } from '../../src/model/protocol';

test.each([
  ['http', undefined, Protocol.HTTP],
  ['http-admin', undefined, Protocol.HTTP],
  ['web-http', undefined, undefined],
  ['HTTP2-x', undefined, Protocol.HTTP2],
  ['grpc-web', undefined, Protocol.GRPC_WEB],
  ['grpc-webby', undefined, Protocol.GRPC_WEB],
  ['grpc-other', undefined, Protocol.GRPC],
  [undefined, undefined, undefined],
  ['tcp', 'http', Protocol.HTTP],
  ['http', 'example.com/own', undefined],
  ['http', 'kubernetes.io/wss', Protocol.HTTPS],
  ['kubernetes.io/h2c', undefined, undefined],
])('a port named %s with appProtocol %s is %s to Istio', (name, appProtocol, protocol) => {
  expect(portProtocol(name, appProtocol)).toBe(protocol);
});

test.each([
  [Protocol.HTTP, 80, 'http'], [Protocol.GRPC, 80, 'http'], [Protocol.HTTPS, 443, 'tls'], [Protocol.TLS, 443, 'tls'],
  [Protocol.TCP, 80, 'tcp'], [Protocol.REDIS, 6379, 'tcp'], [undefined, 8080, 'http'], [undefined, 3306, 'tcp'],
] as const)('traffic of %s on port %i is told apart as %s', (protocol, port, traffic) => {
  expect(trafficOf(protocol, port)).toBe(traffic);
});
