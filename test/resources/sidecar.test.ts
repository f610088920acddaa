import { type Build, refuses, rendered, renderedSpec, without } from './support';
import {
  ApplicationEndpoint, CaptureMode, CipherSuite, EgressHost, OutboundTrafficMode, Protocol, Sidecar, type SidecarEgressListener,
  type SidecarIngressListener, type SidecarPort, type SidecarProps, type SidecarTls, SidecarTlsMode, TlsVersion, WorkloadSelector,
} from 'cdk8s-istio';

const port: Required<SidecarPort> = { number: 9443, protocol: Protocol.HTTPS, name: 'https' };

const tls: Required<SidecarTls> = {
  mode: SidecarTlsMode.MUTUAL,
  serverCertificate: '/etc/certs/tls.crt',
  privateKey: '/etc/certs/tls.key',
  caCertificates: '/etc/certs/ca.crt',
  caCrl: '/etc/certs/crl.pem',
  verifyCertificateSpki: ['dGVzdA=='],
  verifyCertificateHash: ['a'.repeat(64)],
  insecureSkipVerify: false,
  minProtocolVersion: TlsVersion.TLSV1_2,
  maxProtocolVersion: TlsVersion.TLSV1_3,
  cipherSuites: [CipherSuite.ECDHE_RSA_AES128_GCM_SHA256],
};

const ingress: Required<SidecarIngressListener> = {
  port,
  bind: '0.0.0.0',
  captureMode: CaptureMode.IPTABLES,
  defaultEndpoint: ApplicationEndpoint.localhost(8443),
  tls,
  connectionPool: { tcp: { maxConnections: 10 } },
};

const egress: Required<SidecarEgressListener> = {
  hosts: ['shop/*', EgressHost.host('*.example.com')],
  port: { number: 3306, protocol: Protocol.MYSQL, name: 'db' },
  bind: '127.0.0.1',
  captureMode: CaptureMode.NONE,
};

const everything: Required<SidecarProps> = {
  metadata: { name: 'reviews-sidecar' },
  workloadSelector: WorkloadSelector.labels({ app: 'reviews' }),
  ingress: [ingress, { port: { number: 8080 } }],
  egress: [egress, { hosts: [EgressHost.all()] }],
  inboundConnectionPool: { http: { http2MaxRequests: 100 } },
  outboundTrafficPolicy: OutboundTrafficMode.REGISTRY_ONLY,
};

function make(props: SidecarProps): Build {
  return (scope) => new Sidecar(scope, 'sidecar', props);
}

/** A Sidecar with one ingress listener. */
function taking(change: Partial<SidecarIngressListener>): Build {
  return make({ ingress: [{ port: { number: 8080, protocol: Protocol.HTTP }, ...change }] });
}

/** A Sidecar with one egress listener. */
function reaching(change: Partial<SidecarEgressListener>): Build {
  return make({ egress: [{ hosts: ['*/*'], ...change }] });
}

test('smallest', () => {
  expect(rendered(make({ outboundTrafficPolicy: OutboundTrafficMode.ALLOW_ANY }))).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    metadata: { name: 'sidecar', namespace: 'shop' },
    spec: { outboundTrafficPolicy: { mode: 'ALLOW_ANY' } },
  });
});

