import { ApiObject, type Chart, Duration } from 'cdk8s';
import {
  CanaryRelease, ClientTlsMode, Destination, ExposedService, FaultAbort, FaultInjection, Gateway, type HttpRoute, IngressGateway,
  type IngressGatewayProps, Injection, InstallProfile, IstioInstall, type IstioInstallProps, MeshService, type MeshServiceProps,
  MirroredService, MtlsMode, type OutlierDetection, PeerAuthentication, Protocol, RequestMatch, ResilientService,
  type ResilientServiceProps, RetryOn, ServerTlsMode, StrictMtlsNamespace, StringMatch, VirtualService, WorkloadSelector,
} from 'cdk8s-istio';

const HOST = 'reviews.shop.svc.cluster.local';
const version = (subset: string) => Destination.of(HOST, { subset });

const reviews = (chart: Chart, props: Partial<MeshServiceProps> = {}) =>
  new MeshService(chart, 'reviews', { name: 'reviews', ports: [{ name: 'http', number: 9080 }], ...props });

const canary = (weight: number) => (chart: Chart) => {
  const service = reviews(chart);
  new CanaryRelease(chart, 'reviews-canary', { service, stable: service.version('v1'), canary: service.version('v2'), weight });
};

const resilient = (props: Omit<ResilientServiceProps, 'service'>) => (chart: Chart) => {
  new ResilientService(chart, 'reviews-resilience', { service: reviews(chart), ...props });
};

const ejecting = (outlierDetection: OutlierDetection) => resilient({ circuitBreaker: { outlierDetection } });

const routes = (...http: HttpRoute[]) => (chart: Chart) => { new VirtualService(chart, 'reviews', { hosts: [HOST], http }); };

const edge = (chart: Chart, props: Partial<IngressGatewayProps> = {}) =>
  new IngressGateway(chart, 'edge', { listeners: [{ hosts: ['shop.example.com'] }], ...props });
const door = (props: Partial<IngressGatewayProps>) => (chart: Chart) => { edge(chart, props); };

const install = (props: IstioInstallProps) => (chart: Chart) => { new IstioInstall(chart, 'mesh', { namespace: 'istio-system', ...props }); };

