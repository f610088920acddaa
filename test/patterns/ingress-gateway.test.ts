import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { findings, objects, objectsOf, refuses, reports, service, shop, spec, yaml } from './support';
import { without } from '../resources/support';
import {
  CipherSuite, Credential, ExposedService, Gateway, type GatewayListener, Identity, IngressGateway, type IngressGatewayProps,
  type ListenerTls, Protocol, ServerTlsMode, TlsVersion,
} from 'cdk8s-istio';

const listening = (...listeners: GatewayListener[]) => (chart: Chart) => new IngressGateway(chart, 'edge', { listeners });
const servers = (...listeners: GatewayListener[]) => spec('Gateway', listening(...listeners)).servers;
const hosts = ['shop.example.com'];

test('smallest', () => {
  expect(yaml(listening({ hosts }))).toMatchInlineSnapshot(`
"
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: edge
  namespace: shop
spec:
  selector:
    istio: ingressgateway
  servers:
    - hosts:
        - shop.example.com
      port:
        name: http
        number: 80
        protocol: HTTP
"
`);
});

/** Every property of TLS, which no mode takes all at once. */
const tls: Required<ListenerTls> = {
  mode: ServerTlsMode.MUTUAL,
  credentialName: 'shop-cert',
  credential: Credential.secret('shop-cert'),
  credentials: [Credential.secret('shop-rsa'), Credential.secret('shop-ecdsa')],
  serverCertificate: '/etc/certs/server.pem',
  privateKey: '/etc/certs/server.key',
  tlsCertificates: [{ serverCertificate: '/etc/certs/rsa.pem', privateKey: '/etc/certs/rsa.key' }],
  caCertificates: '/etc/certs/ca.pem',
  caCredential: Credential.secret('clients-ca'),
  caCrl: '/etc/certs/crl.pem',
  subjectAltNames: [Identity.of('partner.example.com')],
  verifyCertificateSpki: ['c3BraQ=='],
  verifyCertificateHash: ['00ff'],
  insecureSkipVerify: false,
  minProtocolVersion: TlsVersion.TLSV1_2,
  maxProtocolVersion: TlsVersion.TLSV1_3,
  cipherSuites: [CipherSuite.ECDHE_RSA_AES128_GCM_SHA256],
};
const secretsOnly = without(tls, 'serverCertificate', 'privateKey', 'tlsCertificates', 'caCertificates', 'caCrl');
const byName = without(secretsOnly, 'credential', 'credentials');
const oneSecret = without(secretsOnly, 'credentialName', 'credentials');
const twoSecrets = without(secretsOnly, 'credentialName', 'credential');
const files = without(tls, 'credentialName', 'credential', 'credentials', 'tlsCertificates', 'caCredential');
const pairs = without(tls, 'credentialName', 'credential', 'credentials', 'serverCertificate', 'privateKey', 'caCredential');

const subjectAltNames = ['partner.example.com'];

/** What becomes of the properties that say where certificates are, and whose. */
const written = {
  byName: { ...without(byName, 'caCredential'), subjectAltNames, caCertCredentialName: 'clients-ca' },
  oneSecret: { ...without(byName, 'caCredential'), subjectAltNames, caCertCredentialName: 'clients-ca' },
  twoSecrets: { ...without(twoSecrets, 'credentials', 'caCredential'), subjectAltNames, credentialNames: ['shop-rsa', 'shop-ecdsa'], caCertCredentialName: 'clients-ca' },
  files: { ...files, subjectAltNames },
  pairs: { ...pairs, subjectAltNames },
};

test('every property', () => {
  const listener: Required<GatewayListener> = { hosts, tls: byName, port: 443, protocol: Protocol.HTTPS, redirectHttp: true, name: 'shop' };
  const everything: Required<IngressGatewayProps> = { listeners: [listener], selector: { istio: 'ilb-gateway' } };
  expect(spec('Gateway', (chart) => new IngressGateway(chart, 'edge', everything))).toEqual({
    selector: { istio: 'ilb-gateway' },
    servers: [
      { port: { number: 443, name: 'shop', protocol: 'HTTPS' }, hosts, tls: written.byName },
      { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts, tls: { httpsRedirect: true } },
    ],
  });
});

const settingsOf: { [what in keyof typeof written]: ListenerTls } = { byName, oneSecret, twoSecrets, files, pairs };
test.each(Object.entries(settingsOf) as [keyof typeof written, ListenerTls][])(
  'every property of TLS: %s', (what, settings) => {
    expect(servers({ hosts, tls: settings })).toEqual([{ port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts, tls: written[what] }]);
  },
);

