import { App, Chart, Duration } from 'cdk8s';
import {
  CanaryRelease, FaultInjection, MeshService, MeshTesting, MirroredService, RequestMatch, RequestOutcome, ResilientService, RetryOn, StringMatch,
} from 'cdk8s-istio';

/* The code of the design's usage page: what a test of traffic looks like. */

function bookinfo(): App {
  const app = new App();
  const shop = new Chart(app, 'shop', { namespace: 'shop' });
  const reviews = new MeshService(shop, 'reviews', { name: 'reviews', ports: [{ name: 'http', number: 9080 }] });
  const [v1, v2, v3] = ['v1', 'v2', 'v3'].map((name) => reviews.version(name));
  new CanaryRelease(shop, 'reviews-canary', { service: reviews, stable: v1, canary: v2, weight: 10 });
  new MirroredService(shop, 'reviews-shadow', { service: reviews, mirrors: [{ to: v3, percentage: 50 }] });
  new ResilientService(shop, 'reviews-resilience', {
    service: reviews,
    timeout: Duration.seconds(5),
    retries: { attempts: 3, perTryTimeout: Duration.seconds(1), on: [RetryOn.FIVE_XX, RetryOn.RESET] },
  });
  new FaultInjection(shop, 'slow-for-tester', {
    service: reviews,
    requests: [RequestMatch.header('end-user', StringMatch.exact('tester'))],
    delay: { duration: Duration.seconds(2), percentage: 100 },
  });
  return app;
}

test('the tester waits and gets the canary as all others do', () => {
  const mesh = MeshTesting.of(bookinfo());
  const treatment = mesh.request({ to: 'reviews.shop.svc.cluster.local', headers: { 'end-user': 'tester' } });

  expect(treatment.outcome).toBe(RequestOutcome.FORWARDED);
  expect(treatment.route).toBe('slow-for-tester');
  expect(treatment.destinations).toMatchObject([
    { host: 'reviews.shop.svc.cluster.local', port: 9080, subset: 'v1', weight: 90 },
    { host: 'reviews.shop.svc.cluster.local', port: 9080, subset: 'v2', weight: 10 },
  ]);
  expect(treatment.delay).toEqual({ percentage: 100, duration: Duration.seconds(2) });
  expect(treatment.mirrors).toEqual([{ host: 'reviews.shop.svc.cluster.local', port: 9080, subset: 'v3', percentage: 50 }]);
  expect(treatment.timeout).toEqual(Duration.seconds(5));
  expect(treatment.retries).toEqual({ attempts: 3, perTryTimeout: Duration.seconds(1), on: ['5xx', 'reset'] });
});

test('others do not wait', () => {
  const treatment = MeshTesting.of(bookinfo()).request({ to: 'reviews.shop' });

  expect(treatment.route).toBe('reviews-canary');
  expect(treatment.delay).toBeUndefined();
  expect(treatment.explanation.slice(0, 2)).toEqual([
    'shop/reviews http[0] (slow-for-tester) does not take it: headers["end-user"] must be "tester", and is missing',
    'shop/reviews http[1] (reviews-canary) takes it: it is for every request',
  ]);
});