test('every property', () => {
  expect(rendered(make(everything))).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    metadata: { name: 'reviews-sidecar', namespace: 'shop' },
    spec: {
      egress: [
        {
          bind: '127.0.0.1',
          captureMode: 'NONE',
          hosts: ['shop/*', '*/*.example.com'],
          port: { name: 'db', number: 3306, protocol: 'MYSQL' },
        },
        { hosts: ['*/*'] },
      ],
      inboundConnectionPool: { http: { http2MaxRequests: 100 } },
      ingress: [
        {
          bind: '0.0.0.0',
          captureMode: 'IPTABLES',
          connectionPool: { tcp: { maxConnections: 10 } },
          defaultEndpoint: '127.0.0.1:8443',
          port: { name: 'https', number: 9443, protocol: 'HTTPS' },
          tls: {
            caCertificates: '/etc/certs/ca.crt',
            caCrl: '/etc/certs/crl.pem',
            cipherSuites: ['ECDHE-RSA-AES128-GCM-SHA256'],
            insecureSkipVerify: false,
            maxProtocolVersion: 'TLSV1_3',
            minProtocolVersion: 'TLSV1_2',
            mode: 'MUTUAL',
            privateKey: '/etc/certs/tls.key',
            serverCertificate: '/etc/certs/tls.crt',
            verifyCertificateHash: ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
            verifyCertificateSpki: ['dGVzdA=='],
          },
        },
        { port: { number: 8080 } },
      ],
      outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
      workloadSelector: { labels: { app: 'reviews' } },
    },
  });
});

test('where applications can listen', () => {
  const endpoints = [
    ApplicationEndpoint.localhostV6(80),
    ApplicationEndpoint.pod(80),
    ApplicationEndpoint.podV6(80),
    ApplicationEndpoint.unixSocket('unix:///var/run/app.sock'),
    ApplicationEndpoint.unixSocket('unix://@app'),
  ];
  const spec = (defaultEndpoint: ApplicationEndpoint) => renderedSpec(taking({ defaultEndpoint })).ingress as { defaultEndpoint: string }[];
  expect(endpoints.map((endpoint) => spec(endpoint)[0].defaultEndpoint)).toEqual([
    '[::1]:80', '0.0.0.0:80', '[::]:80', 'unix:///var/run/app.sock', 'unix://@app',
  ]);
});

test('what workloads can reach', () => {
  const hosts = [
    EgressHost.ownNamespace(),
    EgressHost.namespace('orders'),
    EgressHost.host('api.example.com'),
    EgressHost.without(EgressHost.namespace('legacy')),
    'data/db.example.com',
    '~data/*.test',
  ];
  const spec = renderedSpec(reaching({ hosts })).egress as { hosts: string[] }[];
  expect(spec[0].hosts).toEqual(['./*', 'orders/*', '*/api.example.com', '~legacy/*', 'data/db.example.com', '~data/*.test']);
  expect(renderedSpec(reaching({ hosts: [EgressHost.none()] })).egress).toEqual([{ hosts: ['~/*'] }]);
});

test('listeners of every kind', () => {
  const sockets: SidecarEgressListener[] = [
    { hosts: ['*/*'], port: { number: 0, protocol: Protocol.TCP }, bind: 'unix:///var/run/db.sock', captureMode: CaptureMode.NONE },
    { hosts: ['*/*'], port: { number: 0, protocol: Protocol.TCP }, bind: 'unix://@cache', captureMode: CaptureMode.DEFAULT },
    { hosts: ['*/*'], bind: '::1' },
  ];
  expect(renderedSpec(make({ egress: sockets })).egress).toEqual(sockets);
  const simple: SidecarTls = { mode: SidecarTlsMode.SIMPLE, serverCertificate: '/tls.crt', privateKey: '/tls.key' };
  expect(renderedSpec(taking({ port, tls: simple })).ingress).toEqual([{ port, tls: simple }]);
  const optional: SidecarTls = { ...simple, mode: SidecarTlsMode.OPTIONAL_MUTUAL, caCertificates: '/ca.crt' };
  expect(renderedSpec(taking({ port, tls: optional })).ingress).toEqual([{ port, tls: optional }]);
});

test('the construct knows its name and object', () => {
  rendered((scope) => {
    const sidecar = new Sidecar(scope, 'sidecar', everything);
    expect([sidecar.name, sidecar.apiObject.kind]).toEqual(['reviews-sidecar', 'Sidecar']);
  });
});

