import { App, Chart, Duration } from 'cdk8s';
import {
  CanaryRelease, ExposedService, FastApp, FaultInjection, IngressGateway, Injection, InstallProfile, IstioInstall, MeshService,
  MirroredService, MtlsMode, OutboundTraffic, RequestMatch, ResilientService, RetryOn, StrictMtlsNamespace, StringMatch,
} from 'cdk8s-istio';

// What examples/bookinfo says of the mesh. Both kinds of app must write the same.
const app = process.argv[2] === 'fast' ? new FastApp() : new App();

new IstioInstall(new Chart(app, 'istio'), 'istio', {
  profile: InstallProfile.DEFAULT,
  meshConfig: {
    accessLogFile: '/dev/stdout',
    outboundTrafficPolicy: OutboundTraffic.REGISTRY_ONLY,
  },
  pilot: { resources: { requests: { cpu: '500m', memory: '2Gi' } }, autoscaling: { minReplicas: 2, maxReplicas: 5 } },
  values: { global: { proxy: { privileged: false, logLevel: 'warning' } } },
});

const bookinfo = new Chart(app, 'bookinfo', { namespace: 'bookinfo' });
new StrictMtlsNamespace(bookinfo, 'namespace', {
  name: 'bookinfo',
  injection: Injection.enabled(),
  labels: { team: 'books' },
  exceptions: [{ name: 'ratings-metrics', selector: { app: 'ratings' }, mode: MtlsMode.PERMISSIVE, ports: [9090] }],
});

const part = (name: string): MeshService => new MeshService(bookinfo, name, {
  name,
  ports: [{ name: 'http', number: 9080 }],
  labels: { app: name },
  serviceAccount: `bookinfo-${name}`,
});
const productpage = part('productpage');
const details = part('details');
const reviews = part('reviews');
const ratings = part('ratings');

const jason = RequestMatch.header('end-user', StringMatch.exact('jason'));

new CanaryRelease(bookinfo, 'reviews-canary', {
  service: reviews, stable: reviews.version('v1'), canary: reviews.version('v3'), weight: 10,
});
new CanaryRelease(bookinfo, 'reviews-for-jason', {
  service: reviews, stable: reviews.version('v1'), canary: reviews.version('v2'), weight: 100, requests: [jason],
});
new ResilientService(bookinfo, 'reviews-resilience', {
  service: reviews,
  timeout: Duration.seconds(3),
  retries: { attempts: 3, perTryTimeout: Duration.seconds(1), on: [RetryOn.FIVE_XX, RetryOn.status(409)] },
  circuitBreaker: {
    maxConnections: 20,
    maxPendingRequests: 4,
    outlierDetection: {
      consecutive5xxErrors: 5,
      interval: Duration.seconds(1),
      baseEjectionTime: Duration.seconds(15),
      maxEjectionPercent: 50,
    },
  },
});

new CanaryRelease(bookinfo, 'details-canary', {
  service: details, stable: details.version('v1'), canary: details.version('v2', { labels: { release: 'next' } }), weight: 0,
});
new MirroredService(bookinfo, 'details-shadow', { service: details, mirrors: [{ to: details.version('v2'), percentage: 50 }] });

new FaultInjection(bookinfo, 'ratings-slow-for-jason', {
  service: ratings,
  requests: [jason.and(RequestMatch.path(StringMatch.prefix('/ratings')))],
  delay: { duration: Duration.millis(1500), percentage: 12.5 },
});

const gateway = new IngressGateway(bookinfo, 'bookinfo-gateway', {
  listeners: [{ hosts: ['bookinfo.example.com'], tls: { credentialName: 'bookinfo-cert' }, redirectHttp: true }],
});
new ExposedService(bookinfo, 'public', { service: productpage, gateway, hosts: ['bookinfo.example.com'] });

app.synth();