/** The mistakes of the twins, made with the constructs of the library. */
export const CONSTRUCTED: { readonly [twin: string]: ((chart: Chart) => void) | undefined } = {
  // Releases
  'weights-over-100': canary(120),
  'weight-negative': canary(-10),
  'weights-all-zero': routes({ destinations: [{ destination: version('v1'), weight: 0 }, { destination: version('v2'), weight: 0 }] }),
  'subset-name-invalid': (chart) => { reviews(chart).version('v1.0'); },
  'mirror-percentage-over-100': (chart) => {
    const shadow = new MeshService(chart, 'shadow', { name: 'shadow', ports: [{ name: 'http', number: 9080 }] });
    new MirroredService(chart, 'reviews-mirror', { service: reviews(chart), mirrors: [{ to: shadow, percentage: 150 }] });
  },
  'mirror-of-itself': (chart) => {
    const service = reviews(chart);
    new MirroredService(chart, 'reviews-mirror', { service, mirrors: [{ to: service }] });
  },

  // Resilience and faults
  'try-longer-than-timeout': resilient({ timeout: Duration.seconds(2), retries: { attempts: 1, perTryTimeout: Duration.seconds(5) } }),
  'timeout-too-short-for-tries': resilient({ timeout: Duration.seconds(5), retries: { attempts: 3, perTryTimeout: Duration.seconds(2) } }),
  'attempts-negative': resilient({ retries: { attempts: -1 } }),
  'retry-status-unknown': (chart) => { resilient({ retries: { attempts: 2, on: [RetryOn.status(599)] } })(chart); },
  'contradicting-timeouts': (chart) => {
    const service = reviews(chart);
    const timeout = (id: string, seconds: number, match: RequestMatch) =>
      new ResilientService(chart, id, { service, timeout: Duration.seconds(seconds), requests: [match] });
    timeout('slow-upload', 60, RequestMatch.path(StringMatch.prefix('/upload')));
    timeout('tester', 5, RequestMatch.header('end-user', StringMatch.exact('tester')));
  },
  'policy-field-twice': (chart) => {
    const service = reviews(chart);
    new ResilientService(chart, 'reviews-resilience', { service, circuitBreaker: { maxConnections: 10 } });
    new ResilientService(chart, 'reviews-limits', { service, circuitBreaker: { maxConnections: 20 } });
  },
  'local-failures-without-split': ejecting({ consecutiveLocalOriginFailures: 3 }),
  'ejection-over-100-percent': ejecting({ maxEjectionPercent: 150 }),
  'fault-status-99': (chart) => {
    new FaultInjection(chart, 'reviews-fault', { service: reviews(chart), abort: FaultAbort.http(99, { percentage: 10 }) });
  },
  'delay-zero': (chart) => {
    new FaultInjection(chart, 'reviews-fault', { service: reviews(chart), delay: { duration: Duration.seconds(0), percentage: 10 } });
  },

  // Matches and routes
  'regex-look-ahead': (chart) => {
    resilient({ timeout: Duration.seconds(2), requests: [RequestMatch.path(StringMatch.regex('/(?!admin).*'))] })(chart);
  },
  'redirect-beside-route': routes({ destinations: [{ destination: Destination.of(HOST) }], redirect: { uri: '/new' } }),
  'routes-missing': routes(),
  'two-virtual-services-for-a-host': (chart) => {
    reviews(chart);
    new MeshService(chart, 'reviews-again', { name: 'reviews', ports: [{ name: 'http', number: 9080 }] });
  },
  'http-routes-for-a-tcp-port': (chart) => {
    const service = new MeshService(chart, 'ratings', { name: 'ratings', ports: [{ name: 'tcp-sql', number: 3306 }] });
    new ResilientService(chart, 'ratings-resilience', { service, timeout: Duration.seconds(5) });
  },

  // Edge
  'port-missing': (chart) => {
    const service = reviews(chart, { ports: [{ name: 'http', number: 9080 }, { name: 'http-admin', number: 9090 }] });
    new ExposedService(chart, 'public', { service, gateway: edge(chart), hosts: ['shop.example.com'] });
  },
  'port-unknown': (chart) => {
    new ExposedService(chart, 'public', { service: reviews(chart), gateway: edge(chart), hosts: ['shop.example.com'], port: 8080 });
  },
  'host-not-on-gateway': (chart) => {
    new ExposedService(chart, 'public', { service: reviews(chart), gateway: edge(chart), hosts: ['www.example.com'] });
  },
  'gateway-unknown': (chart) => {
    edge(chart);
    const gateway = Gateway.named('ingress', 'shop');
    new ExposedService(chart, 'public', { service: reviews(chart), gateway, hosts: ['shop.example.com'] });
  },
  'gateway-without-workload': door({ selector: { istio: 'ingress-gateway' } }),
  'https-without-certificate': door({ listeners: [{ hosts: ['shop.example.com'], tls: {} }] }),
  'tls-on-an-http-port': door({ listeners: [{ hosts: ['shop.example.com'], port: 80, protocol: Protocol.HTTP, tls: { credentialName: 'shop-cert' } }] }),
  'redirect-without-https': door({ listeners: [{ hosts: ['shop.example.com'], redirectHttp: true }] }),
  'gateway-name-with-a-dot': (chart) => {
    new Gateway(chart, 'shop.edge', {
      selector: { istio: 'ingressgateway' },
      servers: [{ port: { number: 80, name: 'http', protocol: Protocol.HTTP }, hosts: ['shop.example.com'] }],
    });
  },
  'port-clash-on-a-gateway': (chart) => {
    for (const id of ['edge', 'other-edge']) {
      new IngressGateway(chart, id, { listeners: [{ hosts: ['shop.example.com'], tls: { mode: ServerTlsMode.SIMPLE, credentialName: `${id}-cert` } }] });
    }
  },

  // Mutual TLS
  'ports-without-selector': (chart) => { new PeerAuthentication(chart, 'default', { mtls: MtlsMode.STRICT, portLevelMtls: { 9080: MtlsMode.PERMISSIVE } }); },
  'selector-in-root-namespace': (chart) => {
    new PeerAuthentication(chart, 'reviews', { metadata: { namespace: 'istio-system' }, selector: WorkloadSelector.labels({ app: 'reviews' }), mtls: MtlsMode.STRICT });
  },
  'two-policies-for-a-namespace': (chart) => {
    new StrictMtlsNamespace(chart, 'strict', { name: 'shop' });
    new PeerAuthentication(chart, 'migration', { mtls: MtlsMode.PERMISSIVE });
  },
  'plain-text-to-strict': (chart) => {
    new StrictMtlsNamespace(chart, 'strict', { name: 'shop' });
    reviews(chart, { trafficPolicy: { tls: { mode: ClientTlsMode.DISABLE } } });
  },
  'mutual-tls-to-plain-text': (chart) => {
    new PeerAuthentication(chart, 'default', { mtls: MtlsMode.DISABLE });
    reviews(chart, { trafficPolicy: { tls: { mode: ClientTlsMode.ISTIO_MUTUAL } } });
  },

  // Installation
  'operator-beside-objects': (chart) => {
    new IstioInstall(chart, 'mesh', { namespace: 'istio-system' });
    new StrictMtlsNamespace(chart, 'strict', { name: 'shop' });
  },
  'profile-unknown': install({ profile: InstallProfile.of('production') }),
  'replicas-min-over-max': install({ pilot: { autoscaling: { minReplicas: 7, maxReplicas: 6 } } }),
  'quantity-malformed': install({ pilot: { resources: { requests: { cpu: '500m', memory: '2Gigs' } } } }),
  'overlay-path-malformed': install({
    pilot: {
      overlays: [{
        kind: 'Deployment',
        name: 'istiod',
        patches: [{ path: 'spec.template.spec.containers.[name=discovery].args.[-1]', value: '--log_output_level=default:debug' }],
      }],
    },
  }),
  'overlay-of-no-object': install({
    pilot: { overlays: [{ kind: 'Deployment', name: 'pilot', patches: [{ path: 'spec.template.spec.terminationGracePeriodSeconds', value: 60 }] }] },
  }),
  'gateways-with-one-name': install({
    ingressGateways: [{ name: 'istio-ingressgateway' }, { name: 'istio-ingressgateway', labels: { istio: 'internal' } }],
  }),

  // Objects
  'name-with-underscore': (chart) => { new VirtualService(chart, 'reviews_routes', { hosts: [HOST], http: [{ destinations: [{ destination: Destination.of(HOST) }] }] }); },
  'label-not-a-text': (chart) => {
    new ApiObject(chart, 'reviews', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'reviews', labels: { version: 1.1 as unknown as string } } });
  },
  'two-kinds-of-injection': (chart) => {
    new StrictMtlsNamespace(chart, 'strict', { name: 'shop', injection: Injection.enabled(), labels: { 'istio.io/rev': 'canary' } });
  },
};
