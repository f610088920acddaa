import { type Examples, istio, yaml } from './example';

const gateway = (servers: string, name = 'edge') => istio('Gateway', name, `{selector: {istio: ingressgateway}, servers: ${servers}}`);
const http = (more: string, name = 'edge') => gateway(`[{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"], ${more}}]`, name);
const tls = (block: string, name = 'edge') => gateway(`[{port: {number: 443, name: https, protocol: HTTPS}, hosts: ["*"], tls: ${block}}]`, name);

/** Examples for the checks of what the servers of Gateways say. */
export const GATEWAY_SERVER_EXAMPLES: Examples = {
  CI0440: {
    wrong: yaml(gateway('[]'), istio('Gateway', 'none', '{selector: {istio: ingressgateway}}'), gateway('[{port: {number: 80, name: http, protocol: HTTP}, hosts: []}]', 'hosts')),
    finds: [
      'error app/edge: spec.servers is []; it must be a list of at least one server; add a server with a port and hosts; "*" is any host [CI0440]',
      'error app/hosts: spec.servers[0].hosts is []; it must be a list of at least one host; add a server with a port and hosts; "*" is any host [CI0440]',
      'error app/none: spec.servers is missing; it must be a list of at least one server; add a server with a port and hosts; "*" is any host [CI0440]',
    ],
    right: http('name: web'),
  },
  CI0441: {
    wrong: gateway('[{hosts: [shop, "*shop.example.com", "~/a.example.com", "/a.example.com", "shop/", shop/a.example.1]}]'),
    finds: [
      'error app/edge: spec.servers[0].hosts[0] is "shop"; it must be a full host name, with a "."; write the full name of the host [CI0441]',
      'error app/edge: spec.servers[0].hosts[1] is "*shop.example.com"; it must be a host that has "*" as its whole first label, or not at all; write the full name of the host [CI0441]',
      'error app/edge: spec.servers[0].hosts[2] is "~/a.example.com"; it must be namespace/host, where the namespace is a name, "." or "*"; write the full name of the host [CI0441]',
      'error app/edge: spec.servers[0].hosts[3] is "/a.example.com"; it must be namespace/host, where the namespace is a name, "." or "*"; write the full name of the host [CI0441]',
      'error app/edge: spec.servers[0].hosts[4] is "shop/"; it must be a full host name, with a "."; write the full name of the host [CI0441]',
      'error app/edge: spec.servers[0].hosts[5] is "shop/a.example.1"; it must be a DNS name: labels of at most 63 letters, digits and "-", joined by ".", the last one not a number, or such a name after "*" or "*."; write the full name of the host [CI0441]',
    ],
    right: gateway('[{hosts: ["*", "*.example.com", shop/a.example.com, "./*", "*/b.example.com", 192.0.2.7]}]'),
  },
  CI0442: {
    wrong: gateway('[{port: {name: http}}, {port: {name: http}}, {port: {name: ""}}]'),
    finds: [
      'error app/edge: spec.servers[1].port.name is "http"; it must be a name that no other port of the Gateway has; give the port a name of its own, such as https-shop [CI0442]',
      'error app/edge: spec.servers[2].port.name is ""; it must be a name; give the port a name of its own, such as https-shop [CI0442]',
    ],
    right: gateway('[{port: {name: http}}, {port: {name: https}}]'),
  },
  CI0443: {
    wrong: gateway('[{port: {number: 0, protocol: HTTP}}, {port: {number: 65536, protocol: HTTP3}}, {port: {number: 80, protocol: "", targetPort: 8080}}]'),
    finds: [
      'error app/edge: spec.servers[0].port.number is 0; it must be between 1 and 65535; correct the port [CI0443]',
      'error app/edge: spec.servers[1].port.number is 65536; it must be between 1 and 65535; correct the port [CI0443]',
      'error app/edge: spec.servers[1].port.protocol is "HTTP3"; it must be one of HTTP, HTTP2, GRPC, GRPC-WEB, HTTPS, TLS, TCP, MONGO, MYSQL, REDIS, UDP, HTTP_PROXY; correct the port [CI0443]',
      'error app/edge: spec.servers[2].port.protocol is ""; it must be one of HTTP, HTTP2, GRPC, GRPC-WEB, HTTPS, TLS, TCP, MONGO, MYSQL, REDIS, UDP, HTTP_PROXY; correct the port [CI0443]',
      'error app/edge: spec.servers[2].port.targetPort is given; it must be left out: it has no effect; correct the port [CI0443]',
    ],
    right: gateway('[{port: {number: 80, protocol: http}}, {port: {number: 0, protocol: HTTP}, bind: "unix:///run/edge"}, {port: {number: 53, protocol: UDP, targetPort: 0}}]'),
  },
  CI0444: {
    wrong: yaml(http('bind: localhost'), http('bind: "unix://"', 'empty'), gateway('[{port: {number: 80}, bind: "unix:///run/"}]', 'folder')),
    finds: [
      'error app/edge: spec.servers[0].bind is "localhost"; it must be an IP address, or unix:// and a path; correct bind, or leave it out for all addresses [CI0444]',
      'error app/empty: spec.servers[0].bind is "unix://"; it must be unix:// and an absolute path to a file, or "@" and the name of an abstract socket; correct bind, or leave it out for all addresses [CI0444]',
      'error app/empty: spec.servers[0].port.number is 80; it must be 0 for a Unix domain socket; correct bind, or leave it out for all addresses [CI0444]',
      'error app/folder: spec.servers[0].bind is "unix:///run/"; it must be unix:// and an absolute path to a file, or "@" and the name of an abstract socket; correct bind, or leave it out for all addresses [CI0444]',
      'error app/folder: spec.servers[0].port.number is 80; it must be 0 for a Unix domain socket; correct bind, or leave it out for all addresses [CI0444]',
    ],
    right: yaml(http('bind: 0.0.0.0'), http('bind: "::1"', 'loopback'), gateway('[{port: {number: 0}, bind: "unix://@edge"}]', 'socket')),
  },
  CI0445: {
    wrong: tls('{mode: SIMPLE, credentialName: a, httpsRedirect: true}'),
    finds: [
      'warning app/edge: spec.servers[0].tls.httpsRedirect is true for protocol HTTPS; it must be left out; set httpsRedirect on the server with protocol HTTP [CI0445]',
    ],
    right: http('tls: {httpsRedirect: true}'),
  },
  CI0446: {
    wrong: tls('{mode: SIMPLE, credentialName: a, minProtocolVersion: TLSV1_0}'),
    finds: [
      'warning app/edge: spec.servers[0].tls.minProtocolVersion is "TLSV1_0" without cipherSuites; it must come with some that the version has; leave minProtocolVersion out, or name cipherSuites such as ECDHE-RSA-AES128-SHA [CI0446]',
    ],
    right: yaml(tls('{mode: SIMPLE, credentialName: a, minProtocolVersion: TLSV1_1, cipherSuites: [ECDHE-RSA-AES128-SHA]}'), tls('{mode: SIMPLE, minProtocolVersion: TLSV1_2}', 'second')),
  },
  CI0447: {
    wrong: tls('{mode: SIMPLE, credentialName: a, cipherSuites: [AES128-SHA, AES128-SHA, TLS_RSA_WITH_AES_128_CBC_SHA]}'),
    finds: [
      'warning app/edge: spec.servers[0].tls.cipherSuites[1] is "AES128-SHA"; it must be a suite that is not named before; write the name as Envoy has it, such as ECDHE-RSA-AES128-GCM-SHA256 [CI0447]',
      'warning app/edge: spec.servers[0].tls.cipherSuites[2] is "TLS_RSA_WITH_AES_128_CBC_SHA"; it must be one of ECDHE-ECDSA-AES128-GCM-SHA256, ECDHE-RSA-AES128-GCM-SHA256, ECDHE-ECDSA-AES256-GCM-SHA384, ECDHE-RSA-AES256-GCM-SHA384, ECDHE-ECDSA-CHACHA20-POLY1305, ECDHE-RSA-CHACHA20-POLY1305, ECDHE-ECDSA-AES128-SHA, ECDHE-RSA-AES128-SHA, ECDHE-ECDSA-AES256-SHA, ECDHE-RSA-AES256-SHA, AES128-GCM-SHA256, AES256-GCM-SHA384, AES128-SHA, AES256-SHA, DES-CBC3-SHA; write the name as Envoy has it, such as ECDHE-RSA-AES128-GCM-SHA256 [CI0447]',
    ],
    right: tls('{mode: SIMPLE, credentialName: a, cipherSuites: [AES128-SHA, AES256-SHA]}'),
  },
  CI0448: {
    wrong: tls('{mode: SIMPLE, credentialName: a, minProtocolVersion: TLSV1_3, maxProtocolVersion: TLSV1_2}'),
    finds: [
      'error app/edge: spec.servers[0].tls.maxProtocolVersion is "TLSV1_2"; it must be at least minProtocolVersion, TLSV1_3; correct one of them, or leave it out [CI0448]',
    ],
    right: yaml(tls('{mode: SIMPLE, credentialName: a, minProtocolVersion: TLSV1_2, maxProtocolVersion: TLSV1_2}'), tls('{mode: SIMPLE, minProtocolVersion: TLSV1_3, maxProtocolVersion: TLS_AUTO}', 'second')),
  },
  CI0449: {
    wrong: tls('{mode: ISTIO_MUTUAL, credentialName: a, credentialNames: [a, b], caCertificates: /etc/ca.pem}'),
    finds: [
      'error app/edge: spec.servers[0].tls.caCertificates is given with mode ISTIO_MUTUAL; it must be left out; leave the certificates out, or use mode MUTUAL [CI0449]',
      'error app/edge: spec.servers[0].tls.credentialName is given with mode ISTIO_MUTUAL; it must be left out; leave the certificates out, or use mode MUTUAL [CI0449]',
      'error app/edge: spec.servers[0].tls.credentialNames is given with mode ISTIO_MUTUAL; it must be left out; leave the certificates out, or use mode MUTUAL [CI0449]',
    ],
    right: tls('{mode: ISTIO_MUTUAL, subjectAltNames: [a.example.com]}'),
  },
  CI0450: {
    wrong: yaml(tls('{mode: PASSTHROUGH, credentialName: a}'), tls('{mode: AUTO_PASSTHROUGH, caCrl: /etc/crl.pem}', 'automatic')),
    finds: [
      'warning app/automatic: spec.servers[0].tls.caCrl is given with mode AUTO_PASSTHROUGH; it must be left out: it has no effect there; leave the certificates out, or use mode SIMPLE or MUTUAL [CI0450]',
      'warning app/edge: spec.servers[0].tls.credentialName is given with mode PASSTHROUGH; it must be left out: it has no effect there; leave the certificates out, or use mode SIMPLE or MUTUAL [CI0450]',
    ],
    right: yaml(tls('{mode: PASSTHROUGH}'), tls('{mode: SIMPLE, credentialName: a}', 'second')),
  },
  CI0451: {
    wrong: yaml(tls('{mode: SIMPLE, credentialName: a, serverCertificate: /etc/cert.pem, privateKey: /etc/key.pem}'),
      tls('{mode: SIMPLE, serverCertificate: /etc/cert.pem, privateKey: /etc/key.pem, tlsCertificates: [{serverCertificate: a, privateKey: b}]}', 'files')),
    finds: [
      'error app/edge: spec.servers[0].tls.serverCertificate is given beside spec.servers[0].tls.credentialName; it must be one of them; keep one of them [CI0451]',
      'error app/files: spec.servers[0].tls.tlsCertificates is given beside spec.servers[0].tls.serverCertificate; it must be one of them; keep one of them [CI0451]',
    ],
    right: yaml(tls('{mode: SIMPLE, credentialName: a}'), tls('{mode: SIMPLE, credentialNames: [a, b]}', 'several'), tls('{mode: SIMPLE, serverCertificate: /etc/cert.pem, privateKey: /etc/key.pem}', 'files')),
  },
  CI0452: {
    wrong: yaml(tls('{mode: SIMPLE}'), tls('{mode: OPTIONAL_MUTUAL, tlsCertificates: [{serverCertificate: a}]}', 'mutual')),
    finds: [
      'error app/edge: spec.servers[0].tls.credentialName is missing; it must be given for mode SIMPLE, or serverCertificate and privateKey; give credentialName, with the name of a Secret of the gateway pods [CI0452]',
      'error app/mutual: spec.servers[0].tls.caCertificates is missing; it must be given for mode OPTIONAL_MUTUAL, or credentialName; give credentialName, with the name of a Secret of the gateway pods [CI0452]',
      'error app/mutual: spec.servers[0].tls.tlsCertificates[0].privateKey is missing; it must be given for mode OPTIONAL_MUTUAL, or credentialName; give credentialName, with the name of a Secret of the gateway pods [CI0452]',
    ],
    right: yaml(tls('{mode: MUTUAL, credentialName: a}'), tls('{mode: MUTUAL, serverCertificate: a, privateKey: b, caCertificates: c}', 'files'), tls('{mode: PASSTHROUGH}', 'passed')),
  },
  CI0453: {
    wrong: yaml(tls('{mode: SIMPLE, serverCertificate: a, privateKey: b, caCrl: c}'), tls('{mode: MUTUAL, credentialName: a, caCrl: c}', 'credential'), tls('{mode: PASSTHROUGH, credentialName: a, caCrl: c}', 'passed')),
    finds: [
      'warning app/credential: spec.servers[0].tls.caCrl is given beside a credential, which holds the list itself; it must be left out; put the list into the credential, or leave caCrl out [CI0453]',
      'error app/edge: spec.servers[0].tls.caCrl is given with mode SIMPLE; it must be left out; put the list into the credential, or leave caCrl out [CI0453]',
      'error app/passed: spec.servers[0].tls.caCrl is given beside credentialName; it must be left out; put the list into the credential, or leave caCrl out [CI0453]',
    ],
    right: tls('{mode: MUTUAL, serverCertificate: a, privateKey: b, caCertificates: c, caCrl: d}'),
  },
};
