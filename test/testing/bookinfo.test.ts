import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { trafficMatchers } from '../../src/testing/matchers';
import { MeshTesting } from 'cdk8s-istio';

expect.extend(trafficMatchers);

const YAML = readFileSync(join(__dirname, '..', '..', 'examples', 'bookinfo', 'dist', 'bookinfo.k8s.yaml'), 'utf8');
const productpage = { namespace: 'bookinfo', workload: 'productpage-v1' };

/** What somebody who runs Bookinfo would test. */
function tested(yaml: string): void {
  const mesh = MeshTesting.ofYaml(yaml);
  mesh.expect({ to: 'reviews', source: productpage, headers: { 'end-user': 'jason' } }).routesTo('reviews', { subset: 'v2' }).isMutualTls();
  expect(mesh.request({ to: 'reviews', source: productpage })).toRouteTo('reviews', { subset: 'v3', weight: 10 });
  expect(mesh.request({ to: 'reviews', source: productpage })).toHaveTimeout(Duration.seconds(3));
}

test('Bookinfo does what it should', () => {
  expect(() => tested(YAML)).not.toThrow();
});

test('when a match is changed, the failure tells which route took the request and why', () => {
  expect(() => tested(YAML.replace('exact: jason', 'exact: json'))).toThrowErrorMatchingInlineSnapshot(`
"expected: the request goes to reviews subset v2
found: it goes to reviews.bookinfo.svc.cluster.local:9080 subset v1 (90 %), reviews.bookinfo.svc.cluster.local:9080 subset v3 (10 %)
because:
  - bookinfo/reviews http[0] (reviews-for-jason) does not take it: headers["end-user"] must be "json", and is "jason"
  - bookinfo/reviews http[1] (reviews-canary) takes it: it is for every request
  - 90 % go to reviews.bookinfo.svc.cluster.local:9080 (subset v1)
  - DestinationRule bookinfo/reviews holds for reviews.bookinfo.svc.cluster.local:9080 (subset v1)
  - bookinfo/reviews-v1 takes mutual TLS on port 9080: PeerAuthentication bookinfo/default says STRICT
  - no AuthorizationPolicy is enforced for bookinfo/reviews-v1
  - 10 % go to reviews.bookinfo.svc.cluster.local:9080 (subset v3)
  - DestinationRule bookinfo/reviews holds for reviews.bookinfo.svc.cluster.local:9080 (subset v3)
  - bookinfo/reviews-v3 takes mutual TLS on port 9080: PeerAuthentication bookinfo/default says STRICT
  - no AuthorizationPolicy is enforced for bookinfo/reviews-v3"
`);
});
