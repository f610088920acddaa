import { join } from 'node:path';
import { type Said, Workplace } from '../analyze/support';

const BOOKINFO = join(__dirname, '..', '..', '..', 'examples', 'bookinfo', 'dist');

const place = new Workplace();
afterAll(() => { place.remove(); });

const request = (paths: readonly string[], ...options: string[]): Said => place.run('request', ...paths, ...options);
const ask = (...options: string[]) => request([BOOKINFO], '--to', 'reviews', '--from', 'bookinfo/productpage-v1', ...options);

test('says what happens as a person would', () => {
  const { out, code } = ask('--path', '/reviews/0');
  expect(code).toBe(0);
  expect(out).toMatchInlineSnapshot(`
"GET reviews/reviews/0
  bookinfo/reviews http[0] (reviews-for-jason) does not take it: headers["end-user"] must be "jason", and is missing
  bookinfo/reviews http[1] (reviews-canary) takes it: it is for every request
  90 % go to reviews.bookinfo.svc.cluster.local:9080 (subset v1)
  DestinationRule bookinfo/reviews holds for reviews.bookinfo.svc.cluster.local:9080 (subset v1)
  bookinfo/reviews-v1 takes mutual TLS on port 9080: PeerAuthentication bookinfo/default says STRICT
  no AuthorizationPolicy is enforced for bookinfo/reviews-v1
  10 % go to reviews.bookinfo.svc.cluster.local:9080 (subset v3)
  DestinationRule bookinfo/reviews holds for reviews.bookinfo.svc.cluster.local:9080 (subset v3)
  bookinfo/reviews-v3 takes mutual TLS on port 9080: PeerAuthentication bookinfo/default says STRICT
  no AuthorizationPolicy is enforced for bookinfo/reviews-v3

It goes to
     90 %  reviews.bookinfo.svc.cluster.local:9080 subset v1 over mutual TLS, to bookinfo/reviews-v1
     10 %  reviews.bookinfo.svc.cluster.local:9080 subset v3 over mutual TLS, to bookinfo/reviews-v3
  given up after 3s
  tried again up to 3 times on 5xx, reset, 1s each
"
`);
});

test('the header decides', () => {
  const { out } = ask('--header', 'end-user=jason');
  expect(out).toContain('(reviews-for-jason) takes it');
  expect(out).toMatch(/100 % {2}reviews\.bookinfo\.svc\.cluster\.local:9080 subset v2 over mutual TLS, to bookinfo\/reviews-v2/);
});

test('as JSON, with durations as YAML has them', () => {
  const { out } = ask('--format', 'json');
  expect(JSON.parse(out)).toMatchObject({
    outcome: 'forwarded',
    route: 'reviews-canary',
    timeout: '3s',
    retries: { attempts: 3, perTryTimeout: '1s' },
    destinations: [{ subset: 'v1', weight: 90, mutualTls: 'mutual-tls' }, { subset: 'v3', weight: 10 }],
  });
});

test('who has no sidecar is refused', () => {
  const { out } = request([BOOKINFO], '--to', 'reviews.bookinfo', '--from', 'legacy', '--no-sidecar');
  expect(out).toContain('It is refused: the connection fails');
});

test('mirrors and faults', () => {
  const { out } = request([BOOKINFO], '--to', 'details', '--from', 'bookinfo/productpage-v1');
  expect(out).toContain('  copied to details.bookinfo.svc.cluster.local:9080 subset v2 (50 %)\n');
  expect(request([BOOKINFO], '--to', 'ratings', '--from', 'bookinfo/reviews-v2', '--header', 'end-user=jason').out).toContain('  delayed by 2s (100 %)\n');
});

