import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, Duration, Testing, Yaml } from 'cdk8s';
import { morePatterns } from './more-patterns';
import {
  AuthorizationCondition, AuthorizationPolicy, AuthorizationRules, CanaryRelease, ClientTlsMode, Credential, EgressGateway, EgressHost,
  ExposedService, ExtensionFilter, ExtensionPhase, ExternalService, FaultAbort, FaultInjection, HashKey, Identity, IngressGateway,
  Injection, Jwks, LoadBalancing, MeshService, Metric, MetricTag, MirroredService, OutboundTrafficMode, PolicyTarget, Protocol,
  ProxyConfig, ProxyImageType, ReadinessProbe, RequestAuthentication, RequestMatch, ResilientService, RetryOn, ServerTlsMode, ServiceEntry,
  ServiceLocation, ServiceResolution, Sidecar, StrictMtlsNamespace, StringMatch, Telemetry, TracingTag, TrafficExtension, WasmEnv,
  WasmFailStrategy, WasmPlugin, WorkloadEntry, WorkloadGroup, WorkloadMode, WorkloadSelector,
} from 'cdk8s-istio';

/*
 * Apps that reach into the corners of composition. Their YAML is committed, so that a change of it is seen in review, and
 * goes through Istio's own validation and analyzers (`scripts/proofs.sh --istio`), with what `NAME.assume.yaml` says the
 * cluster has besides. After a change that is meant: `UPDATE_GOLDEN=1 npx jest test/golden`, then look at the difference.
 */

const path = (text: string) => RequestMatch.path(StringMatch.prefix(text));
const user = (name: string) => RequestMatch.header('end-user', StringMatch.exact(name));

