import { MeshTesting, RequestOutcome } from '../../../src/testing';

const WORLD = `
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {istio-injection: enabled}}
---
apiVersion: v1
kind: Service
metadata: {name: reviews, namespace: shop}
spec: {selector: {app: reviews}, ports: [{name: http, port: 9080}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: reviews-v1, namespace: shop}
spec: {template: {metadata: {labels: {app: reviews, version: v1}}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: reviews-v2, namespace: shop}
spec: {template: {metadata: {labels: {app: reviews, version: v2}}}}
`;
const routes = (name: string, spec: string, more: string = '') => `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, namespace: shop${more}}
spec: ${spec}`;
const TO = { to: 'reviews.shop.svc.cluster.local', port: 9080 };

// What random apps showed: test/testing/differential.
describe('as Envoy does', () => {
  test('a redirect goes to a path that begins with a slash', () => {
    const mesh = MeshTesting.ofYaml(WORLD + routes('a', '{hosts: [reviews], http: [{redirect: {uri: moved}}]}'));
    expect(mesh.request(TO).redirect?.location).toBe('http://reviews.shop.svc.cluster.local:9080/moved');
  });

  test('the port that a request says stays where a gateway redirects to HTTPS', () => {
    const mesh = MeshTesting.ofYaml(`${WORLD}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: edge, namespace: shop}
spec: {selector: {istio: ingressgateway}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [a.example.com], tls: {httpsRedirect: true}}]}${
  routes('a', '{hosts: [a.example.com], gateways: [edge], http: [{route: [{destination: {host: reviews}}]}]}')}`);
    const { redirect } = mesh.request({ to: 'a.example.com', authority: 'a.example.com:80', gateway: 'shop/edge', path: '/x' });
    expect(redirect?.location).toBe('https://a.example.com:80/x');
  });

  test.each(['redirect: {uri: /moved}', 'directResponse: {status: 404}'])('CORS leaves a route alone with %s', (action) => {
    const cors = 'corsPolicy: {allowOrigins: [{exact: "https://ui.example.com"}]}';
    const mesh = MeshTesting.ofYaml(WORLD + routes('a', `{hosts: [reviews], http: [{${action}, ${cors}}]}`));
    expect(mesh.request({ ...TO, headers: { origin: 'https://ui.example.com' } }).cors).toBeUndefined();
  });

  test('workloads that let a request in alike do not differ', () => {
    const { outcome, destinations } = MeshTesting.ofYaml(WORLD).request({ ...TO, source: { namespace: 'legacy', hasSidecar: false } });
    expect(outcome).toBe(RequestOutcome.FORWARDED);
    expect(destinations[0].workloads).toEqual(['shop/reviews-v1', 'shop/reviews-v2']);
  });

  test('whether a server outside takes mutual TLS of the mesh is not known', () => {
    const mesh = MeshTesting.ofYaml(`${WORLD}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: api, namespace: shop}
spec: {hosts: [api.example.com], location: MESH_EXTERNAL, resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP}]}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: api, namespace: shop}
spec: {host: api.example.com, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}`);
    expect(mesh.request({ to: 'api.example.com', port: 80, source: { namespace: 'shop' } }).undecided)
      .toEqual(['api.example.com is outside of the mesh: whether it takes mutual TLS of the mesh, the app does not show']);
  });

  test('of two VirtualServices the older one is known, if both say when they were made', () => {
    const spec = '{hosts: [reviews], http: [{route: [{destination: {host: reviews}}]}]}';
    const of = (more: string) => MeshTesting.ofYaml(WORLD + routes('a', spec, more && `${more}2026-01-02T00:00:00Z"`) + routes('b', spec, more && `${more}2026-01-01T00:00:00Z"`)).request(TO);
    const dated = of(', creationTimestamp: "');
    expect([dated.virtualService, dated.undecided]).toEqual(['shop/b', []]);
    expect(of('').undecided).toEqual(['of several VirtualServices for reviews.shop.svc.cluster.local the oldest counts; shop/a is taken for it, by its name, before shop/b']);
  });
});
