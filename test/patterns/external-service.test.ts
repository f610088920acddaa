import { App, Chart, Duration } from 'cdk8s';
import { objects, refuses, reports, service, specOf, TESTER, yaml } from './support';
import {
  ClientTlsMode, Credential, Destination, EgressGateway, ExternalService, type ExternalServiceProps, FaultAbort, FaultInjection, LoadBalancing,
  MirroredService, Protocol, RequestTransform, ResilientService, ServiceLocation, ServiceResolution, SidecarScope, type TlsOrigination,
} from 'cdk8s-istio';

const HTTP = { name: 'http', number: 80, protocol: Protocol.HTTP };
const TLS = { name: 'tls', number: 443, protocol: Protocol.TLS };
const SQL = { name: 'sql', number: 5432, protocol: Protocol.TCP };

function external(chart: Chart, props: Partial<ExternalServiceProps> = {}, id: string = 'payments'): ExternalService {
  return new ExternalService(chart, id, { hosts: ['api.example.com'], ports: [HTTP], ...props });
}

function egress(chart: Chart): EgressGateway {
  return EgressGateway.fromSelector(chart, 'egress', { istio: 'egressgateway' });
}

/** The `tls` of the one host's policy. */
function tls(tlsOrigination: TlsOrigination, props: Partial<ExternalServiceProps> = {}): unknown {
  const all = objects((chart) => external(chart, { tlsOrigination, ...props }));
  return (specOf(all, 'DestinationRule', 'payments').trafficPolicy as { tls: unknown }).tls;
}

const seconds = (count: number) => Duration.seconds(count);

test('smallest', () => {
  expect(yaml((chart) => external(chart))).toMatchInlineSnapshot(`
"
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: payments
  namespace: shop
spec:
  hosts:
    - api.example.com
  location: MESH_EXTERNAL
  ports:
    - name: http
      number: 80
      protocol: HTTP
  resolution: DNS
"
`);
});

test('TLS that the callers\' proxies begin', () => {
  expect(yaml((chart) => external(chart, { tlsOrigination: {} }))).toMatchInlineSnapshot(`
"
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: payments
  namespace: shop
spec:
  hosts:
    - api.example.com
  location: MESH_EXTERNAL
  ports:
    - name: http
      number: 80
      protocol: HTTP
      targetPort: 443
  resolution: DNS
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: payments
  namespace: shop
spec:
  host: api.example.com
  trafficPolicy:
    tls:
      caCertificates: system
      mode: SIMPLE
      sni: api.example.com
      subjectAltNames:
        - api.example.com
"
`);
});