const APPS: { readonly [name: string]: (app: App) => void } = {
  /** Matches that nest and overlap, of several aspects. */
  'overlapping-matches': (app) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const orders = new MeshService(chart, 'orders', { name: 'orders', ports: [{ name: 'http', number: 8080 }] });
    const [v1, v2, v3] = ['v1', 'v2', 'v3'].map((version) => orders.version(version));
    new CanaryRelease(chart, 'canary', { service: orders, stable: v1, canary: v2, weight: 25 });
    new ResilientService(chart, 'patience', { service: orders, timeout: Duration.seconds(5) });
    new ResilientService(chart, 'uploads', { service: orders, requests: [path('/upload')], timeout: Duration.minutes(1) });
    new FaultInjection(chart, 'broken', {
      service: orders,
      requests: [path('/upload/big').and(RequestMatch.method('PUT')), user('tester')],
      abort: FaultAbort.http(503, { percentage: 10 }),
    });
    new FaultInjection(chart, 'slow', {
      service: orders,
      requests: [RequestMatch.withoutHeader('x-fast').and(RequestMatch.query('slow', StringMatch.present()))],
      delay: { duration: Duration.millis(500), percentage: 1 },
    });
    new MirroredService(chart, 'shadow', { service: orders, mirrors: [{ to: v3, percentage: 0.5 }] });
    new MirroredService(chart, 'shadow-regex', {
      service: orders, requests: [RequestMatch.path(StringMatch.regex('/orders/[0-9]+'))], mirrors: [{ to: v3 }],
    });
  },

  /** A service with ports of every kind, and a gateway for each of them. */
  'mixed-ports': (app) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const vault = new MeshService(chart, 'vault', {
      name: 'vault',
      ports: [
        { name: 'http', number: 80 }, { name: 'grpc-api', number: 9090 }, { name: 'tls', number: 8443 }, { name: 'tcp-sync', number: 7000 },
        { name: 'extra', number: 8081, protocol: Protocol.HTTP2 },
      ],
    });
    new CanaryRelease(chart, 'canary', { service: vault, stable: vault.version('v1'), canary: vault.version('v2'), weight: 10 });
    new ResilientService(chart, 'grpc', {
      service: vault,
      requests: [RequestMatch.port(9090)],
      timeout: Duration.seconds(1),
      retries: { attempts: 1, on: [RetryOn.UNAVAILABLE], perTryTimeout: Duration.millis(400) },
    });
    const gateway = new IngressGateway(chart, 'edge', {
      listeners: [
        { hosts: ['vault.example.com'], tls: { credentialName: 'vault-cert' }, redirectHttp: true },
        { hosts: ['*.raw.example.com'], tls: { mode: ServerTlsMode.PASSTHROUGH } },
        { hosts: ['*'], port: 7000, protocol: Protocol.TCP },
      ],
    });
    new ExposedService(chart, 'http', { service: vault, gateway, hosts: ['vault.example.com'], port: 80 });
    new ExposedService(chart, 'grpc-web', { service: vault, gateway, hosts: ['vault.example.com'], port: 9090, requests: [path('/vault.Api/')] });
    new ExposedService(chart, 'raw', { service: vault, gateway, hosts: ['vault.raw.example.com'], port: 8443 });
    new ExposedService(chart, 'sync', { service: vault, gateway, hosts: ['sync.example.com'], port: 7000 });
  },

  /** A pattern for each of several services. */
  'more-patterns': (app) => morePatterns(app, [9080]),

  /** Policies of a host, of its versions and of its ports. */
  'policies': (app) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new StrictMtlsNamespace(chart, 'namespace', { name: 'shop', injection: Injection.enabled() });
    const cart = new MeshService(chart, 'cart', {
      name: 'cart',
      ports: [{ name: 'http', number: 80 }, { name: 'http-admin', number: 81 }],
      trafficPolicy: {
        loadBalancer: LoadBalancing.consistentHash(HashKey.header('x-user')),
        portLevelSettings: [{ port: 81, loadBalancer: LoadBalancing.roundRobin() }],
        tls: { mode: ClientTlsMode.ISTIO_MUTUAL },
      },
    });
    cart.version('v1');
    cart.version('v2', { labels: { release: 'two' }, trafficPolicy: { connectionPool: { http: { http2MaxRequests: 5 } } } });
    new ResilientService(chart, 'breaker', {
      service: cart,
      circuitBreaker: { maxConnections: 50, outlierDetection: { consecutive5xxErrors: 3, maxEjectionPercent: 20 } },
    });
  },

  /** Services outside of every shape, with and without a gateway. */
  'externals': (app) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new StrictMtlsNamespace(chart, 'namespace', { name: 'shop', injection: Injection.enabled() });
    const http = { name: 'http', number: 80, protocol: Protocol.HTTP };
    const tls = { name: 'tls', number: 443, protocol: Protocol.TLS };
    const gateway = new EgressGateway(chart, 'egress');
    new ExternalService(chart, 'buckets', { hosts: ['*.storage.example.com'], ports: [http, tls], tlsOrigination: {} });
    new ExternalService(chart, 'partners', {
      hosts: ['a.partners.example.com', 'b.partners.example.com'],
      ports: [{ ...http, protocol: Protocol.HTTP2 }, tls],
      tlsOrigination: { mode: ClientTlsMode.MUTUAL, clientCertificate: '/etc/partners/cert.pem', privateKey: '/etc/partners/key.pem' },
      egressGateway: gateway,
      exportTo: ['.', 'istio-system'],
    });
    new ExternalService(chart, 'ledger', {
      hosts: ['ledger.example.com'],
      ports: [{ name: 'sql', number: 5432, protocol: Protocol.TCP }, { name: 'sql-replica', number: 5433, protocol: Protocol.TCP }],
      addresses: ['203.0.113.10'],
      tlsOrigination: { ports: [5433] },
      egressGateway: gateway,
    });
    new ExternalService(chart, 'bank', {
      hosts: ['bank.example.com'],
      ports: [http],
      tlsOrigination: { mode: ClientTlsMode.MUTUAL, credential: Credential.secret('bank-client'), callers: { app: 'checkout' } },
    });
    new ExternalService(chart, 'intranet', {
      hosts: ['intranet.example.com'],
      ports: [http],
      endpoints: [{ address: '192.0.2.1' }, { address: '192.0.2.2', ports: { http: 8080 } }],
      tlsOrigination: { caCertificates: '/etc/intranet/ca.pem' },
      exportTo: ['.'],
    });
  },

  /** An object of each kind that no pattern writes, but EnvoyFilter: of that one Istio always warns. */
  'every-kind': (app) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const target = PolicyTarget.workloads(WorkloadSelector.labels({ app: 'orders' }));
    new ServiceEntry(chart, 'payments', {
      hosts: ['api.payments.example.com'],
      location: ServiceLocation.MESH_EXTERNAL,
      resolution: ServiceResolution.DNS,
      ports: [{ number: 443, name: 'tls', protocol: Protocol.TLS }],
      exportTo: ['.'],
    });
    // Stock is kept on virtual machines: one that is there, and those that come and go.
    new ServiceEntry(chart, 'stock', {
      hosts: ['stock.shop.internal'],
      location: ServiceLocation.MESH_INTERNAL,
      resolution: ServiceResolution.STATIC,
      ports: [{ number: 8080, name: 'http', protocol: Protocol.HTTP }],
      workloadSelector: WorkloadSelector.labels({ app: 'stock' }),
    });
    new WorkloadEntry(chart, 'stock-1', {
      address: '192.0.2.7', labels: { app: 'stock', version: 'v1' }, serviceAccount: Identity.serviceAccount('stock'), locality: 'europe-west1/europe-west1-b', weight: 2,
    });
    new WorkloadGroup(chart, 'stock-vms', {
      workloadLabels: { app: 'stock', version: 'v2' },
      template: { ports: { http: 8080 }, serviceAccount: Identity.serviceAccount('stock'), network: 'vpc-1' },
      probe: ReadinessProbe.httpGet(8080, { path: '/healthz', period: Duration.seconds(5), failureThreshold: 3 }),
    });
    new Sidecar(chart, 'orders-scope', {
      workloadSelector: WorkloadSelector.labels({ app: 'orders' }),
      egress: [{ hosts: [EgressHost.ownNamespace(), EgressHost.namespace('istio-system')] }],
      outboundTrafficPolicy: OutboundTrafficMode.REGISTRY_ONLY,
    });
    new RequestAuthentication(chart, 'orders-tokens', {
      target,
      jwtRules: [{
        issuer: 'https://issuer.example.com',
        jwks: Jwks.uri('https://issuer.example.com/.well-known/jwks.json'),
        audiences: ['shop'],
        outputClaimToHeaders: [{ header: 'x-jwt-group', claim: 'group' }],
      }],
    });
    new AuthorizationPolicy(chart, 'orders-access', {
      target,
      rules: AuthorizationRules.anyOf(
        { sources: [{ principals: [Identity.of('cluster.local/ns/shop/sa/web')] }], operations: [{ methods: ['GET'], paths: ['/orders/*'] }] },
        {
          sources: [{ requestPrincipals: ['https://issuer.example.com/*'] }],
          conditions: [AuthorizationCondition.requestClaim(['group'], { values: ['clerks'] })],
        },
      ),
    });
    new Telemetry(chart, 'orders-telemetry', {
      target,
      tracing: [{ randomSamplingPercentage: 5, customTags: { user: TracingTag.header('end-user', 'nobody') } }],
      metrics: [{
        providers: ['prometheus'],
        overrides: [{ metric: Metric.REQUEST_COUNT, mode: WorkloadMode.SERVER, tagOverrides: { request_host: MetricTag.upsert('request.host') } }],
      }],
      accessLogging: [{ providers: ['envoy'], filter: 'response.code >= 400' }],
    });
    new WasmPlugin(chart, 'orders-openid', {
      target,
      phase: ExtensionPhase.AUTHN,
      url: 'oci://registry.example.com/openid:v1',
      sha256: '1e9f1b1cd3a4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e',
      pluginConfig: { realm: 'shop' },
      failStrategy: WasmFailStrategy.FAIL_CLOSE,
      env: { LEVEL: WasmEnv.value('warn') },
    });
    new TrafficExtension(chart, 'orders-marker', {
      target,
      phase: ExtensionPhase.STATS,
      match: [{ mode: WorkloadMode.SERVER, ports: [8080] }],
      filter: ExtensionFilter.lua('function envoy_on_response(handle)\n  handle:headers():add("x-served-by", "orders")\nend\n'),
    });
    new ProxyConfig(chart, 'orders-proxy', {
      selector: WorkloadSelector.labels({ app: 'orders' }),
      concurrency: 2,
      environmentVariables: { ISTIO_META_TEAM: 'orders' },
      imageType: ProxyImageType.DISTROLESS,
    });
  },
};

test.each(Object.keys(APPS))('%s writes the YAML that is committed', (name) => {
  const app = Testing.app();
  APPS[name](app);
  const written = Yaml.stringify(...app.charts.flatMap((chart) => chart.toJson() as unknown[]));
  const file = join(__dirname, 'golden', `${name}.yaml`);
  if (process.env.UPDATE_GOLDEN !== undefined) { writeFileSync(file, written); }
  expect(written).toBe(readFileSync(file, 'utf8'));
});
