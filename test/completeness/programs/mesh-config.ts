import { Duration } from 'cdk8s';
import {
  AccessLogEncoding, AccessLogFormat, CipherSuite, type ClientTls, ClientTlsMode, ConnectionProfile, type ConnectionSettings,
  ControlPlaneAuthentication, Credential, EscapedSlashes, ExtensionProvider, ForwardedClientCert, type GrpcAuthorizer, H2UpgradePolicy,
  type HttpAccessLogService, type HttpAuthorizer, Identity, InboundTrafficMode, IngressControllerMode, InterceptionMode, type MeshConfig,
  type MeshProxySettings, MeshRoot, type MeshSelector, MeshSelectorOperator, MeshServiceReach, type MeshTlsDefaults,
  type OpenTelemetryAccessLog, type OpenTelemetryProvider, OutboundTraffic, type OutlierDetection, PathNormalization, PrivateKeyProvider,
  ProbeScheme, type ProviderHttp, ProxyImageType, type ProxyService, ProxyTracer, ReadinessProbe, type Retries, RetryOn, ServiceAttributes,
  ServiceEntryReach, TlsVersion, TraceContext, TracingServiceName, TracingTag, UnderscoreHeaders, ZipkinContext, type ZipkinProvider,
} from 'cdk8s-istio';

/* MeshConfigs with every property, by constructs' types alone: as many as the longest enum has values. */

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

/** One of some values: another one in each round. */
function turn<T>(values: readonly T[], round: number): T {
  return values[round % values.length];
}

const FILES = { clientCertificate: '/cert.pem', privateKey: '/key.pem', caCertificates: '/ca.pem', caCrl: '/crl.pem' };

function tls(round: number): ClientTls {
  return turn<ClientTls>([
    { mode: ClientTlsMode.MUTUAL, ...FILES, sni: 'ca.example.com', subjectAltNames: [Identity.of('ca.example.com')] },
    { mode: ClientTlsMode.SIMPLE, insecureSkipVerify: true },
    { mode: ClientTlsMode.MUTUAL, credential: Credential.secret('ca') },
    { mode: ClientTlsMode.ISTIO_MUTUAL },
    { mode: ClientTlsMode.DISABLE },
  ], round);
}

const KEEPALIVE = { probes: 3, time: Duration.minutes(1), interval: Duration.seconds(5) };
const SERVICE = { service: 'collector.observability.svc.cluster.local', port: 4317 };
const HEADERS = [{ name: 'x-token', value: 'token' }, { name: 'x-secret', envName: 'SECRET' }];

const OUTLIERS: Required<OutlierDetection> = {
  consecutive5xxErrors: 5,
  consecutiveGatewayErrors: 5,
  consecutiveLocalOriginFailures: 5,
  splitExternalLocalOriginErrors: true,
  interval: Duration.seconds(10),
  baseEjectionTime: Duration.seconds(30),
  maxEjectionPercent: 50,
  minHealthPercent: 30,
  httpErrorCodes: [503],
};

const RETRIES: Required<Retries> = {
  attempts: 3,
  perTryTimeout: Duration.seconds(2),
  on: [RetryOn.GATEWAY_ERROR],
  retryRemoteLocalities: true,
  retryIgnorePreviousHosts: false,
  backoff: Duration.millis(50),
};

function proxyService(round: number): Required<ProxyService> {
  return { address: 'accesslog.observability.svc.cluster.local:15000', tlsSettings: tls(round), tcpKeepalive: KEEPALIVE };
}

function connections(round: number): Required<ConnectionSettings> {
  return {
    profile: turn(Object.values(ConnectionProfile), round),
    listenerPerConnectionBufferLimitBytes: 32768,
    clusterPerConnectionBufferLimitBytes: 32768,
    httpIdleTimeout: Duration.hours(1),
    httpMaxConnectionDuration: Duration.hours(2),
    httpDrainTimeout: Duration.seconds(5),
    httpRequestTimeout: Duration.minutes(5),
    httpRequestHeadersTimeout: Duration.seconds(10),
    httpStreamIdleTimeout: Duration.minutes(5),
    httpMaxStreamDuration: Duration.minutes(10),
    httpMaxConcurrentStreams: 100,
    http2InitialStreamWindowSize: 65536,
    http2InitialConnectionWindowSize: 1048576,
    httpHeadersWithUnderscoresAction: turn(Object.values(UnderscoreHeaders), round),
    httpMergeSlashes: true,
    httpPathWithEscapedSlashesAction: turn(Object.values(EscapedSlashes), round),
    listenerConnectionLimit: 10000,
    globalDownstreamConnectionLimit: 50000,
  };
}

