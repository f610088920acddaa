import { App, Chart, Duration } from 'cdk8s';
import { versionedWorkload } from '../workloads';
import {
  CanaryRelease, ExposedService, FaultInjection, IngressGateway, Injection, InstallProfile, IstioInstall, MeshService, MirroredService,
  RequestMatch, ResilientService, RetryOn, StrictMtlsNamespace, StringMatch,
} from 'cdk8s-istio';

/*
 * Bookinfo, Istio's sample application: productpage asks details and reviews, and reviews asks ratings.
 */

const TAG = '1.20.3';
const image = (name: string) => `istio/examples-bookinfo-${name}:${TAG}`;

const app = new App();

// The installation is a file of its own: `istioctl install -f` takes it, `kubectl apply` does not.
new IstioInstall(new Chart(app, 'istio'), 'istio', {
  profile: InstallProfile.DEFAULT,
  meshConfig: { accessLogFile: '/dev/stdout' },
});

const bookinfo = new Chart(app, 'bookinfo', { namespace: 'bookinfo' });

new StrictMtlsNamespace(bookinfo, 'namespace', { name: 'bookinfo', injection: Injection.enabled() });

/** A part of the application: its Deployments and Service by cdk8s-plus, and what stands for it in the mesh. */
function part(name: string, versions: { [version: string]: string }): MeshService {
  const serviceAccount = `bookinfo-${name}`;
  const service = versionedWorkload(bookinfo, { name, versions, port: 9080, serviceAccount });
  return MeshService.fromService(bookinfo, name, service, { serviceAccount });
}

const productpage = part('productpage', { v1: image('productpage-v1') });
const details = part('details', { v1: image('details-v1'), v2: image('details-v2') });
const reviews = part('reviews', { v1: image('reviews-v1'), v2: image('reviews-v2'), v3: image('reviews-v3') });
const ratings = part('ratings', { v1: image('ratings-v1') });

const jason = RequestMatch.header('end-user', StringMatch.exact('jason'));

// reviews: nine of ten requests see the reviews without stars, one of ten those with red stars; jason sees black stars.
const [noStars, blackStars, redStars] = ['v1', 'v2', 'v3'].map((version) => reviews.version(version));
new CanaryRelease(bookinfo, 'reviews-canary', { service: reviews, stable: noStars, canary: redStars, weight: 10 });
new CanaryRelease(bookinfo, 'reviews-for-jason', { service: reviews, stable: noStars, canary: blackStars, weight: 100, requests: [jason] });
new ResilientService(bookinfo, 'reviews-resilience', {
  service: reviews,
  timeout: Duration.seconds(3),
  retries: { attempts: 3, perTryTimeout: Duration.seconds(1), on: [RetryOn.FIVE_XX, RetryOn.RESET] },
  circuitBreaker: {
    maxConnections: 20,
    maxPendingRequests: 4,
    maxRequests: 20,
    outlierDetection: {
      consecutive5xxErrors: 5,
      interval: Duration.seconds(1),
      baseEjectionTime: Duration.seconds(15),
      maxEjectionPercent: 50,
    },
  },
});

// details: the new version works on copies of half the requests, and answers none.
const stable = details.version('v1');
new CanaryRelease(bookinfo, 'details-canary', { service: details, stable, canary: details.version('v2'), weight: 0 });
new MirroredService(bookinfo, 'details-shadow', { service: details, mirrors: [{ to: details.version('v2'), percentage: 50 }] });

// ratings: jason finds out what a slow service does to the page.
new FaultInjection(bookinfo, 'ratings-slow-for-jason', {
  service: ratings,
  requests: [jason],
  delay: { duration: Duration.seconds(2), percentage: 100 },
});

// The way in. The certificate is the Secret bookinfo-cert in the namespace of the gateway's pods.
const gateway = new IngressGateway(bookinfo, 'bookinfo-gateway', {
  listeners: [{ hosts: ['bookinfo.example.com'], tls: { credentialName: 'bookinfo-cert' }, redirectHttp: true }],
});
new ExposedService(bookinfo, 'public', { service: productpage, gateway, hosts: ['bookinfo.example.com'] });

app.synth();