describe('what can never be right', () => {
  const host = 'it must be a namespace, "*" or ".", then "/", then "*", a fully qualified DNS name or one that starts with "*."; "~" before it takes hosts out';
  const socket: Partial<SidecarEgressListener> = { bind: 'unix:///db.sock', port: { number: 0, protocol: Protocol.TCP } };
  refuses({
    'nothing said': [make({}), 'shop/sidecar: none of ingress, egress, inboundConnectionPool, outboundTrafficPolicy is given; it must be at least one'],
    'only who, not what': [make({ workloadSelector: WorkloadSelector.labels({ app: 'a' }) }), 'shop/sidecar: none of ingress, egress, inboundConnectionPool, outboundTrafficPolicy is given; it must be at least one'],
    'labels without their factory': [make({ ...everything, workloadSelector: { app: 'a' } as unknown as WorkloadSelector }), 'shop/sidecar: workloadSelector is {"app":"a"}; it must be a WorkloadSelector; use WorkloadSelector.fromWorkload or WorkloadSelector.labels'],
    'a mode of the mesh alone': [make({ outboundTrafficPolicy: 'ALLOW_ANY_DYNAMIC_DNS' as OutboundTrafficMode }), 'shop/sidecar: outboundTrafficPolicy is "ALLOW_ANY_DYNAMIC_DNS"; it must be one of REGISTRY_ONLY, ALLOW_ANY'],
    'limits of nothing': [make({ inboundConnectionPool: {} }), 'shop/sidecar: inboundConnectionPool is {}; it must be limits for tcp, http or both'],
    'no ingress, said so': [make({ ingress: [] }), 'shop/sidecar: ingress is []; it must be a list of at least one element; leave it out for what Istio knows of the workload'],
    'no egress, said so': [make({ egress: [] }), 'shop/sidecar: egress is []; it must be a list of at least one element; leave it out for all hosts, or give EgressHost.none() for none'],
    'a port that is none': [taking({ port: { number: 0 } }), 'shop/sidecar: ingress[0].port.number is 0; it must be between 1 and 65535'],
    'a port twice': [make({ ingress: [ingress, ingress] }), 'shop/sidecar: ingress[1].port.number is 9443; it must be given once'],
    'a port whose name is none': [taking({ port: { number: 80, name: 'a_b' } }), 'shop/sidecar: ingress[0].port.name is "a_b"; it must be letters, digits and "-", with a letter or digit at both ends, at most 63 characters'],
    'what is taken at a socket': [taking({ bind: 'unix:///a.sock' }), 'shop/sidecar: ingress[0].bind is "unix:///a.sock"; it must be an IP address'],
    'TLS on a port without': [taking({ tls }), 'shop/sidecar: ingress[0].port.protocol is "HTTP"; it must be HTTPS or TLS next to tls'],
    'TLS on a port to be found out': [taking({ port: { number: 80 }, tls }), 'shop/sidecar: ingress[0].port.protocol is missing; it must be HTTPS or TLS next to tls'],
    'authorities for callers that show nothing': [
      taking({ port, tls: { ...without(tls, 'caCrl'), mode: SidecarTlsMode.SIMPLE } }),
      'shop/sidecar: ingress[0].tls.caCertificates is given with mode SIMPLE; it must be left out: it has no effect there',
    ],
    'a mode of gateways alone': [taking({ port, tls: { ...tls, mode: 'ISTIO_MUTUAL' as SidecarTlsMode } }), 'shop/sidecar: ingress[0].tls.mode is "ISTIO_MUTUAL"; it must be one of SIMPLE, MUTUAL, OPTIONAL_MUTUAL'],
    'callers that nobody vouches for': [taking({ port, tls: without(tls, 'caCertificates') }), 'shop/sidecar: ingress[0].tls.caCertificates is missing; it must be given for mode MUTUAL'],
    'callers that may show what nobody vouches for': [
      taking({ port, tls: { ...without(tls, 'caCertificates'), mode: SidecarTlsMode.OPTIONAL_MUTUAL } }),
      'shop/sidecar: ingress[0].tls.caCertificates is missing; it must be given for mode OPTIONAL_MUTUAL',
    ],
    'limits of HTTP where there is none': [
      taking({ port: { number: 80, protocol: Protocol.TCP }, connectionPool: { http: { maxRetries: 1 } } }),
      'shop/sidecar: ingress[0].connectionPool.http is given for protocol TCP; it must be left out: it has no effect there',
    ],
    'an application that listens nowhere': [() => ApplicationEndpoint.localhost(0), 'ApplicationEndpoint.localhost: port is 0; it must be between 1 and 65535'],
    'an application at a folder': [() => ApplicationEndpoint.unixSocket('/var/run/'), 'ApplicationEndpoint.unixSocket: address is "/var/run/"; it must be unix:// and the absolute path of a file, or "@" and an abstract name'],
    'no host': [reaching({ hosts: [] }), 'shop/sidecar: egress[0].hosts is []; it must be a list of at least one element'],
    'a host twice': [reaching({ hosts: ['*/*', '*/*'] }), 'shop/sidecar: egress[0].hosts[1] is "*/*"; it must be given once'],
    'a host without a namespace': [reaching({ hosts: ['api.example.com'] }), `shop/sidecar: egress[0].hosts[0] is "api.example.com"; ${host}`],
    'a host that is short': [reaching({ hosts: ['shop/reviews'] }), `shop/sidecar: egress[0].hosts[0] is "shop/reviews"; ${host}`],
    'a wildcard within a label': [reaching({ hosts: ['shop/*-a.example.com'] }), `shop/sidecar: egress[0].hosts[0] is "shop/*-a.example.com"; ${host}`],
    'a namespace that is none': [() => EgressHost.namespace('sh_op'), `EgressHost.namespace: the value is "sh_op/*"; ${host}`],
    'a short host': [() => EgressHost.host('reviews'), `EgressHost.host: the value is "*/reviews"; ${host}`],
    'what is taken out twice': [() => EgressHost.without('~shop/*'), `EgressHost.without: the value is "~~shop/*"; ${host}`],
    'two listeners without a port': [make({ egress: [{ hosts: ['*/*'] }, { hosts: ['*/*'] }] }), 'shop/sidecar: egress[0].port is missing; it must be given in all listeners but the last'],
    'two listeners on one port': [make({ egress: [egress, egress] }), 'shop/sidecar: egress[1].port.number is 3306; it must be given once'],
    'two listeners at one socket': [make({ egress: [{ ...egress, ...socket }, { ...egress, ...socket }] }), 'shop/sidecar: egress[1].bind is "unix:///db.sock"; it must be given once'],
    'the port 0 without a socket': [reaching({ port: { number: 0 } }), 'shop/sidecar: egress[0].port.number is 0; it must be between 1 and 65535'],
    'an address that is none': [reaching({ bind: 'localhost' }), 'shop/sidecar: egress[0].bind is "localhost"; it must be an IP address'],
    'a socket that is a folder': [reaching({ ...socket, bind: 'unix:///run/' }), 'shop/sidecar: egress[0].bind is "unix:///run/"; it must be unix:// and the absolute path of a file, or "@" and an abstract name'],
    'a socket without a protocol': [reaching({ ...socket, port: { number: 0 } }), 'shop/sidecar: egress[0].port.protocol is missing; it must be given for a Unix domain socket'],
    'a socket with a port': [reaching({ ...socket, port: { number: 80, protocol: Protocol.TCP } }), 'shop/sidecar: egress[0].port.number is 80; it must be 0 for a listener that is bound to a Unix domain socket'],
    'a socket that is redirected to': [reaching({ ...socket, captureMode: CaptureMode.IPTABLES }), 'shop/sidecar: egress[0].captureMode is "IPTABLES"; it must be DEFAULT or NONE for a Unix domain socket'],
  });
});