test('every property', () => {
  const all = objects((chart) => {
    const everything: Required<ExternalServiceProps> = {
      hosts: ['api.example.com', 'eu.example.com'],
      ports: [{ ...HTTP, targetPort: 8443 }, TLS],
      tlsOrigination: {
        sni: 'edge.example.com',
        subjectAltNames: ['edge.example.com', 'www.example.com'],
        mode: ClientTlsMode.MUTUAL,
        caCertificates: '/etc/certs/ca.pem',
        clientCertificate: '/etc/certs/client.pem',
        privateKey: '/etc/certs/key.pem',
        caCrl: '/etc/certs/crl.pem',
        ports: [80],
      },
      egressGateway: new EgressGateway(chart, 'egress', {
        selector: { app: 'out' }, namespace: 'edge', serviceName: 'out', httpPort: 8080, tlsPort: 8443,
      }),
      trafficPolicy: { loadBalancer: LoadBalancing.roundRobin(), portLevelSettings: [{ port: 443, loadBalancer: LoadBalancing.random() }] },
      resolution: ServiceResolution.STATIC,
      endpoints: [{ address: '192.0.2.1' }],
      addresses: ['198.51.100.1'],
      dnsProxy: true,
      location: ServiceLocation.MESH_INTERNAL,
      exportTo: ['.', 'edge'],
      namespace: 'partners',
    };
    new ExternalService(chart, 'payments', everything);
  });
  expect(all.map(({ kind, metadata: { namespace, name } }) => `${kind} ${namespace}/${name}`)).toEqual([
    'Gateway edge/shop-egress', 'DestinationRule edge/shop-egress', 'ServiceEntry partners/payments',
    'VirtualService partners/payments-api-example-com', 'VirtualService partners/shop-egress-payments-api-example-com',
    'VirtualService partners/payments-eu-example-com', 'VirtualService partners/shop-egress-payments-eu-example-com',
    'DestinationRule partners/payments-api-example-com', 'DestinationRule partners/payments-eu-example-com',
  ]);
  expect(specOf(all, 'ServiceEntry')).toEqual({
    hosts: ['api.example.com', 'eu.example.com'],
    addresses: ['198.51.100.1'],
    ports: [{ number: 80, name: 'http', protocol: 'HTTP', targetPort: 8443 }, { number: 443, name: 'tls', protocol: 'TLS' }],
    location: 'MESH_INTERNAL',
    resolution: 'STATIC',
    endpoints: [{ address: '192.0.2.1' }],
    exportTo: ['.', 'edge'],
  });
  expect(specOf(all, 'DestinationRule', 'payments-eu-example-com')).toEqual({
    host: 'eu.example.com',
    exportTo: ['.', 'edge'],
    trafficPolicy: {
      loadBalancer: { simple: 'ROUND_ROBIN' },
      portLevelSettings: [
        {
          port: { number: 80 },
          loadBalancer: { simple: 'ROUND_ROBIN' },
          tls: {
            mode: 'MUTUAL',
            sni: 'edge.example.com',
            subjectAltNames: ['edge.example.com', 'www.example.com'],
            caCertificates: '/etc/certs/ca.pem',
            clientCertificate: '/etc/certs/client.pem',
            privateKey: '/etc/certs/key.pem',
            caCrl: '/etc/certs/crl.pem',
          },
        },
        { port: { number: 443 }, loadBalancer: { simple: 'RANDOM' } },
      ],
    },
  });
  expect(specOf(all, 'VirtualService', 'payments-eu-example-com')).toEqual({
    hosts: ['eu.example.com'],
    exportTo: ['.', 'edge'],
    http: [{
      name: 'payments-eu-example-com',
      match: [{ port: 80 }],
      retries: { attempts: 2, retryOn: 'connect-failure,refused-stream' },
      route: [{ destination: { host: 'out.edge.svc.cluster.local', subset: 'eu-example-com', port: { number: 8080 } } }],
    }],
    tls: [{
      match: [{ port: 443, sniHosts: ['eu.example.com'] }],
      route: [{ destination: { host: 'out.edge.svc.cluster.local', subset: 'passthrough', port: { number: 8443 } } }],
    }],
  });
  expect(specOf(all, 'VirtualService', 'shop-egress-payments-eu-example-com')).toEqual({
    hosts: ['eu.example.com'],
    gateways: ['edge/shop-egress'],
    exportTo: ['.', 'edge'],
    http: [{ name: 'payments-eu-example-com', route: [{ destination: { host: 'eu.example.com', port: { number: 80 } } }] }],
    tls: [{ match: [{ port: 8443, sniHosts: ['eu.example.com'] }], route: [{ destination: { host: 'eu.example.com', port: { number: 443 } } }] }],
  });
});

describe('TLS origination', () => {
  const system = { mode: 'SIMPLE', caCertificates: 'system' };

  test.each<[string, TlsOrigination, Partial<ExternalServiceProps>, object]>([
    ['verifies the name of the host', {}, {}, { ...system, sni: 'api.example.com', subjectAltNames: ['api.example.com'] }],
    ['verifies the name that is asked for', { sni: 'other.example.com' }, {}, { ...system, sni: 'other.example.com', subjectAltNames: ['other.example.com'] }],
    ['leaves both to the request for a wildcard', {}, { hosts: ['*.example.com'] }, system],
    ['verifies nothing if told so', { insecureSkipVerify: true }, {}, { mode: 'SIMPLE', sni: 'api.example.com', insecureSkipVerify: true }],
    ['takes the authorities of a Secret', { mode: ClientTlsMode.MUTUAL, credential: Credential.secret('client'), callers: { app: 'checkout' } }, {},
      { mode: 'MUTUAL', credentialName: 'client', sni: 'api.example.com', subjectAltNames: ['api.example.com'] }],
    ['takes the authorities of a ConfigMap, which all sidecars read', { credential: Credential.configMap('ca', 'shop') }, {},
      { mode: 'SIMPLE', credentialName: 'configmap://shop/ca', sni: 'api.example.com', subjectAltNames: ['api.example.com'] }],
  ])('%s', (_what, origination, props, expected) => { expect(tls(origination, props)).toEqual(expected); });

  test('is for the callers that read the Secret', () => {
    const all = objects((chart) => external(chart, { tlsOrigination: { credential: Credential.secret('ca'), callers: { app: 'checkout' } }, exportTo: ['.', 'web'] }));
    expect(specOf(all, 'DestinationRule')).toMatchObject({ workloadSelector: { matchLabels: { app: 'checkout' } } });
    expect(specOf(all, 'DestinationRule')).not.toHaveProperty('exportTo');
  });

  test('is at the gateway, which reads the Secret for all', () => {
    const all = objects((chart) => external(chart, { tlsOrigination: { credential: Credential.secret('ca') }, egressGateway: egress(chart) }));
    expect(specOf(all, 'DestinationRule', 'payments')).not.toHaveProperty('workloadSelector');
  });

  test.each([
    ['443 for port 80', HTTP, { number: 80, targetPort: 443 }],
    ['the same for others', { ...HTTP, number: 8443 }, { number: 8443 }],
    ['what was given', { ...HTTP, targetPort: 8443 }, { number: 80, targetPort: 8443 }],
  ])('goes to %s', (_what, port, expected) => {
    const { ports } = specOf(objects((chart) => external(chart, { ports: [port], tlsOrigination: {} })), 'ServiceEntry');
    expect(ports).toEqual([{ name: 'http', protocol: 'HTTP', ...expected }]);
  });

  test('leaves alone the TLS of the callers', () => {
    const all = objects((chart) => external(chart, { ports: [HTTP, TLS], tlsOrigination: {} }));
    expect(specOf(all, 'DestinationRule').trafficPolicy).toEqual({
      portLevelSettings: [{ port: { number: 80 }, tls: { ...system, sni: 'api.example.com', subjectAltNames: ['api.example.com'] } }],
    });
  });
});

