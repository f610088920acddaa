import { Chart, Duration } from 'cdk8s';
import { objects, refuses, reports, service, specOf, UPLOADS, yaml } from './support';
import {
  EgressGateway, type EgressGatewayProps, ExternalService, type ExternalServiceProps, FaultInjection, Gateway, Mesh,
  MirroredService, Protocol, RequestMatch,
  RequestTransform, ResilientService, RetryOn, StrictMtlsMesh, StringMatch,
} from 'cdk8s-istio';

const HTTP = { name: 'http', number: 80, protocol: Protocol.HTTP };
const TLS = { name: 'tls', number: 443, protocol: Protocol.TLS };
const sql = (number: number) => ({ name: `sql-${number}`, number, protocol: Protocol.TCP });

const GATEWAY = 'istio-egressgateway.istio-system.svc.cluster.local';
const HOP = { attempts: 2, retryOn: 'connect-failure,refused-stream' };
const seconds = (count: number) => Duration.seconds(count);

function egress(chart: Chart, props: EgressGatewayProps = {}): EgressGateway {
  return new EgressGateway(chart, 'egress', props);
}

/** A service outside that is reached through a gateway. */
function behind(chart: Chart, props: Partial<ExternalServiceProps> = {}, id: string = 'payments'): ExternalService {
  const egressGateway = props.egressGateway ?? egress(chart);
  return new ExternalService(chart, id, { hosts: [`${id}.example.com`], ports: [HTTP], ...props, egressGateway });
}

const toGateway = (subset: string, number: number) => [{ destination: { host: GATEWAY, subset, port: { number } } }];

test('smallest', () => {
  expect(yaml((chart) => behind(chart, { tlsOrigination: {} }))).toMatchInlineSnapshot(`
"
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: shop-egress
  namespace: istio-system
spec:
  selector:
    istio: egressgateway
  servers:
    - hosts:
        - payments.example.com
      port:
        name: https
        number: 80
        protocol: HTTPS
      tls:
        mode: ISTIO_MUTUAL
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: shop-egress
  namespace: istio-system
spec:
  host: istio-egressgateway.istio-system.svc.cluster.local
  subsets:
    - name: payments-example-com
      trafficPolicy:
        tls:
          mode: ISTIO_MUTUAL
          sni: payments.example.com
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: payments
  namespace: shop
spec:
  hosts:
    - payments.example.com
  location: MESH_EXTERNAL
  ports:
    - name: http
      number: 80
      protocol: HTTP
      targetPort: 443
  resolution: DNS
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: payments
  namespace: shop
spec:
  hosts:
    - payments.example.com
  http:
    - name: payments
      retries:
        attempts: 2
        retryOn: connect-failure,refused-stream
      route:
        - destination:
            host: istio-egressgateway.istio-system.svc.cluster.local
            port:
              number: 80
            subset: payments-example-com
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: shop-egress-payments
  namespace: shop
spec:
  gateways:
    - istio-system/shop-egress
  hosts:
    - payments.example.com
  http:
    - name: payments
      route:
        - destination:
            host: payments.example.com
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: payments
  namespace: shop
spec:
  host: payments.example.com
  trafficPolicy:
    tls:
      caCertificates: system
      mode: SIMPLE
      sni: payments.example.com
      subjectAltNames:
        - payments.example.com
"
`);
});

test('a gateway that nobody uses writes nothing', () => {
  expect(objects((chart) => egress(chart))).toEqual([]);
});

