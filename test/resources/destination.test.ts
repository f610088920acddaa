import { ApiObject, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { refuses, rendered, renderedSpec } from './support';
import { Destination, type DestinationOptions, type IDestination, Mesh, MeshService, VirtualService } from 'cdk8s-istio';

const HOST = 'must be a DNS name, with a wildcard at most in its first label (reviews, *.example.com), not "*" alone';

/** A VirtualService that sends requests to a destination. */
function to(destination: IDestination) {
  return (scope: Chart) => new VirtualService(scope, 'routes', { hosts: ['reviews'], http: [{ destinations: [{ destination }] }] });
}

function destinations(chart: Chart): unknown[] {
  const objects = chart.node.findAll().filter(ApiObject.isApiObject) as ApiObject[];
  return objects.filter(({ kind, name }) => kind === 'VirtualService' && name === 'routes')
    .flatMap((object) => object.toJson().spec.http[0].route.map((one: { destination: unknown }) => one.destination));
}

function shop(): Chart {
  return new Chart(Testing.app(), 'shop', { namespace: 'shop' });
}

const port = { name: 'http', number: 9080 };

test('a host', () => {
  const all: Required<DestinationOptions> = { subset: 'v2', port: 9080 };
  expect([Destination.of('reviews'), Destination.of('reviews.shop.svc.cluster.local', all)]
    .map((destination) => renderedSpec((scope) => to(destination)(scope as Chart)).http)).toEqual([
    [{ route: [{ destination: { host: 'reviews' } }] }],
    [{ route: [{ destination: { host: 'reviews.shop.svc.cluster.local', subset: 'v2', port: { number: 9080 } } }] }],
  ]);
});

test('a service, its versions and their ports', () => {
  const chart = shop();
  const reviews = new MeshService(chart, 'reviews', { name: 'reviews', namespace: 'backend', ports: [port] });
  const v2 = reviews.version('v2');
  const route = (destination: IDestination, weight: number) => ({ destination, weight });
  new VirtualService(chart, 'routes', {
    hosts: ['reviews'],
    http: [{ destinations: [route(reviews, 1), route(v2, 2), route(Destination.withPort(v2, 9080), 3)], mirrors: [{ destination: v2 }] }],
    tcp: [{ destinations: [route(v2, 1)] }],
  });
  const host = 'reviews.backend.svc.cluster.local';
  expect(destinations(chart)).toEqual([{ host }, { host, subset: 'v2' }, { host, subset: 'v2', port: { number: 9080 } }]);
});

test('a Kubernetes Service, whichever library made it', () => {
  const chart = shop();
  const plus = new kplus.Service(chart, 'plus', { metadata: { name: 'plus' }, ports: [{ port: 80 }] });
  const plain = new ApiObject(chart, 'plain', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'plain', namespace: 'other' } });
  to(Destination.fromService(plus, { subset: 'v1', port: 80 }))(chart);
  to(Destination.fromService(plain))(new Chart(chart, 'more', { namespace: 'shop' }));
  expect(destinations(chart)).toEqual([{ host: 'plus.shop.svc.cluster.local', subset: 'v1', port: { number: 80 } }, { host: 'plain.other.svc.cluster.local' }]);
});

test('a Mesh may be told later', () => {
  const chart = shop();
  const reviews = new MeshService(chart, 'reviews', { name: 'reviews', ports: [port] });
  to(Destination.withPort(reviews, 9080))(chart);
  new Mesh(chart, 'mesh', { clusterDomain: 'corp.example' });
  expect(destinations(chart)).toEqual([{ host: 'reviews.shop.svc.corp.example', port: { number: 9080 } }]);
});

test('a Service without a namespace keeps its short name', () => {
  const chart = new Chart(Testing.app(), 'shop');
  expect(Destination.fromService(new kplus.Service(chart, 'plus', { metadata: { name: 'plus' }, ports: [{ port: 80 }] })).host).toBe('plus');
});

test('a destination says what it is', () => {
  const { host, subset, port: number } = Destination.withPort(Destination.of('reviews', { subset: 'v1' }), 80);
  expect([host, subset, number]).toEqual(['reviews', 'v1', 80]);
  expect(rendered((scope) => to(Destination.of('reviews'))(scope as Chart)).kind).toBe('VirtualService');
});

refuses({
  'every host': [() => Destination.of('*'), `Destination.of: host is "*"; it ${HOST}`],
  'no host': [() => Destination.of(''), `Destination.of: host is ""; it ${HOST}`],
  'a subset that is none': [
    () => Destination.of('reviews', { subset: 'v1.0' }),
    'Destination.of: subset is "v1.0"; it must be letters, digits and "-", with a letter or digit at both ends, at most 63 characters',
  ],
  'a port that is none': [() => Destination.of('reviews', { port: 0 }), 'Destination.of: port is 0; it must be between 1 and 65535'],
  'another port that is none': [
    () => Destination.withPort(Destination.of('reviews'), 70000), 'Destination.withPort: port is 70000; it must be between 1 and 65535',
  ],
  'a ConfigMap for a Service': [
    (scope) => Destination.fromService(new kplus.ConfigMap(scope, 'map')),
    'Destination.fromService: service is "v1 ConfigMap"; it must be a Service (v1); pass the Service, not the workload behind it',
  ],
  'a chart for a Service': [
    (scope) => Destination.fromService(new Chart(scope, 'other')),
    'Destination.fromService: service is "shop/other"; it must be a construct of a Service (v1), which has one ApiObject',
  ],
  'a ConfigMap for a destination': [
    (scope) => to(new kplus.ConfigMap(scope, 'map') as never)(scope as Chart),
    'shop/routes: http[0].destinations[0].destination is "shop/map"; it must be a destination; give a MeshService, a version of one, or use Destination',
  ],
  'no destination': [
    (scope) => to(undefined as never)(scope as Chart),
    'shop/routes: http[0].destinations[0].destination is missing; it must be a destination; give a MeshService, a version of one, or use Destination',
  ],
});
