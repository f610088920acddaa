import { Duration } from 'cdk8s';
import { spec } from './support';
import { DEPRECATED } from '../completeness/deprecated';
import { LEFT_OUT } from '../completeness/left-out';
import { meant, type Omissions } from '../completeness/omissions';
import { meshConfig, ROUNDS } from '../completeness/programs/mesh-config';
import { leaves, said, schemaAt, specOf } from '../completeness/schema';
import {
  AccessLogEncoding, AccessLogFormat, ExtensionProvider, H2UpgradePolicy, type MeshConfig, MeshRoot, MeshSelectorOperator, OutboundTraffic,
  PathNormalization, PrivateKeyProvider, ProxyTracer, TlsVersion, TracingServiceName, TracingTag,
} from 'cdk8s-istio';

const PLACE = 'spec.meshConfig';
const SCHEMA = schemaAt(specOf('IstioOperator'), PLACE);

const ZERO = 'the value that a missing field has, and of no use to people';

/** What the types of an installation leave out, beside what no IstioOperator should say; it goes to `more`. */
const BEYOND: Omissions = {
  IstioOperator: {
    [`${PLACE}.ingressControllerMode=UNSPECIFIED`]: ZERO,
    [`${PLACE}.defaultConfig.connectionSettings.httpHeadersWithUnderscoresAction=HEADERS_WITH_UNDERSCORES_UNSPECIFIED`]: ZERO,
    [`${PLACE}.defaultConfig.connectionSettings.httpPathWithEscapedSlashesAction=PATH_WITH_ESCAPED_SLASHES_UNSPECIFIED`]: ZERO,
    [`${PLACE}.defaultConfig.gatewayTopology.forwardClientCertDetails=UNDEFINED`]: ZERO,
    [`${PLACE}.defaultConfig.proxyHeaders.forwardedClientCert=UNDEFINED`]: ZERO,
    [`${PLACE}.defaultConfig.tracing.openCensusAgent.context[]=UNSPECIFIED`]: ZERO,
    [`${PLACE}.serviceEntryVisibility.defaultVisibility=VISIBILITY_UNSPECIFIED`]: ZERO,
    [`${PLACE}.serviceEntryVisibility.policies[].visibility=VISIBILITY_UNSPECIFIED`]: ZERO,
    [`${PLACE}.extensionProviders[].envoyExtAuthzHttp.includeRequestBodyInCheck.packAsBytes`]: 'only authorizers by gRPC look at it (config.proto)',
    [`${PLACE}.defaultConfig.readinessProbe.grpc.**`]: 'a WorkloadGroup cannot say it either: Istio\'s webhook refuses it',
  },
};

test('the types say all of MeshConfig that is not deprecated: each field, each value', () => {
  const all = [...new Set(leaves(SCHEMA, PLACE))];
  const paths = [DEPRECATED, LEFT_OUT, BEYOND].flatMap((omissions) => Object.keys(omissions.IstioOperator));
  const omitted = new Set(paths.flatMap((path) => meant(path, all)));
  const covered = new Set(Array.from({ length: ROUNDS }, (_, round) => spec({ meshConfig: meshConfig(round) }).meshConfig)
    .flatMap((config) => said(config, SCHEMA, PLACE)));
  expect(all.filter((leaf) => !covered.has(leaf) && !omitted.has(leaf))).toEqual([]);
  expect(all.length).toBeGreaterThan(300);
  for (const path of Object.keys(BEYOND.IstioOperator)) {
    const leavesOf = meant(path, all);
    expect({ path, exists: leavesOf.length > 0, said: leavesOf.filter((leaf) => covered.has(leaf)) }).toEqual({ path, exists: true, said: [] });
  }
});

test('smallest: nothing that is not said', () => {
  expect(spec({ meshConfig: {} })).toEqual({ meshConfig: {} });
});

