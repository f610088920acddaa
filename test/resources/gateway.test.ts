import { type Build, refuses, rendered, renderedSpec, without } from './support';
import {
  CipherSuite, Credential, Gateway, type GatewayProps, Identity, Protocol, type Server, type ServerPort, type ServerTls, ServerTlsMode,
  type TlsCertificateFiles, TlsVersion,
} from 'cdk8s-istio';

const port: Required<ServerPort> = { number: 8443, protocol: Protocol.HTTPS, name: 'https' };

const files: Required<TlsCertificateFiles> = { serverCertificate: '/etc/certs/tls.crt', privateKey: '/etc/certs/tls.key' };

/** Every property of TLS, which no mode takes all at once. */
const tls: Required<ServerTls> = {
  mode: ServerTlsMode.MUTUAL,
  credential: Credential.secret('shop-cert'),
  credentials: [Credential.secret('shop-rsa'), Credential.secret('shop-ecdsa')],
  ...files,
  tlsCertificates: [files, { serverCertificate: '/etc/certs/ecdsa.crt', privateKey: '/etc/certs/ecdsa.key' }],
  caCertificates: '/etc/certs/ca.crt',
  caCredential: Credential.secret('shop-ca'),
  caCrl: '/etc/certs/crl.pem',
  subjectAltNames: [Identity.of('client.example.com')],
  verifyCertificateSpki: ['dGVzdA=='],
  verifyCertificateHash: ['a'.repeat(64)],
  insecureSkipVerify: false,
  minProtocolVersion: TlsVersion.TLSV1_2,
  maxProtocolVersion: TlsVersion.TLSV1_3,
  cipherSuites: [CipherSuite.ECDHE_RSA_AES128_GCM_SHA256, CipherSuite.ECDHE_ECDSA_CHACHA20_POLY1305],
};

const server: Required<Server> = {
  port,
  hosts: ['shop.example.com', 'shop/*.shop.example.com', './internal.example.com', '*/*', '10.0.0.1'],
  tls: without(tls, 'credentials', 'serverCertificate', 'privateKey', 'tlsCertificates', 'caCertificates', 'caCrl'),
  httpsRedirect: true,
  bind: '0.0.0.0',
  name: 'shop',
};

const everything: Required<GatewayProps> = {
  metadata: { name: 'shop-edge', namespace: 'edge' },
  selector: { istio: 'ingressgateway' },
  servers: [
    without(server, 'httpsRedirect'),
    { ...without(server, 'tls'), name: 'plain', port: { number: 8080, protocol: Protocol.HTTP, name: 'http' } },
  ],
};

function make(props: Partial<GatewayProps>): Build {
  return (scope) => new Gateway(scope, 'edge', { selector: { istio: 'ingressgateway' }, servers: [], ...props });
}

/** A gateway with one server for HTTP. */
function serving(change: Partial<Server>): Build {
  return make({ servers: [{ port: { number: 80, protocol: Protocol.HTTP, name: 'http' }, hosts: ['*'], ...change }] });
}

/** A gateway with one server for HTTPS. */
function securing(value: ServerTls): Build {
  return serving({ port, tls: value });
}

test('smallest', () => {
  expect(rendered(serving({}))).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name: 'edge', namespace: 'shop' },
    spec: {
      selector: { istio: 'ingressgateway' },
      servers: [{ hosts: ['*'], port: { name: 'http', number: 80, protocol: 'HTTP' } }],
    },
  });
});