const SHOP = `
apiVersion: v1
kind: Service
metadata: {name: orders, namespace: shop}
spec: {selector: {app: orders}, ports: [{name: http, port: 80, targetPort: 8080}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: orders, namespace: shop}
spec: {selector: {matchLabels: {app: orders}}, template: {metadata: {labels: {app: orders}}, spec: {serviceAccountName: orders, containers: [{name: a, ports: [{containerPort: 8080}]}]}}}
---
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {istio-injection: enabled}}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: orders, namespace: shop}
spec:
  hosts: [orders.shop.svc.cluster.local]
  http:
    - match: [{queryParams: {old: {exact: "1"}}}]
      redirect: {uri: /new}
    - match: [{uri: {exact: /gone}}]
      directResponse: {status: 410, body: {string: gone}}
    - match: [{method: {exact: PUT}}]
      headers: {request: {set: {a: b}, add: {c: d}, remove: [e]}, response: {remove: [server]}}
      rewrite: {uri: /rewritten, authority: other.example}
      fault: {abort: {httpStatus: 503, percentage: {value: 10}}}
      route: [{destination: {host: orders.shop.svc.cluster.local}}]
    - route: [{destination: {host: orders.shop.svc.cluster.local}}]
---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: orders, namespace: shop}
spec: {selector: {matchLabels: {app: orders}}, jwtRules: [{issuer: https://issuer.example.com}]}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: auditors, namespace: shop}
spec:
  selector: {matchLabels: {app: orders}}
  rules:
    - from: [{source: {principals: ["*/sa/clerk"]}}]
    - when: [{key: "request.auth.claims[roles]", values: [auditor]}]
`;

describe('of files', () => {
  const file = 'shop.yaml';
  place.write({ [file]: SHOP, 'mesh.yml': 'clusterDomain: example.org\n', 'broken.yaml': 'kind: [' });
  const orders = (...options: string[]) => request([file], '--to', 'orders.shop', ...options).out;

  test('identity and claims', () => {
    expect(orders()).toContain('(403)');
    expect(orders('--from', 'shop', '--service-account', 'clerk')).toContain(', allowed by shop/auditors');
    expect(orders('--claim', 'iss=https://issuer.example.com', '--claim', 'roles=["auditor"]')).toContain(', allowed by shop/auditors');
    expect(orders('--claim', 'iss=https://issuer.example.com', '--claim', 'roles=editor')).toContain('(403)');
  });

  test('answers of proxies', () => {
    expect(orders('--query', 'old=1')).toContain('It is redirected to http://orders.shop/new?old=1 (301).\n  location: http://orders.shop/new?old=1\n');
    expect(orders('--path', '/gone')).toContain('It is answered by a proxy (410).\n  body: gone\n');
  });

  test('what is done to the request', () => {
    const out = orders('--method', 'PUT', '--service-account', 'clerk');
    for (const line of [
      'with the path /rewritten', 'with the host other.example', 'request header a set to "b"', 'request header c gets "d" added', 'request header e removed',
      'response header server removed', 'aborted with 503 (10 %)',
    ]) { expect(out).toContain(`\n  ${line}\n`); }
  });

  test('what the cluster has besides, and how the mesh is', () => {
    expect(request([file], '--to', 'orders.shop.svc.example.org', '--service-account', 'clerk', '--mesh', 'mesh.yml').out).toContain('orders.shop.svc.example.org:80');
    expect(request([file], '--to', 'reviews', '--from', 'bookinfo/productpage-v1', '--assume', BOOKINFO).out).toContain('subset v1');
  });

  test.each([
    [[file], ['--to', 'orders.shop', '--header', 'end-user'], '--header is "end-user"; it must be a name and a value; write name=value'],
    [[file], ['--to', 'orders.shop', '--port', 'x'], 'MeshTesting.request: port is NaN; it must be an integer between 1 and 65535'],
    [[file], ['--to', 'orders.shop', '--from', 'shop/nobody'], 'MeshTesting.request: source.workload is "nobody"; it must be the name of a workload of the app'],
    [[file], [], 'required option \'--to <host>\' not specified'],
    [[file], ['--to', 'a', '--protocol', 'SPDY'], 'Allowed choices are HTTP, HTTPS, GRPC, TCP, TLS'],
    [['no/where'], ['--to', 'a'], 'no/where: there is no such file or folder'],
    [['broken.yaml'], ['--to', 'a'], 'broken.yaml:1: '],
  ])('wrong: %j %j', (paths, options, problem) => {
    const { err, code } = request(paths, ...options);
    expect(err).toContain(problem);
    expect(code).toBe(2);
  });
});