test('what people say most', () => {
  const authz = ExtensionProvider.envoyExtAuthzGrpc('authz', { service: 'authz.shop.svc.cluster.local', port: 9000 });
  expect(spec({
    meshConfig: {
      accessLogFile: '/dev/stdout',
      accessLogEncoding: AccessLogEncoding.JSON,
      outboundTrafficPolicy: OutboundTraffic.REGISTRY_ONLY,
      trustDomain: 'shop.example.com',
      defaultConfig: { holdApplicationUntilProxyStarts: true, proxyHeaders: { server: false, attemptCount: false } },
      extensionProviders: [authz, ExtensionProvider.envoyFileAccessLog('json', { format: AccessLogFormat.json() })],
      defaultProviders: { accessLogging: ['json'] },
      discoverySelectors: [{ matchLabels: { mesh: 'shop' } }],
      meshMtls: { minProtocolVersion: TlsVersion.TLSV1_3 },
      pathNormalization: PathNormalization.MERGE_SLASHES,
      more: { verifyCertificateAtClient: true },
    },
  }).meshConfig).toEqual({
    accessLogFile: '/dev/stdout',
    accessLogEncoding: 'JSON',
    outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
    trustDomain: 'shop.example.com',
    defaultConfig: { holdApplicationUntilProxyStarts: true, proxyHeaders: { server: { disabled: true }, attemptCount: { disabled: true } } },
    extensionProviders: [
      { name: 'authz', envoyExtAuthzGrpc: { service: 'authz.shop.svc.cluster.local', port: 9000 } },
      { name: 'json', envoyFileAccessLog: { logFormat: { labels: {} } } },
    ],
    defaultProviders: { accessLogging: ['json'] },
    discoverySelectors: [{ matchLabels: { mesh: 'shop' } }],
    meshMTLS: { minProtocolVersion: 'TLSV1_3' },
    pathNormalization: { normalization: 'MERGE_SLASHES' },
    verifyCertificateAtClient: true,
  });
});

const zipkin = ExtensionProvider.zipkin('zipkin', { service: 'zipkin.tracing.svc.cluster.local', port: 9411 });
const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

test.each<[string, () => MeshConfig, string]>([
  ['a field that nobody knows', () => ({ logFile: '/dev/stdout' } as MeshConfig), 'logFile is given; it must be a member of Istio\'s MeshConfig; write accessLogFile'],
  [
    'a field within that nobody knows', () => ({ more: { certificates: [{ secretNam: 'a' }] } }),
    'more.certificates[0].secretNam is given; it must be a member of Istio\'s MeshConfig; write secretName',
  ],
  ['a field of another type', () => ({ more: { verifyCertificateAtClient: 'yes' } }), 'more.verifyCertificateAtClient is "yes"; it must be true or false'],
  [
    'a field twice', () => ({ accessLogFile: '/a', more: { accessLogFile: '/b' } }),
    'more.accessLogFile is given beside the property for it; it must be one of them',
  ],
  ['a provider as data', () => ({ extensionProviders: [{ name: 'a', zipkin: {} } as unknown as ExtensionProvider] }),
    'extensionProviders[0] is {"name":"a","zipkin":{}}; it must be an ExtensionProvider; make it by ExtensionProvider.opentelemetry, or whatever it is'],
  ['a provider twice', () => ({ extensionProviders: [zipkin, zipkin] }), 'extensionProviders[1] is "zipkin"; it must be a name of its own'],
  ['a trust domain that is none', () => ({ trustDomain: 'shop_1' }),
    'trustDomain is "shop_1"; it must be labels of at most 63 letters, digits and "-", joined by "."'],
  ['a timeout beyond bounds', () => ({ connectTimeout: Duration.hours(2) }), 'connectTimeout is "7200s"; it must be at most 1 hour'],
  ['a port that is none', () => ({ proxyListenPort: 0 }), 'proxyListenPort is 0; it must be between 1 and 65535'],
  ['visibility that is none', () => ({ defaultServiceExportTo: ['a/b'] }), 'defaultServiceExportTo[0] is "a/b"; it must be "*", ".", "~" or a namespace'],
  ['upgrades as the mesh says', () => ({ h2UpgradePolicy: H2UpgradePolicy.DEFAULT }), 'h2UpgradePolicy is "DEFAULT"; it must be one of DO_NOT_UPGRADE, UPGRADE'],
  ['an old version of TLS', () => ({ tlsDefaults: { minProtocolVersion: TlsVersion.TLSV1_0 } }),
    'tlsDefaults.minProtocolVersion is "TLSV1_0"; it must be one of TLS_AUTO, TLSV1_2, TLSV1_3'],
  ['a curve that nobody knows', () => ({ tlsDefaults: { ecdhCurves: ['P-512'] } }),
    'tlsDefaults.ecdhCurves[0] is "P-512"; it must be one of P-224, P-256, P-384, P-521, X25519, X25519Kyber768Draft00, X25519MLKEM768'],
  ['an address without a port', () => ({ ca: { address: 'ca.example.com' } }),
    'ca.address is "ca.example.com"; it must be a DNS name or an IP address, ":" and a port, such as istiod.istio-system.svc:15012'],
  ['two names for callers', () => ({ defaultConfig: { serviceCluster: 'a', tracingServiceName: TracingServiceName.CANONICAL_NAME_ONLY } }),
    'defaultConfig.serviceCluster and meshConfig.defaultConfig.tracingServiceName are given; it must be one of them'],
  ['a tag that only Telemetries have', () => ({ defaultConfig: { tracingTags: { host: TracingTag.formatter('%REQUESTED_SERVER_NAME%') } } }),
    'defaultConfig.tracingTags.host has a format; it must be a literal, a variable or a header; say it in a Telemetry'],
  ['a window that is too small', () => ({ defaultConfig: { connectionSettings: { http2InitialStreamWindowSize: 1 } } }),
    'defaultConfig.connectionSettings.http2InitialStreamWindowSize is 1; it must be between 65535 and 2147483647'],
  ['a header that is switched off, and its value', () => ({ defaultConfig: { proxyHeaders: { server: false, serverName: 'a' } } }),
    'defaultConfig.proxyHeaders.serverName is "a"; it must be left out where server is false'],
  ['a selector without values', () => ({ discoverySelectors: [{ matchExpressions: [{ key: 'a', operator: MeshSelectorOperator.IN }] }] }),
    'discoverySelectors[0].matchExpressions[0].values is []; it must be a list of at least one element'],
  ['a selector with values', () => ({ discoverySelectors: [{ matchExpressions: [{ key: 'a', operator: MeshSelectorOperator.EXISTS, values: ['b'] }] }] }),
    'discoverySelectors[0].matchExpressions[0].values is ["b"]; it must be left out for operator Exists'],
  ['a source of configuration that is none', () => ({ configSources: [{ address: 'http://a' }] }),
    'configSources[0].address is "http://a"; it must be k8s://, fs:///FOLDER or xds://HOST:PORT'],
  ['a private key among certificates', () => ({ defaultConfig: { caCertificatesPem: [`${CERTIFICATE}-----BEGIN EC PRIVATE KEY-----`] } }),
    'defaultConfig.caCertificatesPem[0] has a private key; it must have certificates only: files are read by many'],
])('refuses %s', (_what, config, message) => {
  expect(() => spec({ meshConfig: config() })).toThrow(new Error(`istio-install/istio: meshConfig.${message}`));
});