test.each<[string, Partial<ExternalServiceProps>, string]>([
  ['DNS for names', {}, 'DNS'],
  ['NONE for a wildcard', { hosts: ['*.example.com'] }, 'NONE'],
  ['STATIC for addresses', { endpoints: [{ address: '192.0.2.1' }, { address: '192.0.2.2' }] }, 'STATIC'],
  ['DNS for endpoints with names', { hosts: ['*.example.com'], endpoints: [{ address: 'one.example.com' }] }, 'DNS'],
])('by itself the resolution is %s', (_what, props, expected) => {
  expect(specOf(objects((chart) => external(chart, props)), 'ServiceEntry').resolution).toBe(expected);
});

describe('what is refused', () => {
  refuses({
    'a short name': [(chart) => external(chart, { hosts: ['api'] }),
      'shop/payments: hosts[0] is "api"; it must be a fully qualified DNS name (api.example.com): a short name is one of a namespace'],
    'no hosts': [(chart) => external(chart, { hosts: [] }), 'shop/payments: hosts is []; it must be a list of at least one element'],
    'a host twice': [(chart) => external(chart, { hosts: ['a.example.com', 'A.example.com'] }),
      'shop/payments: hosts[1] is "A.example.com"; it must be given once'],
    'a host of another service': [(chart) => { external(chart); external(chart, { ports: [TLS] }, 'again'); },
      'shop/again: hosts[0] is "api.example.com"; it must be a host of its own: it is one of shop/payments; pass that one to the patterns, with all ports'],
    'no ports': [(chart) => external(chart, { ports: [] }), 'shop/payments: ports is []; it must be a list of at least one element'],
    'a port without a protocol': [(chart) => external(chart, { ports: [{ name: 'http', number: 80 } as never] }),
      'shop/payments: ports[0].protocol is missing; it must be one of HTTP, HTTP2, GRPC, GRPC-WEB, HTTPS, TLS, TCP, MONGO, MYSQL, REDIS'],
    'TCP without addresses': [(chart) => external(chart, { ports: [SQL] }),
      'shop/payments: ports[0].protocol is "TCP"; it must be HTTP or TLS of some kind for a service without addresses: all connections to port 5432 would be '
      + 'taken for it; give the addresses that callers connect to, or dnsProxy if their proxies answer DNS'],
    'TCP for several hosts': [(chart) => external(chart, { hosts: ['a.example.com', 'b.example.com'], ports: [SQL], addresses: ['192.0.2.1'] }),
      'shop/payments: ports[0].protocol is "TCP"; it must be HTTP or TLS of some kind: other traffic does not tell which of several hosts it is for; '
      + 'write a ServiceEntry for each host'],
    'a wildcard that is looked up': [(chart) => external(chart, { hosts: ['*.example.com'], resolution: ServiceResolution.DNS }),
      'shop/payments: hosts[0] is "*.example.com"; it must be a DNS name without wildcards with resolution DNS and no endpoints; '
      + 'use resolution DYNAMIC_DNS or NONE'],
    'TLS within TLS': [(chart) => external(chart, { ports: [{ ...HTTP, protocol: Protocol.HTTPS }], tlsOrigination: {} }),
      'shop/payments: tlsOrigination is given and all ports carry TLS of the callers; it must be left out, as TLS would be there twice; '
      + 'give the port protocol HTTP, if callers speak plain text'],
    'TLS within TLS on one port': [(chart) => external(chart, { ports: [HTTP, TLS], tlsOrigination: { ports: [443] } }),
      'shop/payments: tlsOrigination.ports[0] is 443; it must be one of the ports without TLS of the callers (80)'],
    'TLS without a name': [
      (chart) => external(chart, { hosts: ['*.example.com'], ports: [SQL], addresses: ['192.0.2.0/24'], tlsOrigination: {} }),
      'shop/payments: tlsOrigination.sni is missing; it must be given for a host with a wildcard and port 5432: its traffic does not tell which host it is for',
    ],
    'a mode without TLS': [(chart) => external(chart, { tlsOrigination: { mode: ClientTlsMode.DISABLE } }),
      'shop/payments: tlsOrigination.mode is "DISABLE"; it must be one of SIMPLE, MUTUAL'],
    'mutual TLS without a certificate': [(chart) => external(chart, { tlsOrigination: { mode: ClientTlsMode.MUTUAL } }),
      'shop/payments: tlsOrigination.clientCertificate is missing; it must be given for mode MUTUAL; or give credential instead'],
    'a Secret that nobody reads': [(chart) => external(chart, { tlsOrigination: { credential: Credential.secret('ca') } }),
      'shop/payments: tlsOrigination.callers is missing; it must be given for a Secret as credential: Istio gives it to no other sidecars, which would send plain text; '
      + 'or use an egressGateway, a ConfigMap with authorities, or files'],
    'callers without a Secret': [(chart) => external(chart, { tlsOrigination: { callers: { app: 'checkout' } } }),
      'shop/payments: tlsOrigination.callers is given without a Secret as credential; it must be left out'],
    'callers beside a gateway': [
      (chart) => external(chart, { tlsOrigination: { callers: { app: 'checkout' }, credential: Credential.secret('ca') }, egressGateway: egress(chart) }),
      'shop/payments: tlsOrigination.callers is given with egressGateway; it must be left out; the gateway reads the credential',
    ],
    'a wildcard through a gateway': [(chart) => external(chart, { hosts: ['*.example.com'], egressGateway: egress(chart) }),
      'shop/payments: hosts[0] is "*.example.com"; it must be a host without a wildcard with egressGateway: the gateway would not know where to connect to'],
    'the address of the caller through a gateway': [(chart) => external(chart, { resolution: ServiceResolution.NONE, egressGateway: egress(chart) }),
      'shop/payments: resolution is "NONE"; it must be DNS, DNS_ROUND_ROBIN or STATIC with egressGateway: connections come to the address of the gateway'],
    'a service that the gateway does not see': [(chart) => external(chart, { exportTo: ['.', 'web'], egressGateway: egress(chart) }),
      'shop/payments: exportTo is [".","web"]; it must be a list with istio-system, the namespace of shop/egress; '
      + 'the gateway does not know a service that it does not see'],
    'two ports that a gateway takes for one': [
      (chart) => external(chart, { ports: [HTTP, { name: 'http-more', number: 8080, protocol: Protocol.HTTP }], egressGateway: egress(chart) }),
      'shop/payments: ports 80 and 8080 of api.example.com would both come to port 80 of shop/egress under that name; it must be one of them; leave one out',
    ],
    'copies that would go past the gateway': [
      (chart) => {
        external(chart, { egressGateway: egress(chart) });
        new MirroredService(chart, 'copies', { service: service(chart), mirrors: [{ to: Destination.of('api.example.com') }] });
      },
      'shop/copies: mirrors[0].to is behind an egress gateway; it must be reached without one, as copies would go past the gateway',
    ],
    'copies to several hosts': [
      (chart) => {
        const to = external(chart, { hosts: ['a.example.com', 'b.example.com'] });
        new MirroredService(chart, 'copies', { service: service(chart), mirrors: [{ to }] });
      },
      'shop/copies: mirrors[0].to has 2 hosts; it must have one, as copies go to one host',
    ],
    'copies to a wildcard': [
      (chart) => new MirroredService(chart, 'copies', { service: service(chart), mirrors: [{ to: external(chart, { hosts: ['*.example.com'] }) }] }),
      'shop/copies: mirrors[0].to has a host with a wildcard; it must have one without, as copies go to one host',
    ],
  });
});