function proxy(round: number): Required<Omit<MeshProxySettings, 'serviceCluster' | 'tracingServiceName'>> & MeshProxySettings {
  const on = round % 2 === 0;
  return {
    concurrency: 2,
    holdApplicationUntilProxyStarts: true,
    drainDuration: Duration.seconds(30),
    terminationDrainDuration: Duration.seconds(10),
    proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true' },
    runtimeValues: { 'envoy.reloadable_features.x': 'true' },
    tracingSampling: 5,
    tracingMaxPathTagLength: 128,
    ...round === 0 ? { serviceCluster: 'mesh' } : { tracingServiceName: turn(Object.values(TracingServiceName), round) },
    statsMatcher: { inclusionPrefixes: ['cluster'], inclusionSuffixes: ['rq_timeout'], inclusionRegexps: ['.*cx.*'] },
    extraStatTags: ['shop'],
    more: {},
    tracer: turn([
      ProxyTracer.zipkin('zipkin.tracing.svc.cluster.local:9411'), ProxyTracer.datadog('$(HOST_IP):8126'),
      ProxyTracer.lightstep('lightstep.example.com:443', 'token'), ProxyTracer.openCensusAgent('dns:///agent:55678', Object.values(TraceContext)),
    ], round),
    tracingTags: { shop: TracingTag.literal('tea'), pod: TracingTag.environment('POD', 'none'), user: TracingTag.header('x-user', 'none') },
    tracingIstioTags: false,
    tracingTls: tls(round),
    connectionSettings: connections(round),
    proxyHeaders: {
      forwardedClientCert: turn(Object.values(ForwardedClientCert), round),
      clientCertDetails: { subject: false, cert: true, chain: true, dns: false, uri: true },
      requestId: false,
      server: true,
      serverName: 'shop',
      attemptCount: false,
      envoyDebugHeaders: false,
      metadataInMeshOnly: on,
      preserveHttp1HeaderCase: true,
      forwardedHost: true,
      forwardedPort: true,
    },
    gatewayTopology: { numTrustedProxies: 1, forwardClientCertDetails: turn(Object.values(ForwardedClientCert), round), proxyProtocol: true },
    imageType: ProxyImageType.DISTROLESS,
    interceptionMode: turn(Object.values(InterceptionMode), round),
    privateKeyProvider: on ? PrivateKeyProvider.cryptomb(Duration.millis(10), true) : PrivateKeyProvider.qat(Duration.millis(2), false),
    caCertificatesPem: [CERTIFICATE],
    envoyAccessLogService: proxyService(round),
    envoyMetricsService: proxyService(round),
    statsdUdpAddress: '10.75.241.127:9125',
    statNameLength: 250,
    statsCompression: false,
    fileFlushInterval: Duration.seconds(2),
    fileFlushMinSizeKb: 128,
    meshId: 'shop',
    readinessProbe: turn([
      ReadinessProbe.httpGet(8080, {
        host: '127.0.0.1',
        path: '/ready',
        scheme: ProbeScheme.HTTPS,
        headers: [{ name: 'x-probe', value: '1' }],
        initialDelay: Duration.seconds(1),
        timeout: Duration.seconds(1),
        period: Duration.seconds(5),
        successThreshold: 1,
        failureThreshold: 3,
      }),
      ReadinessProbe.tcpSocket(8080, { host: '127.0.0.1' }),
      ReadinessProbe.exec(['/bin/ready']),
    ], round),
    discoveryAddress: 'istiod.istio-system.svc:15012',
    controlPlaneAuthPolicy: turn(Object.values(ControlPlaneAuthentication), round),
    proxyAdminPort: 15000,
    statusPort: 15020,
    binaryPath: '/usr/local/bin/envoy',
    configPath: './etc/istio/proxy',
    customConfigFile: '/etc/istio/custom.json',
    proxyBootstrapTemplatePath: '/etc/istio/bootstrap.json',
  };
}

const AUTHORIZER: Required<GrpcAuthorizer> = {
  service: 'authz.shop.svc.cluster.local',
  port: 9000,
  timeout: Duration.seconds(1),
  failOpen: true,
  statusOnError: 503,
  clearRouteCache: true,
  includeRequestBodyInCheck: { maxRequestBytes: 1024, allowPartialMessage: true, packAsBytes: true },
};

const HTTP_AUTHORIZER: Required<HttpAuthorizer> = {
  ...AUTHORIZER,
  includeRequestBodyInCheck: { maxRequestBytes: 1024, allowPartialMessage: true },
  pathPrefix: '/check',
  includeRequestHeadersInCheck: ['x-user'],
  includeAdditionalHeadersInCheck: { 'x-mesh': 'shop' },
  headersToUpstreamOnAllow: ['x-role'],
  headersToDownstreamOnAllow: ['set-cookie'],
  headersToDownstreamOnDeny: ['content-type'],
};