test.each<[ServerTlsMode | undefined, ListenerTls, string]>([
  [undefined, { credentialName: 'c' }, 'HTTPS'],
  [ServerTlsMode.SIMPLE, { credentialName: 'c' }, 'HTTPS'],
  [ServerTlsMode.MUTUAL, { credentialName: 'c' }, 'HTTPS'],
  [ServerTlsMode.OPTIONAL_MUTUAL, { credentialName: 'c' }, 'HTTPS'],
  [ServerTlsMode.ISTIO_MUTUAL, {}, 'HTTPS'],
  [ServerTlsMode.PASSTHROUGH, {}, 'TLS'],
  [ServerTlsMode.AUTO_PASSTHROUGH, {}, 'TLS'],
])('TLS of mode %s', (mode, settings, protocol) => {
  expect(servers({ hosts, tls: { ...settings, mode } })).toEqual([
    { port: { number: 443, name: protocol.toLowerCase(), protocol }, hosts, tls: { ...settings, mode: mode ?? 'SIMPLE' } },
  ]);
});

test('ports have names of their own: those given first, then those of the protocols with a number', () => {
  expect(servers(
    { hosts: ['a.example.com'] }, { hosts: ['b.example.com'], name: 'http' }, { hosts: ['c.example.com'] }, { hosts: ['d.example.com'], name: 'http-3' },
    { hosts: ['e.example.com'], tls: { credentialName: 'e' }, redirectHttp: true }, { hosts: ['f.example.com'], tls: { mode: ServerTlsMode.PASSTHROUGH } },
    { hosts: ['*'], port: 5432, protocol: Protocol.TCP },
  )).toMatchObject(['http-2', 'http', 'http-4', 'http-3', 'https', 'tls', 'tcp', 'http-5'].map((name) => ({ port: { name } })));
});

test('the hosts of all listeners that redirect are joined', () => {
  const to = (...names: string[]): GatewayListener => ({ hosts: names, tls: { credentialName: 'c' }, redirectHttp: true });
  expect((servers(to('b.example.com', 'a.example.com'), to('shop/c.example.com'), { ...to('d.example.com'), redirectHttp: false },
    { hosts: ['e.example.com'], tls: { mode: ServerTlsMode.PASSTHROUGH }, redirectHttp: true }) as unknown[]).slice(4)).toEqual([{
    port: { number: 80, name: 'http', protocol: 'HTTP' },
    hosts: ['a.example.com', 'b.example.com', 'e.example.com', 'shop/c.example.com'],
    tls: { httpsRedirect: true },
  }]);
});

test('VirtualServices name it with its namespace, if that is known', () => {
  expect(listening({ hosts })(shop().chart).reference).toBe('shop/edge');
  expect(listening({ hosts })(shop(null).chart).reference).toBe('edge');
});

test('its object can be patched', () => {
  const { app, chart } = shop();
  ApiObject.of(listening({ hosts })(chart)).addJsonPatch(JsonPatch.add('/spec/servers/0/name', 'shop'));
  expect(objectsOf(app)[0].spec.servers).toMatchObject([{ name: 'shop' }]);
});

test('a gateway of elsewhere writes nothing but is named', () => {
  const all = objects((chart) => {
    const edge = Gateway.named('edge', 'infra');
    expect(edge.reference).toBe('infra/edge');
    new ExposedService(chart, 'public', { service: service(chart), gateway: edge, hosts });
  });
  expect(all.map(({ kind, metadata, spec: { gateways } }) => [kind, metadata.name, gateways])).toEqual([
    ['VirtualService', 'edge-shop-example-com', ['infra/edge']],
  ]);
});

test('what is well is well', () => {
  expect(findings(listening({ hosts }, { hosts: ['*'], port: 31400, protocol: Protocol.TCP }))).toEqual([]);
});

const LABEL = 'it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters';
const secret = { credentialName: 'c' };

