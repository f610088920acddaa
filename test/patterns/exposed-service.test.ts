import { Chart, Duration } from 'cdk8s';
import { Service } from 'cdk8s-plus-27';
import {
  type Build, canary, gateway, host, HTTP, objects, port, refuses, type Rendered, reports, routes, service, shop, spec, specOf, split, TCP, TESTER,
  TLS, UPLOADS, yaml,
} from './support';
import {
  ClientTlsMode, ExposedService, Gateway, type ExposedServiceProps, FaultAbort, FaultInjection, IngressGateway, LoadBalancing, Mesh,
  MeshService, Protocol,
  RequestMatch, ResilientService, ServerTlsMode, StringMatch, type TrafficPolicy,
} from 'cdk8s-istio';

const HOSTS = ['shop.example.com'];

/** A service at a gateway, both plain unless more is said. */
function expose(chart: Chart, props: Partial<ExposedServiceProps> = {}, id: string = 'public'): ExposedService {
  return new ExposedService(chart, id, {
    service: props.service ?? service(chart), gateway: props.gateway ?? gateway(chart), hosts: HOSTS, ...props,
  });
}

const path = (prefix: string) => RequestMatch.path(StringMatch.prefix(prefix));
const plain = (name?: string, number?: number) => [{ destination: { host: host(name), ...number === undefined ? {} : { port: { number } } } }];
const atEdge = (all: readonly Rendered[], name: string = 'edge-shop-example-com') => specOf(all, 'VirtualService', name);

test('smallest', () => {
  expect(yaml((chart) => expose(chart, { gateway: Gateway.named('edge', 'infra') }))).toMatchInlineSnapshot(`
"
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: edge-shop-example-com
  namespace: shop
spec:
  gateways:
    - infra/edge
  hosts:
    - shop.example.com
  http:
    - name: reviews
      route:
        - destination:
            host: reviews.shop.svc.cluster.local
"
`);
});

test('every property', () => {
  const all = objects((chart) => {
    const edge = gateway(chart, { hosts: ['*.example.com'] });
    const everything: Required<ExposedServiceProps> = {
      service: service(chart, 'reviews', [HTTP, port('http-admin', 9081)]),
      gateway: edge,
      hosts: ['www.example.com', 'shop.example.com', 'www.example.com'],
      port: 9081,
      requests: [UPLOADS],
      priority: 1,
    };
    new ExposedService(chart, 'public', everything);
    // Of the same requests, which the priority decides.
    expose(chart, { service: service(chart, 'other'), gateway: edge, hosts: everything.hosts, requests: [UPLOADS] }, 'other-public');
  });
  expect(all.find(({ kind }) => kind === 'VirtualService')).toMatchObject({ metadata: { name: 'edge-shop-example-com', namespace: 'shop' } });
  expect(atEdge(all)).toEqual({
    hosts: ['shop.example.com', 'www.example.com'],
    gateways: ['shop/edge'],
    http: [{ name: 'reviews', match: [{ uri: { prefix: '/upload' } }], route: plain('reviews', 9081) }],
  });
});

test('services that share a host share one VirtualService, the narrower match first, whoever was declared first', () => {
  const build = (names: string[]) => objects((chart) => {
    const edge = gateway(chart);
    for (const name of names) {
      const requests = { web: undefined, api: [path('/api')], v2: [path('/api/v2')] }[name];
      expose(chart, { service: service(chart, name), gateway: edge, requests }, `public-${name}`);
    }
  });
  expect(atEdge(build(['web', 'api', 'v2']))).toEqual({
    hosts: HOSTS,
    gateways: ['shop/edge'],
    http: [
      { name: 'v2', match: [{ uri: { prefix: '/api/v2' } }], route: plain('v2') },
      { name: 'api', match: [{ uri: { prefix: '/api' } }], route: plain('api') },
      { name: 'web', route: plain('web') },
    ],
  });
  expect(atEdge(build(['v2', 'api', 'web']))).toEqual(atEdge(build(['web', 'api', 'v2'])));
});