const HTTP: Required<ProviderHttp> = { path: '/v1/traces', timeout: Duration.seconds(2), headers: HEADERS };

function tracers(round: number): ExtensionProvider[] {
  const zipkin: Required<ZipkinProvider> = {
    ...SERVICE,
    maxTagLength: 128,
    enable64bitTraceId: true,
    path: '/api/v2/spans',
    traceContextOption: turn(Object.values(ZipkinContext), round),
    timeout: Duration.seconds(2),
    headers: HEADERS,
  };
  const opentelemetry: Required<Omit<OpenTelemetryProvider, 'grpc'>> = {
    ...SERVICE,
    maxTagLength: 128,
    http: HTTP,
    environmentResources: true,
    dynatraceResources: true,
    serviceAttributeEnrichment: turn(Object.values(ServiceAttributes), round),
    dynatraceSampler: { tenant: 'abc', clusterId: -7, rootSpansPerMinute: 10, httpService: { ...SERVICE, http: HTTP } },
  };
  return [
    ExtensionProvider.zipkin('zipkin', zipkin),
    ExtensionProvider.datadog('datadog', { ...SERVICE, maxTagLength: 128 }),
    ExtensionProvider.skywalking('skywalking', { ...SERVICE, accessToken: 'token' }),
    ExtensionProvider.opentelemetry('by-http', opentelemetry),
    ExtensionProvider.opentelemetry('by-grpc', { ...SERVICE, grpc: { timeout: Duration.seconds(2), initialMetadata: HEADERS } }),
    ExtensionProvider.stackdriver('google', { maxTagLength: 128, loggingLabels: { path: 'request.url_path' } }),
  ];
}

const HTTP_LOG: Required<HttpAccessLogService> = {
  ...SERVICE,
  logName: 'http',
  filterStateObjectsToLog: ['wasm.user'],
  additionalRequestHeadersToLog: ['x-user'],
  additionalResponseHeadersToLog: ['x-shard'],
  additionalResponseTrailersToLog: ['x-sum'],
};
const OTEL_LOG: Required<OpenTelemetryAccessLog> = { ...SERVICE, logName: 'otel', text: '%RESPONSE_CODE%', labels: { status: '%RESPONSE_CODE%' } };

function providers(round: number): ExtensionProvider[] {
  return [
    ExtensionProvider.envoyExtAuthzHttp('authz-http', HTTP_AUTHORIZER),
    ExtensionProvider.envoyExtAuthzGrpc('authz-grpc', AUTHORIZER),
    ...tracers(round),
    ExtensionProvider.prometheus('metrics'),
    ExtensionProvider.envoyFileAccessLog('file', { path: '/dev/stderr', format: AccessLogFormat.text('%RESPONSE_CODE%'), omitEmptyValues: true }),
    ExtensionProvider.envoyFileAccessLog('json', { format: AccessLogFormat.json({ status: '%RESPONSE_CODE%' }) }),
    ExtensionProvider.envoyHttpAls('http-als', HTTP_LOG),
    ExtensionProvider.envoyTcpAls('tcp-als', { ...SERVICE, logName: 'tcp', filterStateObjectsToLog: ['wasm.user'] }),
    ExtensionProvider.envoyOtelAls('otel-als', OTEL_LOG),
    ExtensionProvider.sds('vault', { service: 'vault.vault.svc.cluster.local', port: 8234 }),
  ];
}

const SELECTOR: Required<MeshSelector> = {
  matchLabels: { env: 'prod' },
  matchExpressions: [
    { key: 'app', operator: MeshSelectorOperator.IN, values: ['web'] }, { key: 'old', operator: MeshSelectorOperator.DOES_NOT_EXIST },
  ],
};
const TLS_DEFAULTS: Required<MeshTlsDefaults> = {
  minProtocolVersion: TlsVersion.TLSV1_3, cipherSuites: [CipherSuite.ECDHE_RSA_AES128_GCM_SHA256], ecdhCurves: ['P-256', 'X25519'],
};
const VERSIONS = [TlsVersion.TLS_AUTO, TlsVersion.TLSV1_2, TlsVersion.TLSV1_3];
const FAILOVER = [{ fromRegion: 'europe-west1', toRegion: 'europe-west4' }];