refuses({
  'a Secret by its name and as a construct': [
    listening({ hosts, tls: { credentialName: 'c', credential: Credential.secret('c') } }),
    'shop/edge: listeners[0].tls.credential and listeners[0].tls.credentialName are given; it must be one of them',
  ],
  'a Secret without a name': [
    listening({ hosts, tls: { credentialName: '' } }),
    'shop/edge: listeners[0].tls.credentialName is ""; it must be lower-case letters, digits, "-" and ".", with a letter or digit at both ends, ' +
    'at most 253 characters',
  ],
  'an id that no Gateway can be named by': [(chart) => new IngressGateway(chart, 'my.edge', { listeners: [{ hosts }] }), `shop/my.edge: id is "my.edge"; ${LABEL}`],
  'no listeners': [listening(), 'shop/edge: listeners is []; it must be a list of at least one element'],
  'no hosts': [listening({ hosts: [] }), 'shop/edge: listeners[0].hosts is []; it must be a list of at least one element'],
  'a short host': [
    listening({ hosts }, { hosts: ['*', 'shop'] }),
    'shop/edge: listeners[1].hosts[1] is "shop"; it must be "*", a fully qualified DNS name or one that starts with "*.", optionally after ' +
    '"namespace/", "*/" or "./"',
  ],
  'a port that is none': [listening({ hosts, port: 0 }), 'shop/edge: listeners[0].port is 0; it must be between 1 and 65535'],
  'an empty name': [listening({ hosts, name: '' }), 'shop/edge: listeners[0].name is ""; it must be a text that is not empty'],
  'one name twice': [
    listening({ hosts, name: 'web' }, { hosts: ['a.example.com'], name: 'web' }), 'shop/edge: listeners[1].name is "web"; it must be a name of its own',
  ],
  'TLS without a certificate': [
    listening({ hosts, tls: {} }),
    'shop/edge: listeners[0].tls: none is given; it must be exactly one of credential, credentials, serverCertificate, tlsCertificates',
  ],
  'a certificate where TLS is passed through': [
    listening({ hosts, tls: { ...secret, mode: ServerTlsMode.PASSTHROUGH } }),
    'shop/edge: listeners[0].tls.credentialName is given with mode PASSTHROUGH; it must be left out: it has no effect there',
  ],
  'HTTPS without TLS': [listening({ hosts, protocol: Protocol.HTTPS }), 'shop/edge: listeners[0].tls is missing; it must be given for protocol HTTPS'],
  'TLS on a plain port': [
    listening({ hosts, protocol: Protocol.HTTP, tls: secret }),
    'shop/edge: listeners[0].tls is given for protocol HTTP; it must be left out: the port carries no TLS; use protocol HTTPS or TLS',
  ],
  'a redirect without TLS': [
    listening({ hosts, redirectHttp: true }),
    'shop/edge: listeners[0].redirectHttp is true; it must be left out for a listener that does not speak HTTPS; give the listener tls',
  ],
  'a redirect of connections': [
    listening({ hosts, redirectHttp: true, tls: secret, protocol: Protocol.TLS }),
    'shop/edge: listeners[0].redirectHttp is true; it must be left out for a listener that does not speak HTTPS; give the listener tls',
  ],
  'a redirect to another network': [
    listening({ hosts, redirectHttp: true, tls: { mode: ServerTlsMode.AUTO_PASSTHROUGH } }),
    'shop/edge: listeners[0].redirectHttp is true; it must be left out for a listener that does not speak HTTPS; give the listener tls',
  ],
  'a redirect to another port': [
    listening({ hosts, redirectHttp: true, tls: secret, port: 8443 }),
    'shop/edge: listeners[0].redirectHttp is true; it must be left out for a listener on port 8443: clients are sent to port 443; listen on 443',
  ],
  'a selector that no pod can have': [
    (chart) => new IngressGateway(chart, 'edge', { listeners: [{ hosts }], selector: { istio: 'a b' } }),
    'shop/edge: selector.istio is "a b"; it must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, at most 63 characters',
  ],
});

reports({
  'plain HTTP and a redirect for one host': [
    listening({ hosts }, { hosts, tls: { mode: ServerTlsMode.PASSTHROUGH }, redirectHttp: true }),
    'warning shop/edge: spec.servers[2].hosts has "shop.example.com" on port 80; it must be on one server of the port, and spec.servers[0] of Gateway ' +
    'shop/edge has it as well; use another port or another host, or join the servers [CI0402]',
  ],
  'a gateway in a chart without a namespace, for a service in one': [
    (chart, app) => {
      const plain = new Chart(app, 'plain');
      new ExposedService(chart, 'public', { service: service(chart), gateway: listening({ hosts })(plain), hosts });
    },
    'error shop/public/VirtualService: spec.gateways[0] is "edge"; it must be "mesh" or a Gateway; there is no Gateway shop/edge; ' +
    'correct the name, or add it to knownGateways of the Mesh if it exists elsewhere [CI0107]',
  ],
});