test('what is said of each service stays with it', () => {
  const all = objects((chart) => {
    const edge = gateway(chart);
    const [web, api] = [service(chart, 'web'), service(chart, 'api')];
    expose(chart, { service: web, gateway: edge }, 'public-web');
    expose(chart, { service: api, gateway: edge, requests: [path('/api')] }, 'public-api');
    canary(web);
    new ResilientService(chart, 'patience', { service: api, timeout: Duration.seconds(9) });
    new FaultInjection(chart, 'fault', { service: web, requests: [TESTER], abort: FaultAbort.http(500, { percentage: 100 }) });
  });
  expect(atEdge(all).http).toEqual([
    { name: 'patience', match: [{ uri: { prefix: '/api' } }], route: plain('api'), timeout: '9s' },
    {
      name: 'fault',
      match: [{ headers: { 'end-user': { exact: 'tester' } } }],
      route: split({ v1: 90, v2: 10 }, { host: host('web') }),
      fault: { abort: { httpStatus: 500, percentage: { value: 100 } } },
    },
    { name: 'canary', route: split({ v1: 90, v2: 10 }, { host: host('web') }) },
  ]);
});

test('one service can be on one host with several ports', () => {
  const all = objects((chart) => {
    const edge = gateway(chart);
    const reviews = service(chart, 'reviews', [HTTP, port('http-admin', 9081)]);
    canary(reviews);
    new FaultInjection(chart, 'admin-fault', { service: reviews, requests: [RequestMatch.port(9081)], abort: FaultAbort.http(500, { percentage: 1 }) });
    expose(chart, { service: reviews, gateway: edge, port: 9080 });
    expose(chart, { service: reviews, gateway: edge, port: 9081, requests: [path('/admin')] }, 'admin');
  });
  expect(atEdge(all).http).toEqual([
    {
      name: 'admin-fault',
      match: [{ uri: { prefix: '/admin' } }],
      route: split({ v1: 90, v2: 10 }, { port: 9081 }),
      fault: { abort: { httpStatus: 500, percentage: { value: 1 } } },
    },
    { name: 'canary', route: split({ v1: 90, v2: 10 }, { port: 9080 }) },
  ]);
});

test.each([
  ['the only one', [HTTP], undefined],
  ['the only one, though its protocol is not known', [port('web', 9080)], undefined],
  ['the only one with HTTP', [TCP, HTTP], 9080],
])('the port is %s', (_what, ports, number) => {
  expect(atEdge(objects((chart) => expose(chart, { service: service(chart, 'reviews', ports) }))).http).toEqual([
    { name: 'reviews', route: plain('reviews', number) },
  ]);
});

test('a port that a Service gets later counts', () => {
  expect(routes((chart) => {
    const object = new Service(chart, 'service', { metadata: { name: 'reviews' }, ports: [{ name: 'http', port: 9080 }] });
    expose(chart, { service: MeshService.fromService(chart, 'reviews', object), port: 9081 });
    object.bind(9081, { name: 'http-admin' });
  })).toEqual([{ name: 'reviews', route: plain('reviews', 9081) }]);
});

test('hosts with a wildcard and hosts of their own each have a VirtualService', () => {
  const all = objects((chart) => {
    const edge = gateway(chart, { hosts: ['*'] });
    expose(chart, { service: service(chart, 'a'), gateway: edge, hosts: ['*'] }, 'all');
    expose(chart, { service: service(chart, 'b'), gateway: edge, hosts: ['*.example.com'] }, 'below');
    expose(chart, { service: service(chart, 'c'), gateway: edge, hosts: ['shop.example.com'] }, 'one');
  });
  expect(all.filter(({ kind }) => kind === 'VirtualService').map(({ metadata, spec: { hosts } }) => [metadata.name, hosts])).toEqual([
    ['edge-any', ['*']], ['edge-any-example-com', ['*.example.com']], ['edge-shop-example-com', ['shop.example.com']],
  ]);
});

test('TLS that is passed on is told by the host that the client asks for', () => {
  expect(atEdge(objects((chart) => {
    const vault = service(chart, 'vault', [TLS]);
    canary(vault);
    expose(chart, { service: vault, gateway: gateway(chart, { tls: { mode: ServerTlsMode.PASSTHROUGH } }) });
  }))).toEqual({
    hosts: HOSTS,
    gateways: ['shop/edge'],
    tls: [{ match: [{ port: 443, sniHosts: HOSTS }], route: split({ v1: 90, v2: 10 }, { host: host('vault') }) }],
  });
});