test.each<[string, () => unknown, string]>([
  ['no certificate', () => MeshRoot.pem('MIIB'), 'MeshRoot.pem: pem has no certificate; it must be one as text, which begins with -----BEGIN CERTIFICATE-----'],
  ['a bundle without TLS', () => MeshRoot.spiffeBundle('http://a'), 'MeshRoot.spiffeBundle: url is "http://a"; it must be a URL that starts with https://'],
  ['a tracer without a port', () => ProxyTracer.zipkin('zipkin'),
    'ProxyTracer.zipkin: address is "zipkin"; it must be a DNS name or an IP address, ":" and a port, such as istiod.istio-system.svc:15012'],
  ['a delay of nothing', () => PrivateKeyProvider.qat(Duration.millis(0)), 'PrivateKeyProvider.qat: pollDelay is "0ms"; it must be whole milliseconds, at least 1ms'],
])('refuses %s', (_what, make, message) => {
  expect(make).toThrow(new Error(message));
});

test('values of charts come by both doors, and say each thing once', () => {
  const typed = { pilot: { keepaliveMaxServerConnectionAge: '15m' }, gateways: { istioIngressgateway: { runAsRoot: true } } };
  expect(spec({ chartValues: typed, values: { pilot: { cni: { provider: 'multus' } } } }).values).toEqual({
    pilot: { keepaliveMaxServerConnectionAge: '15m', cni: { provider: 'multus' } }, gateways: { 'istio-ingressgateway': { runAsRoot: true } },
  });
  expect(() => spec({ chartValues: typed, values: { pilot: { keepaliveMaxServerConnectionAge: '30m' } } })).toThrow(new Error(
    'istio-install/istio: values.pilot.keepaliveMaxServerConnectionAge is "30m"; it must be left out or "15m", as chartValues says'));
  expect(() => spec({ hub: 'a.example.com', chartValues: { global: { hub: 'b.example.com' } } })).toThrow(new Error(
    'istio-install/istio: values.global.hub is "b.example.com"; it must be left out or "a.example.com", as hub says; istioctl would take the value'));
});