test('every property', () => {
  expect(rendered(make(everything))).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name: 'shop-edge', namespace: 'edge' },
    spec: {
      selector: { istio: 'ingressgateway' },
      servers: [
        {
          bind: '0.0.0.0',
          hosts: [
            'shop.example.com',
            'shop/*.shop.example.com',
            './internal.example.com',
            '*/*',
            '10.0.0.1',
          ],
          name: 'shop',
          port: { name: 'https', number: 8443, protocol: 'HTTPS' },
          tls: {
            caCertCredentialName: 'shop-ca',
            cipherSuites: ['ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-CHACHA20-POLY1305'],
            credentialName: 'shop-cert',
            insecureSkipVerify: false,
            maxProtocolVersion: 'TLSV1_3',
            minProtocolVersion: 'TLSV1_2',
            mode: 'MUTUAL',
            subjectAltNames: ['client.example.com'],
            verifyCertificateHash: [
              'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
            ],
            verifyCertificateSpki: ['dGVzdA=='],
          },
        },
        {
          bind: '0.0.0.0',
          hosts: [
            'shop.example.com',
            'shop/*.shop.example.com',
            './internal.example.com',
            '*/*',
            '10.0.0.1',
          ],
          name: 'plain',
          port: { name: 'http', number: 8080, protocol: 'HTTP' },
          tls: { httpsRedirect: true },
        },
      ],
    },
  });
});

test('every mode of TLS', () => {
  const rest = without(tls, 'credential', 'credentials', 'tlsCertificates');
  const modes: ServerTls[] = [
    { mode: ServerTlsMode.PASSTHROUGH },
    { mode: ServerTlsMode.AUTO_PASSTHROUGH },
    { mode: ServerTlsMode.ISTIO_MUTUAL, subjectAltNames: [Identity.of('spiffe://cluster.local/ns/shop/sa/web')] },
    { mode: ServerTlsMode.SIMPLE, credential: Credential.secret('shop-cert') },
    { mode: ServerTlsMode.SIMPLE, credentials: tls.credentials },
    { mode: ServerTlsMode.SIMPLE, ...files },
    { mode: ServerTlsMode.OPTIONAL_MUTUAL, tlsCertificates: tls.tlsCertificates, caCertificates: tls.caCertificates },
    rest,
  ];
  expect(modes.map((mode) => (renderedSpec(securing(mode)).servers as { tls: unknown }[])[0].tls)).toEqual([
    { mode: 'PASSTHROUGH' },
    { mode: 'AUTO_PASSTHROUGH' },
    { mode: 'ISTIO_MUTUAL', subjectAltNames: ['spiffe://cluster.local/ns/shop/sa/web'] },
    { credentialName: 'shop-cert', mode: 'SIMPLE' },
    { credentialNames: ['shop-rsa', 'shop-ecdsa'], mode: 'SIMPLE' },
    { mode: 'SIMPLE', privateKey: '/etc/certs/tls.key', serverCertificate: '/etc/certs/tls.crt' },
    {
      caCertificates: '/etc/certs/ca.crt',
      mode: 'OPTIONAL_MUTUAL',
      tlsCertificates: [
        { privateKey: '/etc/certs/tls.key', serverCertificate: '/etc/certs/tls.crt' },
        { privateKey: '/etc/certs/ecdsa.key', serverCertificate: '/etc/certs/ecdsa.crt' },
      ],
    },
    {
      caCertCredentialName: 'shop-ca',
      caCertificates: '/etc/certs/ca.crt',
      caCrl: '/etc/certs/crl.pem',
      cipherSuites: ['ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-CHACHA20-POLY1305'],
      insecureSkipVerify: false,
      maxProtocolVersion: 'TLSV1_3',
      minProtocolVersion: 'TLSV1_2',
      mode: 'MUTUAL',
      privateKey: '/etc/certs/tls.key',
      serverCertificate: '/etc/certs/tls.crt',
      subjectAltNames: ['client.example.com'],
      verifyCertificateHash: ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
      verifyCertificateSpki: ['dGVzdA=='],
    },
  ]);
});