test('connections of TCP go by the port of the listener, and the canary of the service is theirs', () => {
  expect(atEdge(objects((chart) => {
    const queue = service(chart, 'queue', [TCP, HTTP]);
    canary(queue);
    const edge = new IngressGateway(chart, 'edge', { listeners: [7000, 7001].map((number) => ({ hosts: ['*'], port: number, protocol: Protocol.TCP })) });
    expose(chart, { service: queue, gateway: edge, port: 5432 });
  }))).toEqual({
    hosts: HOSTS,
    gateways: ['shop/edge'],
    tcp: [7000, 7001].map((number) => ({ match: [{ port: number }], route: split({ v1: 90, v2: 10 }, { host: host('queue'), port: 5432 }) })),
  });
});

test('a port of the gateway can be picked', () => {
  expect(atEdge(objects((chart) => {
    const edge = new IngressGateway(chart, 'edge', { listeners: [{ hosts: HOSTS }, { hosts: HOSTS, port: 8080 }] });
    expose(chart, { service: service(chart, 'a'), gateway: edge }, 'all');
    expose(chart, { service: service(chart, 'b'), gateway: edge, requests: [RequestMatch.port(8080)] }, 'one');
  })).http).toEqual([
    { name: 'b', match: [{ port: 8080 }], route: plain('b') },
    { name: 'a', route: plain('a') },
  ]);
});

test.each([
  [HTTP, { http: [{ name: 'reviews', route: plain() }] }],
  [TCP, { tcp: [{ route: plain() }] }],
  [TLS, { tls: [{ match: [{ sniHosts: HOSTS }], route: plain() }] }],
])('a gateway of elsewhere is taken to listen for what the service takes: %p', (of, expected) => {
  expect(spec('VirtualService', (chart) => expose(chart, {
    service: service(chart, 'reviews', [of]), gateway: Gateway.named('edge', 'infra'),
  }))).toEqual({ hosts: HOSTS, gateways: ['infra/edge'], ...expected });
});

test('what is said of callers in the mesh is not said of clients outside', () => {
  const all = objects((chart) => {
    const reviews = service(chart);
    canary(reviews, { requests: [RequestMatch.sourceNamespace('shop'), TESTER], weight: 50 });
    canary(reviews, {}, 'all');
    expose(chart, { service: reviews });
  });
  expect(atEdge(all).http).toEqual([
    { name: 'canary', match: [{ headers: { 'end-user': { exact: 'tester' } } }], route: split({ v1: 50, v2: 50 }) },
    { name: 'all', route: split({ v1: 90, v2: 10 }) },
  ]);
});

test('a listener for one namespace takes the services of that namespace, one for "." those of the gateway\'s', () => {
  for (const wanted of ['shop/shop.example.com', '*/shop.example.com', './shop.example.com', 'shop/*.example.com', '*']) {
    expect(atEdge(objects((chart) => expose(chart, { gateway: gateway(chart, { hosts: [wanted] }) }))).hosts).toEqual(HOSTS);
  }
});

test('in a mesh of another domain the destinations are of that domain', () => {
  expect(routes((chart) => { expose(chart); new Mesh(chart, 'mesh', { clusterDomain: 'acme.local' }); })).toEqual([
    { name: 'reviews', route: [{ destination: { host: 'reviews.shop.svc.acme.local' } }] },
  ]);
});