/** One of the MeshConfigs. */
export function meshConfig(round: number): Required<MeshConfig> {
  return {
    accessLogFile: '/dev/stdout',
    accessLogFormat: '%RESPONSE_CODE%',
    accessLogEncoding: turn(Object.values(AccessLogEncoding), round),
    enableEnvoyAccessLogService: true,
    disableEnvoyListenerLog: true,
    enableTracing: true,
    extensionProviders: providers(round),
    defaultProviders: { tracing: ['zipkin'], metrics: ['prometheus'], accessLogging: ['envoy', 'otel-als'] },
    enablePrometheusMerge: false,
    inboundClusterStatName: '%SERVICE_FQDN%_%SERVICE_PORT%',
    outboundClusterStatName: '%SERVICE%',
    defaultConfig: proxy(round),
    outboundTrafficPolicy: turn([
      ...[0, 1, 2, 3, 4].map((each) => OutboundTraffic.allowAnyDynamicDns(tls(each))), OutboundTraffic.REGISTRY_ONLY, OutboundTraffic.ALLOW_ANY,
    ], round),
    inboundTrafficPolicy: turn(Object.values(InboundTrafficMode), round),
    defaultTrafficPolicy: {
      connectionPool: {
        tcp: {
          maxConnections: 100,
          connectTimeout: Duration.seconds(1),
          tcpKeepalive: KEEPALIVE,
          maxConnectionDuration: Duration.hours(1),
          idleTimeout: Duration.minutes(5),
        },
        http: {
          http1MaxPendingRequests: 10,
          http2MaxRequests: 100,
          maxRequestsPerConnection: 10,
          maxRetries: 3,
          idleTimeout: Duration.minutes(5),
          h2UpgradePolicy: turn(Object.values(H2UpgradePolicy), round),
          useClientProtocol: false,
          maxConcurrentStreams: 100,
          http2KeepAlive: { interval: Duration.seconds(30), timeout: Duration.seconds(5) },
        },
      },
      outlierDetection: OUTLIERS,
    },
    defaultHttpRetryPolicy: RETRIES,
    localityLbSetting: turn([
      { enabled: true, distribute: [{ fromLocality: 'europe-west1/*', toLocalities: { 'europe-west1/*': 80, 'europe-west4/*': 20 } }] },
      { enabled: true, failover: FAILOVER, failoverPriority: ['env'] },
    ], round),
    zoneAwareLbSetting: { enabled: false, failover: FAILOVER, failoverPriority: ['env'], minClusterSize: 3 },
    h2UpgradePolicy: turn([H2UpgradePolicy.DO_NOT_UPGRADE, H2UpgradePolicy.UPGRADE], round),
    pathNormalization: turn(Object.values(PathNormalization), round),
    connectTimeout: Duration.seconds(5),
    tcpKeepalive: KEEPALIVE,
    protocolDetectionTimeout: Duration.seconds(0),
    dnsRefreshRate: Duration.seconds(30),
    hboneIdleTimeout: Duration.seconds(15),
    trustDomain: 'shop.example.com',
    trustDomainAliases: ['cluster.local'],
    enableAutoMtls: true,
    meshMtls: { minProtocolVersion: turn(VERSIONS, round), cipherSuites: [CipherSuite.ECDHE_RSA_AES128_GCM_SHA256] },
    tlsDefaults: { ...TLS_DEFAULTS, minProtocolVersion: turn(VERSIONS, round) },
    caCertificates: [
      MeshRoot.pem(CERTIFICATE, { certSigners: ['clusterissuers.cert-manager.io/shop'], trustDomains: ['shop.example.com'] }),
      MeshRoot.spiffeBundle('https://spire.example.com/bundle'),
    ],
    ca: { address: 'ca.example.com:8932', tlsSettings: tls(round), requestTimeout: Duration.seconds(5), istiodSide: true },
    rootNamespace: 'istio-config',
    discoverySelectors: [SELECTOR],
    defaultServiceExportTo: ['.'],
    defaultVirtualServiceExportTo: ['*'],
    defaultDestinationRuleExportTo: ['~'],
    serviceEntryVisibility: {
      defaultVisibility: turn(Object.values(ServiceEntryReach), round),
      applyToSidecars: true,
      policies: [{ visibility: turn(Object.values(ServiceEntryReach), round), namespaces: [SELECTOR] }],
    },
    serviceSettings: [{ hosts: ['*.shop.svc.cluster.local'], clusterLocal: true }],
    serviceScopeConfigs: [{ scope: turn(Object.values(MeshServiceReach), round), servicesSelector: SELECTOR, namespaceSelector: SELECTOR }],
    configSources: [{ address: 'xds://config.example.com:15010', tlsSettings: tls(round), servicesOnly: true }],
    ingressControllerMode: turn(Object.values(IngressControllerMode), round),
    ingressClass: 'istio',
    ingressService: 'istio-ingressgateway',
    ingressSelector: 'ingressgateway',
    proxyListenPort: 15001,
    proxyInboundListenPort: 15006,
    proxyHttpPort: 15002,
    more: {},
  };
}

/** So many rounds take each value of each property. */
export const ROUNDS = 7;