test('every property', () => {
  const everything: Required<EgressGatewayProps> = { selector: { app: 'out' }, namespace: 'edge', serviceName: 'way-out', httpPort: 8080, tlsPort: 8443 };
  const all = objects((chart) => {
    behind(chart, { egressGateway: egress(chart, everything), ports: [HTTP, TLS] });
  });
  const hosts = ['payments.example.com'];
  expect(specOf(all, 'Gateway')).toEqual({
    selector: { app: 'out' },
    servers: [
      { hosts, port: { name: 'https', number: 8080, protocol: 'HTTPS' }, tls: { mode: 'ISTIO_MUTUAL' } },
      { hosts, port: { name: 'tls', number: 8443, protocol: 'TLS' }, tls: { mode: 'PASSTHROUGH' } },
    ],
  });
  expect(specOf(all, 'DestinationRule')).toEqual({
    host: 'way-out.edge.svc.cluster.local',
    subsets: [
      { name: 'passthrough', trafficPolicy: { tls: { mode: 'DISABLE' } } },
      { name: 'payments-example-com', trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL', sni: 'payments.example.com' } } },
    ],
  });
});

test('its name begins with the namespace of the chart, unless that is the gateway\'s own', () => {
  const names = (namespace: string) => objects((chart) => behind(chart), namespace).filter(({ kind }) => kind === 'Gateway').map(({ metadata }) => metadata);
  expect(names('shop')).toEqual([{ name: 'shop-egress', namespace: 'istio-system' }]);
  expect(names('istio-system')).toEqual([{ name: 'egress', namespace: 'istio-system' }]);
});

test('its host has the domain of the cluster', () => {
  const all = objects((chart) => {
    behind(chart);
    new Mesh(chart, 'mesh', { clusterDomain: 'corp.local' });
  });
  expect(specOf(all, 'DestinationRule').host).toBe('istio-egressgateway.istio-system.svc.corp.local');
});

test('a host with a long name has a subset with a short one', () => {
  const host = `${'very-long-name-of-a-bucket.'.repeat(3)}example.com`;
  const { subsets } = specOf(objects((chart) => behind(chart, { hosts: [host] })), 'DestinationRule') as { subsets: { name: string }[] };
  expect(subsets.map(({ name }) => name)).toEqual(['very-long-name-of-a-bucket-very-long-name-of-a-bucket-f565c2d0']);
});

test('services of every kind share it, in whatever order', () => {
  const build = (chart: Chart, reverse: boolean) => {
    const egressGateway = egress(chart);
    const makers = [
      () => behind(chart, { egressGateway }, 'payments'),
      () => behind(chart, { egressGateway }, 'rates'),
      () => behind(chart, { egressGateway, ports: [TLS] }, 'vault'),
      () => behind(chart, { egressGateway, ports: [HTTP, TLS] }, 'shipping'),
      () => behind(chart, { egressGateway, ports: [sql(5432), sql(5433)], addresses: ['192.0.2.1'] }, 'ledger'),
    ];
    (reverse ? makers.reverse() : makers).forEach((make) => make());
  };
  const all = objects((chart) => build(chart, false));
  const mutual = { mode: 'ISTIO_MUTUAL' };
  expect(specOf(all, 'Gateway').servers).toEqual([
    { hosts: ['payments.example.com', 'rates.example.com', 'shipping.example.com'], port: { name: 'https', number: 80, protocol: 'HTTPS' }, tls: mutual },
    { hosts: ['shipping.example.com', 'vault.example.com'], port: { name: 'tls', number: 443, protocol: 'TLS' }, tls: { mode: 'PASSTHROUGH' } },
    { hosts: ['tcp-5432.ledger.example.com'], port: { name: 'tcp-5432-ledger-example-com', number: 443, protocol: 'TLS' }, tls: mutual },
    { hosts: ['tcp-5433.ledger.example.com'], port: { name: 'tcp-5433-ledger-example-com', number: 443, protocol: 'TLS' }, tls: mutual },
  ]);
  expect((specOf(all, 'DestinationRule').subsets as { name: string }[]).map(({ name }) => name)).toEqual([
    'passthrough', 'payments-example-com', 'rates-example-com', 'shipping-example-com', 'tcp-5432-ledger-example-com', 'tcp-5433-ledger-example-com',
  ]);
  const other = objects((chart) => build(chart, true));
  for (const kind of ['Gateway', 'DestinationRule']) { expect(specOf(other, kind)).toEqual(specOf(all, kind)); }
});

test('connections of TCP are told by the port that they came to', () => {
  const all = objects((chart) => behind(chart, { ports: [sql(5432), sql(5433)], addresses: ['192.0.2.1'] }));
  expect(specOf(all, 'VirtualService', 'payments')).toEqual({
    hosts: ['payments.example.com'],
    tcp: [
      { match: [{ port: 5432 }], route: toGateway('tcp-5432-payments-example-com', 443) },
      { match: [{ port: 5433 }], route: toGateway('tcp-5433-payments-example-com', 443) },
    ],
  });
  expect(specOf(all, 'VirtualService', 'shop-egress-payments-5433')).toEqual({
    hosts: ['tcp-5433.payments.example.com'],
    gateways: ['istio-system/shop-egress'],
    tcp: [{ match: [{ port: 443 }], route: [{ destination: { host: 'payments.example.com', port: { number: 5433 } } }] }],
  });
});

test('connections of TLS are told by the name that they ask for', () => {
  const all = objects((chart) => behind(chart, { ports: [TLS] }));
  expect(specOf(all, 'VirtualService', 'payments').tls).toEqual([{ match: [{ sniHosts: ['payments.example.com'] }], route: toGateway('passthrough', 443) }]);
  expect(specOf(all, 'VirtualService', 'shop-egress-payments').tls).toEqual([
    { match: [{ port: 443, sniHosts: ['payments.example.com'] }], route: [{ destination: { host: 'payments.example.com' } }] },
  ]);
});

describe('what is said of requests is done once', () => {
  const said = (chart: Chart) => {
    const payments = behind(chart, { tlsOrigination: {} });
    new ResilientService(chart, 'resilience', {
      service: payments, timeout: seconds(3), retries: { attempts: 2, on: [RetryOn.CONNECT_FAILURE] }, circuitBreaker: { maxConnections: 5 },
    });
    new ResilientService(chart, 'uploads', { service: payments, requests: [RequestMatch.port(80).and(UPLOADS)], timeout: seconds(60), retries: { attempts: 0 } });
    new FaultInjection(chart, 'slow', { service: payments, requests: [RequestMatch.sourceNamespace('test')], delay: { duration: seconds(1), percentage: 100 } });
    new MirroredService(chart, 'copies', { service: payments, mirrors: [{ to: service(chart) }] });
    new RequestTransform(chart, 'marked', {
      service: payments,
      headers: { request: { set: { 'x-shop': '1' } }, response: { remove: ['server'] } },
      rewrite: { authority: 'internal.example.com' },
    });
  };

  test('by the caller\'s proxy: timeout, faults, copies, headers of the response', () => {
    const { http } = specOf(objects(said), 'VirtualService', 'payments') as { http: { [field: string]: unknown }[] };
    const everywhere = {
      retries: HOP,
      mirrors: [{ destination: { host: 'reviews.shop.svc.cluster.local' }, percentage: { value: 100 } }],
      headers: { response: { remove: ['server'] } },
      route: toGateway('payments-example-com', 80),
    };
    expect(http).toHaveLength(4);
    http.forEach((route) => { expect(route).toMatchObject(everywhere); });
    expect(http.map(({ timeout, fault }) => [timeout, fault !== undefined])).toEqual([['60s', true], ['60s', false], ['3s', true], ['3s', false]]);
    http.forEach((route) => { expect(route).not.toHaveProperty('rewrite'); });
  });

  test('by the gateway: retries, changes of requests, and what the DestinationRule says', () => {
    const all = objects(said);
    const changed = {
      headers: { request: { set: { 'x-shop': '1' } } },
      rewrite: { authority: 'internal.example.com' },
      route: [{ destination: { host: 'payments.example.com' } }],
    };
    expect(specOf(all, 'VirtualService', 'shop-egress-payments').http).toEqual([
      { ...changed, name: 'uploads', match: [{ uri: { prefix: '/upload' } }], retries: { attempts: 0 } },
      { ...changed, name: 'resilience', retries: { attempts: 2, retryOn: 'connect-failure' } },
    ]);
    expect(specOf(all, 'DestinationRule', 'payments').trafficPolicy).toMatchObject({ connectionPool: { tcp: { maxConnections: 5 } }, tls: { mode: 'SIMPLE' } });
  });

  test('an answer of the caller\'s proxy goes nowhere', () => {
    const all = objects((chart) => new RequestTransform(chart, 'closed', {
      service: behind(chart), requests: [RequestMatch.path(StringMatch.exact('/admin'))], directResponse: { status: 403 },
    }));
    expect(specOf(all, 'VirtualService', 'payments').http).toEqual([
      { name: 'closed', match: [{ uri: { exact: '/admin' } }], directResponse: { status: 403 } },
      { name: 'payments', retries: HOP, route: toGateway('payments-example-com', 80) },
    ]);
  });
});

describe('what the checks find', () => {
  reports({
    'nothing where all is well': [(chart) => {
      const payments = behind(chart, { ports: [HTTP, TLS], tlsOrigination: {} });
      new ResilientService(chart, 'resilience', { service: payments, timeout: seconds(3), retries: { attempts: 2 } });
    }],
    'nothing in a mesh that takes mutual TLS only': [(chart) => {
      new StrictMtlsMesh(chart, 'strict');
      behind(chart, { ports: [HTTP, TLS] });
    }],
    'retries that depend on the caller': [
      (chart) => new ResilientService(chart, 'resilience', {
        service: behind(chart), retries: { attempts: 2 }, timeout: seconds(3), requests: [RequestMatch.sourceLabels({ app: 'checkout' })],
      }),
      'error shop/resilience: what it says of retries for payments.example.com is for requests of certain pods or namespaces; it must be for requests from '
      + 'anywhere, as the egress gateway does it; leave the source out of the match [CI0019]',
    ],
    'retries that contradict': [
      (chart) => {
        const payments = behind(chart);
        new ResilientService(chart, 'one', { service: payments, retries: { attempts: 1 } });
        new ResilientService(chart, 'two', { service: payments, retries: { attempts: 2 } });
      },
      'error shop/one and shop/two: for payments.example.com, retries is {"attempts":1} and {"attempts":2} for the same requests, for example those with '
      + 'anything; one of them must be more specific; make one match contain the other, or give one of them a higher priority [CI0011]',
    ],
    'a Gateway with plain text on its port': [
      (chart) => {
        behind(chart);
        new Gateway(chart, 'other', {
          selector: { istio: 'egressgateway' }, servers: [{ port: { number: 80, protocol: Protocol.HTTP, name: 'http' }, hosts: ['a.example.com'] }],
        });
      },
      'error shop/other: spec.servers[0].port is 80 for HTTP; it must be a port of its own, as spec.servers[0] of Gateway istio-system/shop-egress uses it '
      + 'for HTTPS; use another port or another host, or join the servers [CI0402]',
    ],
  });
});

describe('what is refused', () => {
  refuses({
    'pods without a known Service': [(chart) => egress(chart, { selector: { app: 'out' } }),
      'shop/egress: serviceName is missing; it must be given for pods without the label istio'],
    'a port that is none': [(chart) => egress(chart, { tlsPort: 0 }), 'shop/egress: tlsPort is 0; it must be between 1 and 65535'],
    'one port for HTTP and TLS of one host': [
      (chart) => behind(chart, { egressGateway: egress(chart, { httpPort: 443 }), ports: [HTTP, TLS] }),
      'shop/payments: ports 80 and 443 of payments.example.com would both come to port 443 of shop/egress under that name; it must be one of them; '
      + 'give the gateway different numbers for httpPort and tlsPort',
    ],
    'hosts with one subset': [
      (chart) => {
        const egressGateway = egress(chart);
        behind(chart, { egressGateway, hosts: ['a-b.example.com'] });
        behind(chart, { egressGateway, hosts: ['a.b.example.com'] }, 'other');
      },
      'shop/other: a.b.example.com and a-b.example.com (shop/payments) would both be the subset a-b-example-com of '
      + 'istio-egressgateway.istio-system.svc.cluster.local; it must be one of them; use another egress gateway for one',
    ],
  });
});
