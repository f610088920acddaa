import { Duration } from 'cdk8s';
import { AuthorizationAction, ExtensionProvider, type ProviderService } from 'cdk8s-istio';

const SERVICE: ProviderService = { service: 'zipkin.tracing.svc.cluster.local', port: 9411 };

test('smallest: a name and a service', () => {
  const zipkin = ExtensionProvider.zipkin('zipkin', SERVICE);
  expect([zipkin.name, zipkin._render()]).toEqual(['zipkin', { name: 'zipkin', zipkin: { ...SERVICE } }]);
});

test('one that has no name here', () => {
  expect(ExtensionProvider.of('old', 'opencensus', { ...SERVICE })._render()).toEqual({ name: 'old', opencensus: { ...SERVICE } });
});

test('a policy asks a provider that authorizes', () => {
  const authz = ExtensionProvider.envoyExtAuthzHttp('authz', { service: 'shop/authz.example.com', port: 8000 });
  expect(AuthorizationAction.customBy(authz)).toEqual(AuthorizationAction.custom('authz'));
  expect(() => AuthorizationAction.customBy(ExtensionProvider.prometheus('metrics'))).toThrow(new Error(
    'AuthorizationAction.customBy: provider is "metrics"; it must be one that authorizes; make it by ExtensionProvider.envoyExtAuthzHttp or envoyExtAuthzGrpc'));
});

test.each<[string, () => unknown, string]>([
  ['no name', () => ExtensionProvider.prometheus(''), 'prometheus: name is ""; it must be a text that is not empty'],
  ['no service', () => ExtensionProvider.datadog('a', { ...SERVICE, service: '' }), 'datadog: service is ""; it must be a text that is not empty'],
  ['a service that is none', () => ExtensionProvider.datadog('a', { ...SERVICE, service: 'a_b' }),
    'datadog: service is "a_b"; it must be the host of a service, or namespace/host'],
  ['a port that is none', () => ExtensionProvider.skywalking('a', { ...SERVICE, port: 0 }), 'skywalking: port is 0; it must be between 1 and 65535'],
  ['a path that is none', () => ExtensionProvider.zipkin('a', { ...SERVICE, path: 'spans' }), 'zipkin: path is "spans"; it must be a path that starts with "/"'],
  ['two protocols', () => ExtensionProvider.opentelemetry('a', { ...SERVICE, http: { path: '/' }, grpc: {} }),
    'opentelemetry: http and grpc are given; it must be one of them'],
  ['a header of two values', () => ExtensionProvider.zipkin('a', { ...SERVICE, headers: [{ name: 'x', value: 'y', envName: 'Z' }] }),
    'zipkin: headers[0]: value and envName are given; it must be exactly one of value, envName'],
  ['a sampler without HTTP', () => ExtensionProvider.opentelemetry('a', { ...SERVICE, dynatraceSampler: { tenant: 'a', clusterId: 1 } }),
    'opentelemetry: dynatraceSampler.httpService is missing; it must be given, unless the provider has http'],
  ['a status that is none', () => ExtensionProvider.envoyExtAuthzGrpc('a', { ...SERVICE, statusOnError: 999 }),
    'envoyExtAuthzGrpc: statusOnError is 999; it must be the number of an HTTP status that Envoy knows'],
  ['a prefix that is none', () => ExtensionProvider.envoyExtAuthzHttp('a', { ...SERVICE, pathPrefix: 'check' }),
    'envoyExtAuthzHttp: pathPrefix is "check"; it must be a path that begins with "/"'],
  ['bytes by HTTP', () => ExtensionProvider.envoyExtAuthzHttp('a', { ...SERVICE, includeRequestBodyInCheck: { maxRequestBytes: 1, packAsBytes: true } }),
    'envoyExtAuthzHttp: includeRequestBodyInCheck.packAsBytes is true; it must be left out: only authorizers by gRPC look at it'],
  ['a timeout of nothing', () => ExtensionProvider.envoyExtAuthzGrpc('a', { ...SERVICE, timeout: Duration.millis(0) }),
    'envoyExtAuthzGrpc: timeout is "0ms"; it must be whole milliseconds, at least 1ms'],
  ['no type', () => ExtensionProvider.of('a', '', {}), 'of: type is ""; it must be a text that is not empty'],
])('refuses %s', (_what, make, message) => {
  expect(make).toThrow(new Error(`ExtensionProvider.${message}`));
});