describe('straight from the callers', () => {
  test('it composes as a service of the mesh does', () => {
    const all = objects((chart) => {
      const payments = external(chart, { ports: [HTTP, TLS], tlsOrigination: {} });
      new ResilientService(chart, 'resilience', { service: payments, timeout: seconds(3), retries: { attempts: 1 }, circuitBreaker: { maxConnections: 5 } });
      new FaultInjection(chart, 'broken', { service: payments, requests: [TESTER], abort: FaultAbort.http(503, { percentage: 100 }) });
      new MirroredService(chart, 'copies', { service: payments, mirrors: [{ to: service(chart) }] });
      new RequestTransform(chart, 'marked', { service: payments, headers: { request: { set: { 'x-shop': '1' } } } });
    });
    const forwarded = {
      retries: { attempts: 1 },
      timeout: '3s',
      mirrors: [{ destination: { host: 'reviews.shop.svc.cluster.local', port: { number: 9080 } }, percentage: { value: 100 } }],
      headers: { request: { set: { 'x-shop': '1' } } },
      route: [{ destination: { host: 'api.example.com', port: { number: 80 } } }],
    };
    expect(specOf(all, 'VirtualService')).toEqual({
      hosts: ['api.example.com'],
      http: [
        { ...forwarded, name: 'broken', match: [{ port: 80, headers: { 'end-user': { exact: 'tester' } } }], fault: { abort: { httpStatus: 503, percentage: { value: 100 } } } },
        { ...forwarded, name: 'copies', match: [{ port: 80 }] },
      ],
    });
    expect(specOf(all, 'DestinationRule').trafficPolicy).toMatchObject({
      connectionPool: { tcp: { maxConnections: 5 } },
      portLevelSettings: [{ port: { number: 80 }, connectionPool: { tcp: { maxConnections: 5 } }, tls: { mode: 'SIMPLE' } }],
    });
  });

  test('each of several hosts has its own routes', () => {
    const all = objects((chart) => {
      new ResilientService(chart, 'resilience', { service: external(chart, { hosts: ['a.example.com', '*.b.example.com'], resolution: ServiceResolution.NONE }), timeout: seconds(3) });
    });
    const routed = (host: string) => ({ hosts: [host], http: [{ name: 'resilience', timeout: '3s', route: [{ destination: { host } }] }] });
    expect(specOf(all, 'VirtualService', 'payments-a-example-com')).toEqual(routed('a.example.com'));
    expect(specOf(all, 'VirtualService', 'payments-any-b-example-com')).toEqual(routed('*.b.example.com'));
  });

  test('copies of others reach it', () => {
    const all = objects((chart) => {
      new MirroredService(chart, 'copies', { service: service(chart), mirrors: [{ to: external(chart) }] });
    });
    expect(specOf(all, 'VirtualService').http).toMatchObject([{ mirrors: [{ destination: { host: 'api.example.com' } }] }]);
  });

  reports({
    'what needs HTTP where callers speak TLS': [
      (chart) => new ResilientService(chart, 'resilience', { service: external(chart, { ports: [TLS] }), timeout: seconds(3) }),
      'error shop/resilience: timeout needs a port with HTTP; the ports of api.example.com are tls (443); name the port http-…, http2-… or grpc-…, '
      + 'or remove what needs HTTP [CI0014]',
    ],
    'TLS that is said twice': [
      (chart) => external(chart, { tlsOrigination: {}, trafficPolicy: { tls: { mode: ClientTlsMode.SIMPLE } } }),
      'error shop/payments: tls for api.example.com is {"mode":"SIMPLE","caCertificates":"system","sni":"api.example.com","subjectAltNames":["api.example.com"]} '
      + 'and {"mode":"SIMPLE"}; it must be one value; set the field in one of them only [CI0012]',
    ],
  });
});

test('a Sidecar lets it be reached', () => {
  const all = objects((chart) => new SidecarScope(chart, 'scope', { calls: [external(chart, { hosts: ['a.example.com', 'b.example.com'] })] }));
  expect(specOf(all, 'Sidecar').egress).toEqual([{ hosts: ['istio-system/*', 'shop/a.example.com', 'shop/b.example.com'] }]);
});

test('a Sidecar needs its namespace', () => {
  const app = new App();
  expect(() => external(new Chart(app, 'shop')).egressHosts).toThrow(new Error(
    'shop/payments: namespace is missing; it must be known where a Sidecar names the service; give it, or give the chart one'));
});

