import { ApiObject, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { type Build, refuses, renderedSpec } from './support';
import {
  Destination, Gateway, type HttpRoute, type IGatewayReference, IngressGateway, type IVirtualServiceReference, Protocol, VirtualService,
} from 'cdk8s-istio';

const route: HttpRoute = { destinations: [{ destination: Destination.of('reviews') }] };

function at(...gateways: IGatewayReference[]): Build {
  return (scope) => new VirtualService(scope, 'routes', { hosts: ['shop.example.com'], gateways, http: [route] });
}

function delegating(delegate: IVirtualServiceReference): Build {
  return (scope) => new VirtualService(scope, 'root', { hosts: ['shop.example.com'], http: [{ delegate }] });
}

function gateway(chart: Chart): Gateway {
  return new Gateway(chart, 'edge', {
    selector: { istio: 'ingressgateway' }, servers: [{ port: { number: 80, protocol: Protocol.HTTP, name: 'http' }, hosts: ['*'] }],
  });
}

function specOf(chart: Chart, name: string): { [field: string]: unknown } {
  const all = chart.node.findAll().filter(ApiObject.isApiObject) as ApiObject[];
  return all.find((object) => object.name === name)?.toJson().spec;
}

test('gateways by their names', () => {
  expect(renderedSpec(at(Gateway.mesh(), Gateway.named('edge'), Gateway.named('edge', 'istio-ingress'), Gateway.named('mesh', 'shop'))).gateways)
    .toEqual(['mesh', 'edge', 'istio-ingress/edge', 'shop/mesh']);
});

test('constructs of gateways, wherever routes name them', () => {
  const app = Testing.app();
  const infra = new Chart(app, 'infra', { namespace: 'infra' });
  const shop = new Chart(app, 'shop', { namespace: 'shop' });
  const nowhere = new Chart(app, 'nowhere');
  const edge = gateway(infra);
  const ingress = new IngressGateway(shop, 'ingress', { listeners: [{ hosts: ['shop.example.com'] }] });
  const destinations = [{ destination: Destination.of('reviews') }];
  new VirtualService(shop, 'routes', {
    hosts: ['shop.example.com'],
    gateways: [edge, ingress, gateway(nowhere)],
    http: [{ ...route, matchGateways: [edge] }],
    tls: [{ matches: [{ sniHosts: ['shop.example.com'], gateways: [ingress] }], destinations }],
    tcp: [{ matches: [{ gateways: [edge] }], destinations }],
  });
  expect(specOf(shop, 'routes')).toMatchObject({
    gateways: ['infra/edge', 'shop/ingress', 'edge'],
    http: [{ match: [{ gateways: ['infra/edge'] }] }],
    tls: [{ match: [{ gateways: ['shop/ingress'] }] }],
    tcp: [{ match: [{ gateways: ['infra/edge'] }] }],
  });
});

test('delegates by their names, and constructs of them', () => {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const routes = new VirtualService(chart, 'routes', { http: [route] });
  delegating(routes)(chart);
  expect(specOf(chart, 'root').http).toEqual([{ delegate: { name: 'routes', namespace: 'shop' } }]);
  expect([VirtualService.named('routes'), VirtualService.named('routes', 'backend')].map((one) => renderedSpec(delegating(one)).http))
    .toEqual([[{ delegate: { name: 'routes' } }], [{ delegate: { name: 'routes', namespace: 'backend' } }]]);
});

const LABEL = 'it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters';

refuses({
  'a name that Istio reads as a namespace': [() => Gateway.named('edge.infra'), `Gateway.named: name is "edge.infra"; ${LABEL}`],
  'a name with its namespace': [() => Gateway.named('infra/edge'), `Gateway.named: name is "infra/edge"; ${LABEL}`],
  'a namespace that is none': [() => Gateway.named('edge', 'Infra'), `Gateway.named: namespace is "Infra"; ${LABEL}`],
  'the mesh by its name': [
    () => Gateway.named('mesh'),
    'Gateway.named: name is "mesh"; it must be the name of a Gateway; use Gateway.mesh() for all sidecars, or give the namespace',
  ],
  'a ConfigMap for a gateway': [
    (scope) => at(new kplus.ConfigMap(scope, 'map') as never)(scope),
    'shop/routes: gateways[0] is "shop/map"; it must be a gateway; give a Gateway, or use Gateway.named',
  ],
  'a delegate without a name': [
    () => VirtualService.named(''),
    'VirtualService.named: name is ""; it must be lower-case letters, digits, "-" and ".", with a letter or digit at both ends, at most 253 characters',
  ],
  'a delegate in no namespace': [() => VirtualService.named('routes', 'Shop'), `VirtualService.named: namespace is "Shop"; ${LABEL}`],
  'a ConfigMap for a delegate': [
    (scope) => delegating(new kplus.ConfigMap(scope, 'map') as never)(scope),
    'shop/root: http[0].delegate is "shop/map"; it must be a VirtualService; give a VirtualService, or use VirtualService.named',
  ],
  'a delegate that has hosts': [
    (scope) => delegating(new VirtualService(scope, 'routes', { hosts: ['reviews'], http: [route] }))(scope),
    'shop/root: http[0].delegate is "shop/routes"; it must be a VirtualService without hosts; leave its hosts out',
  ],
});