test('ports that carry no HTTP, and sockets', () => {
  const servers: Partial<Server>[] = [
    { port: { number: 9000, protocol: Protocol.TCP, name: 'tcp' } },
    { port: { number: 9443, protocol: Protocol.TLS, name: 'tls' }, tls: { mode: ServerTlsMode.PASSTHROUGH } },
    { port: { number: 0, protocol: Protocol.GRPC, name: 'grpc' }, bind: 'unix:///var/run/edge.sock' },
    { port: { number: 0, protocol: Protocol.GRPC_WEB, name: 'web' }, bind: 'unix://@edge', httpsRedirect: false },
  ];
  expect(servers.map((change) => (renderedSpec(serving(change)).servers as unknown[])[0])).toEqual([
    { hosts: ['*'], port: { name: 'tcp', number: 9000, protocol: 'TCP' } },
    { hosts: ['*'], port: { name: 'tls', number: 9443, protocol: 'TLS' }, tls: { mode: 'PASSTHROUGH' } },
    { bind: 'unix:///var/run/edge.sock', hosts: ['*'], port: { name: 'grpc', number: 0, protocol: 'GRPC' } },
    {
      bind: 'unix://@edge',
      hosts: ['*'],
      port: { name: 'web', number: 0, protocol: 'GRPC-WEB' },
      tls: { httpsRedirect: false },
    },
  ]);
});

test('an empty selector is every gateway', () => {
  expect(renderedSpec(make({ selector: {}, servers: everything.servers })).selector).toEqual({});
});

test('the construct knows its name, and how others name it', () => {
  rendered((scope) => {
    const gateway = new Gateway(scope, 'edge', everything);
    expect([gateway.name, gateway.reference]).toEqual(['shop-edge', 'edge/shop-edge']);
  });
  rendered((scope) => {
    expect(new Gateway(scope, 'edge', without(everything, 'metadata')).reference).toBe('shop/edge');
  });
});