test('an exposure in another chart writes into the namespace of the service', () => {
  const all = objects((chart, app) => {
    const edge = gateway(new Chart(app, 'infra', { namespace: 'infra' }));
    const reviews = service(chart);
    canary(reviews);
    expose(new Chart(app, 'public', { namespace: 'public' }), { service: reviews, gateway: edge });
  });
  expect(all.filter(({ kind }) => kind === 'VirtualService').map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toEqual([
    'shop/reviews', 'shop/edge-shop-example-com',
  ]);
  expect(atEdge(all)).toMatchObject({ gateways: ['infra/edge'], http: [{ name: 'canary', route: split({ v1: 90, v2: 10 }) }] });
});

test('what is said of the service for all other requests makes no routes among those of services with their own', () => {
  const http = specOf(objects((chart) => {
    const edge = gateway(chart);
    const front = service(chart, 'front');
    expose(chart, { gateway: edge, service: front });
    for (const group of ['a', 'b', 'c', 'd']) {
      canary(front, { requests: [RequestMatch.header('x-group', StringMatch.exact(group))], canary: front.version(group) }, `front-${group}`);
    }
    for (const name of ['orders', 'carts', 'users']) {
      const one = service(chart, name);
      expose(chart, { gateway: edge, service: one, requests: [path(`/${name}/`)] }, `public-${name}`);
      new FaultInjection(chart, `${name}-slow`, { service: one, requests: [TESTER], delay: { duration: Duration.seconds(1), percentage: 100 } });
    }
  }), 'VirtualService', 'edge-shop-example-com').http as Array<{ name: string }>;
  expect(http.map(({ name }) => name)).toEqual([
    'carts-slow', 'orders-slow', 'users-slow', 'carts', 'orders', 'users', 'front-a', 'front-b', 'front-c', 'front-d', 'front',
  ]);
});

/** Two services of two namespaces, at one host of a gateway. */
function twoNamespaces(hosts: string[], foreign?: string): Build {
  return (chart, app) => {
    const infra = new Chart(app, 'infra', { namespace: 'infra' });
    const edge = foreign === undefined ? gateway(infra, { hosts }) : Gateway.named(foreign);
    const orders = service(new Chart(app, 'checkout', { namespace: 'checkout' }), 'orders');
    canary(orders);
    expose(chart, { gateway: edge });
    expose(infra, { gateway: edge, service: orders, requests: [path('/orders/')] }, 'public-orders');
  };
}

const virtualServices = (all: readonly Rendered[]) => all.filter(({ kind, spec: { gateways } }) => kind === 'VirtualService' && gateways !== undefined)
  .map(({ metadata: { namespace, name }, spec: { http } }) => [`${namespace}/${name}`, (http as Array<{ name: string }>).map((route) => route.name)]);

test('services of several namespaces share the VirtualService of a host, in the namespace of the gateway', () => {
  for (const wanted of ['shop.example.com', '*/shop.example.com']) {
    expect(virtualServices(objects(twoNamespaces([wanted])))).toEqual([['infra/edge-shop-example-com', ['canary', 'reviews']]]);
  }
  const all = objects(twoNamespaces(['shop.example.com']));
  expect(atEdge(all)).toMatchObject({
    hosts: HOSTS,
    gateways: ['infra/edge'],
    http: [
      { match: [{ uri: { prefix: '/orders/' } }], route: [{ destination: { host: 'orders.checkout.svc.cluster.local' } }, {}] },
      { route: [{ destination: { host: 'reviews.shop.svc.cluster.local' } }] },
    ],
  });
});

test('at a gateway whose namespace is not known, it is in that of theirs which comes first', () => {
  expect(virtualServices(objects(twoNamespaces([], 'edge')))).toEqual([['checkout/edge-shop-example-com', ['canary', 'reviews']]]);
});

test('where listeners name namespaces, each has a VirtualService of its own', () => {
  const all = objects(twoNamespaces(['shop/shop.example.com', 'checkout/shop.example.com']));
  expect(virtualServices(all).sort()).toEqual([['checkout/edge-shop-example-com', ['canary']], ['shop/edge-shop-example-com', ['reviews']]]);
});

test('the VirtualService follows the DestinationRule, whichever was first', () => {
  for (const exposedFirst of [true, false]) {
    const { chart } = shop();
    const reviews = service(chart);
    if (exposedFirst) { expose(chart, { service: reviews }); }
    canary(reviews);
    if (!exposedFirst) { expose(chart, { service: reviews }); }
    const kinds = (chart.toJson() as Rendered[]).map(({ kind }) => kind);
    expect(kinds.indexOf('DestinationRule')).toBeLessThan(kinds.indexOf('VirtualService'));
  }
});

const DNS = 'it must be a DNS name, with a wildcard at most in its first label (reviews, *.example.com)';

refuses({
  'the mesh for a gateway': [
    (chart) => expose(chart, { gateway: Gateway.mesh() }),
    'shop/public: gateway is "mesh"; it must be a Gateway; all sidecars have the routes of a service without being told',
  ],
  'a gateway that is none': [
    (chart) => expose(chart, { gateway: new Chart(chart, 'other') as never }),
    'shop/public: gateway is "shop/other"; it must be a gateway; give a Gateway, or use Gateway.named',
  ],
  'no hosts': [(chart) => expose(chart, { hosts: [] }), 'shop/public: hosts is []; it must be a list of at least one element'],
  'a host that is none': [(chart) => expose(chart, { hosts: ['shop.example.com', 'a b'] }), `shop/public: hosts[1] is "a b"; ${DNS}`],
  'a host that no listener takes': [
    (chart) => expose(chart, { hosts: ['shop.example.com', 'www.example.com'] }),
    'shop/public: hosts[1] is "www.example.com"; it must be a host that shop/edge listens for (shop.example.com); add it to the hosts of a listener',
  ],
  'a host that a listener takes in part': [
    (chart) => expose(chart, { hosts: ['*.example.com'] }),
    'shop/public: hosts[0] is "*.example.com"; it must be a host that shop/edge listens for (shop.example.com); add it to the hosts of a listener',
  ],
  'a service of a namespace that the listener does not take': [
    (chart) => expose(chart, { gateway: gateway(chart, { hosts: ['infra/shop.example.com'] }) }),
    'shop/public: hosts[0] is "shop.example.com"; it must be a host that shop/edge listens for (infra/shop.example.com); add it to the hosts of a listener',
  ],
  'a listener without routes': [
    (chart) => expose(chart, { gateway: gateway(chart, { tls: { mode: ServerTlsMode.AUTO_PASSTHROUGH } }) }),
    'shop/public: hosts[0] is "shop.example.com"; it must be a host that shop/edge listens for (shop.example.com); add it to the hosts of a listener',
  ],
  'hosts that others share in part': [
    (chart) => {
      const edge = gateway(chart, { hosts: ['*'] });
      expose(chart, { gateway: edge, hosts: ['a.example.com', 'b.example.com'] });
      expose(chart, { gateway: edge, service: service(chart, 'other'), hosts: ['b.example.com'] }, 'other-public');
    },
    'shop/other-public: hosts is ["b.example.com"]; it must be as shop/public has them, with which it shares some at shop/edge ' +
    '(a.example.com, b.example.com); expose the hosts that differ with constructs of their own',
  ],
  'a port that the service has not': [
    (chart) => expose(chart, { port: 80, service: service(chart, 'reviews', [HTTP, TCP]) }),
    'shop/public: port is 80; it must be a port of shop/reviews (9080, 5432)',
  ],
  'no requests': [
    (chart) => expose(chart, { requests: [] }), 'shop/public: requests is []; it must be a list of at least one element; leave it out for all requests',
  ],
  'requests from the mesh': [
    (chart) => expose(chart, { requests: [TESTER, RequestMatch.sourceLabels({ app: 'web' })] }),
    'shop/public: requests[1] asks for a source in the mesh; it must ask for none: requests at a gateway come from outside',
  ],
  'requests to the port of the service': [
    (chart) => expose(chart, { requests: [RequestMatch.port(9080)] }),
    'shop/public: requests[0].port is 9080; it must be a port that shop/edge listens on for the hosts (80); give port the one of the service',
  ],
  'a priority that is no integer': [(chart) => expose(chart, { priority: 0.1 }), 'shop/public: priority is 0.1; it must be an integer'],
});

reports({
  'two services for the same requests': [
    (chart) => { const edge = gateway(chart); expose(chart, { gateway: edge }, 'a'); expose(chart, { gateway: edge, service: service(chart, 'other') }, 'b'); },
    'error shop/a and shop/b: for shop.example.com, the destination is "reviews.shop.svc.cluster.local" and "other.shop.svc.cluster.local" for the same ' +
    'requests, for example those with anything; one of them must be more specific; make one match contain the other, or give one of them a higher ' +
    'priority [CI0011]',
  ],
  'two services for requests that overlap': [
    (chart) => {
      const edge = gateway(chart);
      expose(chart, { gateway: edge, requests: [TESTER] }, 'a');
      expose(chart, { gateway: edge, service: service(chart, 'other'), requests: [UPLOADS] }, 'b');
    },
    'error shop/a and shop/b: for shop.example.com, the destination is "reviews.shop.svc.cluster.local" and "other.shop.svc.cluster.local" for the same ' +
    'requests, for example those with header end-user "tester" and path beginning with "/upload"; one of them must be more specific; ' +
    'make one match contain the other, or give one of them a higher priority [CI0011]',
  ],
  'one service with two ports for the same requests': [
    (chart) => {
      const edge = gateway(chart);
      const reviews = service(chart, 'reviews', [HTTP, port('http-admin', 9081)]);
      expose(chart, { gateway: edge, service: reviews, port: 9080 }, 'a');
      expose(chart, { gateway: edge, service: reviews, port: 9081 }, 'b');
    },
    'error shop/a and shop/b: for shop.example.com, the destination is "reviews.shop.svc.cluster.local:9080" and ' +
    '"reviews.shop.svc.cluster.local:9081" for the same requests, for example those with anything; one of them must be more specific; ' +
    'make one match contain the other, or give one of them a higher priority [CI0011]',
  ],
  'several ports of which any could be meant': [
    (chart) => expose(chart, { service: service(chart, 'reviews', [HTTP, port('http-admin', 9081)]) }),
    'error shop/public: port is missing; it must be one of 9080, 9081, the ports of reviews.shop.svc.cluster.local; give port [CI0015]',
  ],
  'a port that a Service never got': [
    (chart) => expose(chart, {
      service: MeshService.fromService(chart, 'r', new Service(chart, 's', { metadata: { name: 'reviews' }, ports: [{ name: 'http', port: 80 }] })), port: 81,
    }),
    'error shop/public: port is 81; it must be one of 80, the ports of reviews.shop.svc.cluster.local; give port [CI0015]',
  ],
  'connections at a listener for requests': [
    (chart) => expose(chart, { service: service(chart, 'reviews', [TCP]) }),
    'error shop/public: the listeners of shop/edge for shop.example.com have http traffic; it must be what port 5432 (tcp) of ' +
    'reviews.shop.svc.cluster.local takes, tcp; add a listener of that kind, or expose another port [CI0016]',
  ],
  'requests at a listener for connections': [
    (chart) => expose(chart, { gateway: gateway(chart, { port: 9000, protocol: Protocol.TCP }) }),
    'info shop/edge: spec.servers[0].port.number is 9000; it must be a port of the Service of the gateway, and that of the default profile has ' +
    '80, 443, 15021, 15443, 31400; add the port to the Service, or use one that it has [CI0421]',
    'error shop/public: the listeners of shop/edge for shop.example.com have tcp traffic; it must be what port 9080 (http) of ' +
    'reviews.shop.svc.cluster.local takes, http; add a listener of that kind, or expose another port [CI0016]',
  ],
  'a host whose listener has other traffic than that of the rest': [
    (chart) => expose(chart, {
      gateway: new IngressGateway(chart, 'edge', { listeners: [{ hosts: ['a.example.com'] }, { hosts: ['b.example.com'], tls: { mode: ServerTlsMode.PASSTHROUGH } }] }),
      hosts: ['a.example.com', 'b.example.com'],
    }),
    'error shop/public: the listeners of shop/edge for b.example.com have tls traffic; it must be what port 9080 (http) of ' +
    'reviews.shop.svc.cluster.local takes, http; add a listener of that kind, or expose another port [CI0016]',
  ],
});

describe('a service that speaks TLS behind a listener that ends it', () => {
  const ended: Build = (chart) => {
    const vault = service(chart, 'vault', [TLS]);
    const edge = gateway(chart, { tls: { credentialName: 'shop-cert' } });
    new ExposedService(chart, 'public', { service: vault, gateway: edge, hosts: ['shop.example.com'] });
  };
  const begun = (trafficPolicy: TrafficPolicy): Build => (chart) => {
    const vault = service(chart, 'vault', [TLS], { trafficPolicy });
    const edge = gateway(chart, { tls: { credentialName: 'shop-cert' } });
    new ExposedService(chart, 'public', { service: vault, gateway: edge, hosts: ['shop.example.com'] });
  };
  const tls = { mode: ClientTlsMode.SIMPLE, caCertificates: '/etc/certs/vault.pem' };

  reports({
    'that nothing begins it anew': [ended,
      'error shop/public: TLS ends at the gateway and port 8443 (tls) of vault.shop.svc.cluster.local speaks TLS; it must begin anew on the way there; '
      + 'give the service a trafficPolicy with tls, or pass TLS through at the gateway [CI0018]'],
    'nothing where the port itself says so': [
      begun({ tls, portLevelSettings: [{ port: TLS.number, loadBalancer: LoadBalancing.random(), tls }] }),
    ],
    'nothing where it does': [begun({ tls })],
  });
});