describe('what can never be right', () => {
  refuses({
    'a dot in the name': [make({ ...everything, metadata: { name: 'edge.v1' } }), 'shop/edge: metadata.name is "edge.v1"; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters'],
    'no server': [make({}), 'shop/edge: servers is []; it must be a list of at least one element'],
    'a selector with a wildcard': [make({ ...everything, selector: { istio: '*' } }), 'shop/edge: selector.istio is "*"; it must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, at most 63 characters'],
    'two ports of one name': [make({ servers: [everything.servers[1], { ...everything.servers[1], name: 'other' }] }), 'shop/edge: servers[1].port.name is "http"; it must be a name of its own'],
    'two servers of one name': [make({ servers: [everything.servers[0], { ...everything.servers[1], name: 'shop' }] }), 'shop/edge: servers[1].name is "shop"; it must be a name of its own'],
    'no host': [serving({ hosts: [] }), 'shop/edge: servers[0].hosts is []; it must be a list of at least one element'],
    'a short name': [serving({ hosts: ['shop'] }), 'shop/edge: servers[0].hosts[0] is "shop"; it must be "*", a fully qualified DNS name or one that starts with "*.", optionally after "namespace/", "*/" or "./"'],
    'a wildcard within a label': [serving({ hosts: ['*-shop.example.com'] }), 'shop/edge: servers[0].hosts[0] is "*-shop.example.com"; it must be "*", a fully qualified DNS name or one that starts with "*.", optionally after "namespace/", "*/" or "./"'],
    'a namespace that is none': [serving({ hosts: ['sh_op/shop.example.com'] }), 'shop/edge: servers[0].hosts[0] is "sh_op/shop.example.com"; it must be "*", a fully qualified DNS name or one that starts with "*.", optionally after "namespace/", "*/" or "./"'],
    'a host that is empty': [serving({ hosts: ['shop/'] }), 'shop/edge: servers[0].hosts[0] is "shop/"; it must be "*", a fully qualified DNS name or one that starts with "*.", optionally after "namespace/", "*/" or "./"'],
    'no port': [serving({ port: { number: 0, protocol: Protocol.HTTP, name: 'http' } }), 'shop/edge: servers[0].port.number is 0; it must be between 1 and 65535'],
    'a port without a name': [serving({ port: { number: 80, protocol: Protocol.HTTP, name: '' } }), 'shop/edge: servers[0].port.name is ""; it must be a text that is not empty'],
    'a port of a socket': [serving({ bind: 'unix:///var/run/edge.sock' }), 'shop/edge: servers[0].port.number is 80; it must be 0 for a server that is bound to a Unix domain socket'],
    'a socket that is a folder': [serving({ bind: 'unix:///var/run/', port: { number: 0, protocol: Protocol.HTTP, name: 'http' } }), 'shop/edge: servers[0].bind is "unix:///var/run/"; it must be unix:// and the absolute path of a file, or "@" and an abstract name'],
    'a socket without a path': [serving({ bind: 'unix://edge', port: { number: 0, protocol: Protocol.HTTP, name: 'http' } }), 'shop/edge: servers[0].bind is "unix://edge"; it must be unix:// and the absolute path of a file, or "@" and an abstract name'],
    'an address that is none': [serving({ bind: 'localhost' }), 'shop/edge: servers[0].bind is "localhost"; it must be an IP address'],
    'a server without a name': [serving({ name: '' }), 'shop/edge: servers[0].name is ""; it must be a text that is not empty'],
    'HTTPS without TLS': [serving({ port }), 'shop/edge: servers[0].tls is missing; it must be given for protocol HTTPS'],
    'HTTP with TLS': [serving({ tls: { mode: ServerTlsMode.SIMPLE, credential: Credential.secret('shop-cert') } }), 'shop/edge: servers[0].tls is given for protocol HTTP; it must be left out: the port carries no TLS; use protocol HTTPS or TLS'],
    'HTTPS that sends to HTTPS': [serving({ port, tls: { mode: ServerTlsMode.PASSTHROUGH }, httpsRedirect: true }), 'shop/edge: servers[0].httpsRedirect is given for protocol HTTPS; it must be left out; give it to the server with protocol HTTP'],
    'TCP that sends to HTTPS': [serving({ port: { number: 80, protocol: Protocol.TCP, name: 'tcp' }, httpsRedirect: true }), 'shop/edge: servers[0].httpsRedirect is given for protocol TCP; it must be left out; give it to the server with protocol HTTP'],
    'TLS without a mode': [securing({} as ServerTls), 'shop/edge: servers[0].tls.mode is missing; it must be one of PASSTHROUGH, AUTO_PASSTHROUGH, SIMPLE, MUTUAL, OPTIONAL_MUTUAL, ISTIO_MUTUAL'],
    'TLS without a certificate': [securing({ mode: ServerTlsMode.SIMPLE }), 'shop/edge: servers[0].tls: none is given; it must be exactly one of credential, credentials, serverCertificate, tlsCertificates'],
    'TLS with two certificates': [securing(tls), 'shop/edge: servers[0].tls: credential and credentials and serverCertificate and tlsCertificates are given; it must be exactly one of credential, credentials, serverCertificate, tlsCertificates'],
    'a certificate that is passed by': [securing({ mode: ServerTlsMode.PASSTHROUGH, credential: Credential.secret('shop-cert') }), 'shop/edge: servers[0].tls.credential is given with mode PASSTHROUGH; it must be left out: it has no effect there'],
    'a certificate next to Istio\'s': [securing({ mode: ServerTlsMode.ISTIO_MUTUAL, credential: Credential.secret('shop-cert') }), 'shop/edge: servers[0].tls.credential is given with mode ISTIO_MUTUAL; it must be left out: it has no effect there'],
    'authorities for clients that show nothing': [securing({ mode: ServerTlsMode.SIMPLE, ...files, caCertificates: '/ca.crt' }), 'shop/edge: servers[0].tls.caCertificates is given with mode SIMPLE; it must be left out: it has no effect there'],
    'a certificate without a key': [securing({ mode: ServerTlsMode.SIMPLE, serverCertificate: '/tls.crt' }), 'shop/edge: servers[0].tls.privateKey is missing; it must be given next to serverCertificate'],
    'a key next to pairs': [securing({ mode: ServerTlsMode.SIMPLE, tlsCertificates: [files], privateKey: '/tls.key' }), 'shop/edge: servers[0].tls.privateKey and servers[0].tls.tlsCertificates are given; it must be one of them'],
    'a key next to a Secret': [securing({ mode: ServerTlsMode.SIMPLE, credential: Credential.secret('shop-cert'), privateKey: '/tls.key' }), 'shop/edge: servers[0].tls.privateKey and servers[0].tls.credential are given; it must be one of them'],
    'revoked certificates next to a Secret': [securing({ mode: ServerTlsMode.MUTUAL, credential: Credential.secret('shop-cert'), caCrl: '/crl.pem' }), 'shop/edge: servers[0].tls.caCrl and servers[0].tls.credential are given; it must be one of them'],
    'clients that nobody vouches for': [securing({ mode: ServerTlsMode.MUTUAL, ...files }), 'shop/edge: servers[0].tls.caCertificates is missing; it must be given for mode MUTUAL; or give credential instead'],
    'no Secret': [securing({ mode: ServerTlsMode.SIMPLE, credentials: [] }), 'shop/edge: servers[0].tls.credentials has 0 elements; it must have one or two'],
    'three pairs': [securing({ mode: ServerTlsMode.SIMPLE, tlsCertificates: [files, files, files] }), 'shop/edge: servers[0].tls.tlsCertificates has 3 elements; it must have one or two'],
    'a pair without a key': [securing({ mode: ServerTlsMode.SIMPLE, tlsCertificates: [{ ...files, privateKey: '' }] }), 'shop/edge: servers[0].tls.tlsCertificates[0].privateKey is ""; it must be a text that is not empty'],
    'a pair without a certificate': [securing({ mode: ServerTlsMode.SIMPLE, tlsCertificates: [{ ...files, serverCertificate: '' }] }), 'shop/edge: servers[0].tls.tlsCertificates[0].serverCertificate is ""; it must be a text that is not empty'],
    'a Secret that is none': [securing({ mode: ServerTlsMode.SIMPLE, credential: {} as never }), 'shop/edge: servers[0].tls.credential is {}; it must be a Credential; use Credential.fromSecret or Credential.secret'],
    'versions the wrong way round': [
      securing({
        mode: ServerTlsMode.ISTIO_MUTUAL,
        minProtocolVersion: TlsVersion.TLSV1_3,
        maxProtocolVersion: TlsVersion.TLSV1_2,
      }),
      'shop/edge: servers[0].tls.maxProtocolVersion is "TLSV1_2"; it must be at least minProtocolVersion (TLSV1_3)',
    ],
    'no names of clients': [securing({ mode: ServerTlsMode.ISTIO_MUTUAL, subjectAltNames: [] }), 'shop/edge: servers[0].tls.subjectAltNames is []; it must be a list of at least one element; leave it out to take any'],
    'no keys of clients': [securing({ mode: ServerTlsMode.MUTUAL, credential: Credential.secret('a'), verifyCertificateSpki: [] }), 'shop/edge: servers[0].tls.verifyCertificateSpki is []; it must be a list of at least one element; leave it out to take any'],
    'no certificates of clients': [securing({ mode: ServerTlsMode.MUTUAL, credential: Credential.secret('a'), verifyCertificateHash: [] }), 'shop/edge: servers[0].tls.verifyCertificateHash is []; it must be a list of at least one element; leave it out to take any'],
    'a cipher twice': [
      securing({ mode: ServerTlsMode.ISTIO_MUTUAL, cipherSuites: [CipherSuite.AES128_SHA, CipherSuite.AES128_SHA] }),
      'shop/edge: servers[0].tls.cipherSuites[1] is "AES128-SHA"; it must be given once',
    ],
  });
});
