import { type Examples, istio, yaml } from './example';

const sidecar = (spec: string, name = 'default') => istio('Sidecar', name, `{${spec}}`);
const TO = "hosts: ['./*']";

/** Examples for what Istio refuses of the listeners of Sidecars. */
export const SIDECAR_LISTENER_EXAMPLES: Examples = {
  CI0740: {
    wrong: yaml(sidecar(''), sidecar('workloadSelector: {labels: {app: cart}}, egress: []', 'cart')),
    finds: [
      'error app/cart: spec says nothing; it must have egress, ingress, outboundTrafficPolicy or inboundConnectionPool; write egress: '
        + '[{hosts: ["*/*"]}] for what a proxy does without a Sidecar [CI0740]',
      'error app/default: spec says nothing; it must have egress, ingress, outboundTrafficPolicy or inboundConnectionPool; write egress: '
        + '[{hosts: ["*/*"]}] for what a proxy does without a Sidecar [CI0740]',
    ],
    right: yaml(sidecar(`egress: [{${TO}}]`), sidecar('outboundTrafficPolicy: {}', 'cart')),
  },
  CI0741: {
    wrong: sidecar(`ingress: [{port: {number: 0, protocol: HTTP, name: a b, targetPort: 8080}}],
      egress: [{port: {number: 65536, protocol: HTPP}, ${TO}}, {port: {number: 80, targetPort: 81}, ${TO}}]`),
    finds: [
      'error app/default: spec.egress[0].port.number is 65536; it must be between 1 and 65535; correct the port [CI0741]',
      'error app/default: spec.egress[0].port.protocol is "HTPP"; it must be one of HTTP, HTTP2, GRPC, GRPC-WEB, HTTPS, TLS, TCP, MONGO, '
        + 'MYSQL, REDIS, UDP, HTTP_PROXY; correct the port [CI0741]',
      'error app/default: spec.egress[1].port.targetPort is 81; it must be left out; leave it out [CI0741]',
      'error app/default: spec.ingress[0].port.name is "a b"; it must be at most 63 letters, digits and "-", with a letter or digit at '
        + 'both ends; correct the port [CI0741]',
      'error app/default: spec.ingress[0].port.number is 0; it must be between 1 and 65535; correct the port [CI0741]',
      'error app/default: spec.ingress[0].port.targetPort is 8080; it must be left out; write defaultEndpoint instead [CI0741]',
    ],
    right: sidecar(`ingress: [{port: {number: 80, protocol: HTTP, name: http}}], egress: [{port: {number: 0, protocol: http, name: ''}, bind: 'unix:///run/out', ${TO}}]`),
  },
  CI0742: {
    wrong: sidecar(`ingress: [{port: {number: 80}, bind: 'unix:///run/in'}], egress: [{port: {number: 80}, bind: here, ${TO}}, {port: {number: 0}, bind: 127.0.0.1, ${TO}},
      {port: {}, bind: 'unix://run/', captureMode: IPTABLES, ${TO}}]`),
    finds: [
      'error app/default: spec.egress[0].bind is "here"; it must be an IP address; for unix:// the port is 0; correct bind, or leave it '
        + 'out beside a port [CI0742]',
      'error app/default: spec.egress[1].bind is "127.0.0.1"; it must be unix:// and the path of a socket with port 0; write the path, or '
        + 'the number of the port [CI0742]',
      'error app/default: spec.egress[2].bind is "unix://run/"; it must be unix:// and an absolute path to a file, or "@" and the name of '
        + 'an abstract socket; correct bind, or leave it out beside a port [CI0742]',
      'error app/default: spec.egress[2].captureMode is "IPTABLES"; it must be NONE, or left out, for a Unix domain socket; leave it out [CI0742]',
      'error app/default: spec.ingress[0].bind is "unix:///run/in"; it must be an IP address; correct bind, or leave it out beside a port [CI0742]',
    ],
    right: sidecar(`ingress: [{port: {number: 80}, bind: 127.0.0.1}, {port: {number: 81}}], egress: [{port: {number: 80}, bind: '::1', captureMode: IPTABLES, ${TO}},
      {port: {number: 0}, bind: 'unix:///run/out', captureMode: NONE, ${TO}}, {port: {number: 0}, bind: 'unix://@out', ${TO}}]`),
  },
  CI0743: {
    wrong: sidecar(`ingress: [{port: {number: 80}}, {port: {number: 80}, bind: 127.0.0.1}], egress: [{port: {number: 80}, ${TO}}, {port: {number: 80}, ${TO}},
      {port: {number: 0}, bind: 'unix:///a', ${TO}}, {port: {number: 0}, bind: 'unix:///a', ${TO}}]`),
    finds: [
      'error app/default: spec.egress[1].port.number is 80; it must be a port that no listener before has; join the listeners, or change a '
        + 'port [CI0743]',
      'error app/default: spec.egress[3].bind is "unix:///a"; it must be a socket that no listener before has; join the listeners, or '
        + 'change a port [CI0743]',
      'error app/default: spec.ingress[1].port.number is 80; it must be a port that no listener before has; join the listeners, or change '
        + 'a port [CI0743]',
    ],
    right: sidecar(`ingress: [{port: {number: 80}}, {port: {number: 81}}], egress: [{port: {number: 80}, ${TO}}, {port: {number: 0}, bind: 'unix:///a', ${TO}}, {${TO}}]`),
  },
  CI0744: {
    wrong: sidecar(`egress: [{${TO}}, {port: {number: 80}, ${TO}}, {${TO}}]`),
    finds: [
      'error app/default: spec.egress[0] has no port; it must be the last one of egress; move it to the end, and join it with others '
        + 'without a port [CI0744]',
    ],
    right: sidecar(`egress: [{port: {number: 80}, ${TO}}, {${TO}}]`),
  },
  CI0745: {
    wrong: sidecar(`ingress: [{port: {number: 80}, defaultEndpoint: 127.0.0.1}, {port: {number: 81}, defaultEndpoint: '192.0.2.7:80'},
      {port: {number: 82}, defaultEndpoint: 'unix://run'}, {port: {number: 83}, defaultEndpoint: '127.0.0.1:http'}]`),
    finds: [
      'error app/default: spec.ingress[0].defaultEndpoint is "127.0.0.1"; it must be 127.0.0.1:PORT, 0.0.0.0:PORT, [::1]:PORT, [::]:PORT, '
        + 'or unix:// and a path; write 127.0.0.1: and the port of the application [CI0745]',
      'error app/default: spec.ingress[1].defaultEndpoint is "192.0.2.7:80"; it must be 127.0.0.1:PORT, 0.0.0.0:PORT, [::1]:PORT, '
        + '[::]:PORT, or unix:// and a path; write 127.0.0.1: and the port of the application [CI0745]',
      'error app/default: spec.ingress[2].defaultEndpoint is "unix://run"; it must be unix:// and an absolute path to a file, or "@" and '
        + 'the name of an abstract socket; write 127.0.0.1: and the port of the application [CI0745]',
      'error app/default: spec.ingress[3].defaultEndpoint is "127.0.0.1:http"; it must be 127.0.0.1:PORT, 0.0.0.0:PORT, [::1]:PORT, '
        + '[::]:PORT, or unix:// and a path; write 127.0.0.1: and the port of the application [CI0745]',
    ],
    right: sidecar(`ingress: [{port: {number: 80}, defaultEndpoint: '127.0.0.1:8080'}, {port: {number: 81}, defaultEndpoint: '[::1]:8080'}, {port: {number: 82}, defaultEndpoint: 'unix:///run/in'},
      {port: {number: 83}, defaultEndpoint: ':8080'}, {port: {number: 84}}]`),
  },
  CI0751: {
    wrong: sidecar('ingress: [{port: {number: 80, protocol: TCP}, connectionPool: {http: {maxRetries: 1}}}, {port: {number: 81}, connectionPool: {http: {maxRetries: 1}}}]'),
    finds: [
      'warning app/default: spec.ingress[0].connectionPool.http has no effect with protocol TCP; it must be left out; make the protocol '
        + 'HTTP, HTTP2 or GRPC, or limit tcp [CI0751]',
      'warning app/default: spec.ingress[1].connectionPool.http has no effect with a port without protocol; it must be left out; make the '
        + 'protocol HTTP, HTTP2 or GRPC, or limit tcp [CI0751]',
    ],
    right: sidecar('ingress: [{port: {number: 80, protocol: grpc}, connectionPool: {http: {maxRetries: 1}}}, {port: {number: 81}, connectionPool: {tcp: {maxConnections: 1}}}]'),
  },
  CI0752: {
    wrong: sidecar("egress: [{port: {number: 80}, hosts: []}, {hosts: [reviews.shop.svc.cluster.local, 'sh_op/a.com', './reviews', './a*.com', '/a.com']}]"),
    finds: [
      'error app/default: spec.egress[0].hosts is []; it must be a list of at least one host; write ["*/*"] for all hosts, ["~/*"] for '
        + 'none [CI0752]',
      'error app/default: spec.egress[1].hosts[0] is "reviews.shop.svc.cluster.local"; it must be namespace/host; write it like '
        + './reviews.shop.svc.cluster.local, ./*.example.com or */* [CI0752]',
      'error app/default: spec.egress[1].hosts[1] is "sh_op/a.com"; it must be namespace/host, where the namespace is a name, "." or "*", '
        + 'perhaps after "~"; write it like ./reviews.shop.svc.cluster.local, ./*.example.com or */* [CI0752]',
      'error app/default: spec.egress[1].hosts[2] is "./reviews"; it must be a full host name, with a "."; write it like '
        + './reviews.shop.svc.cluster.local, ./*.example.com or */* [CI0752]',
      'error app/default: spec.egress[1].hosts[3] is "./a*.com"; it must be a DNS name: labels of at most 63 letters, digits and "-", '
        + 'joined by ".", the last one not a number, or such a name after "*" or "*."; write it like ./reviews.shop.svc.cluster.local, '
        + './*.example.com or */* [CI0752]',
      'error app/default: spec.egress[1].hosts[4] is "/a.com"; it must be namespace/host, where the namespace is a name, "." or "*", '
        + 'perhaps after "~"; write it like ./reviews.shop.svc.cluster.local, ./*.example.com or */* [CI0752]',
    ],
    right: sidecar("egress: [{port: {number: 80}, hosts: ['*/*']}, {hosts: ['./reviews.shop.svc.cluster.local', '~other/*.example.com', '~/*', shop/*]}]"),
  },
  CI0753: {
    wrong: sidecar("egress: [{port: {number: 80}, hosts: ['shop/*', './a.com', other/a.com, other/a.com, other/*]}, {hosts: ['*/*', shop/a.com]}]"),
    finds: [
      'warning app/default: spec.egress[0].hosts[1] is "./a.com", beside ./*; each host must be there once; leave one of them out [CI0753]',
      'warning app/default: spec.egress[0].hosts[3] is "other/a.com", beside other/a.com; each host must be there once; leave one of them '
        + 'out [CI0753]',
      'warning app/default: spec.egress[0].hosts[4] is "other/*", beside other/a.com; each host must be there once; leave one of them out [CI0753]',
      'warning app/default: spec.egress[1].hosts[1] is "shop/a.com", beside "*/*"; each host must be there once; leave one of them out [CI0753]',
    ],
    right: sidecar("egress: [{port: {number: 80}, hosts: [shop/a.com, './b.com', other/a.com, '~other/*']}, {hosts: ['*/*']}]"),
  },
  CI0754: {
    wrong: yaml(sidecar('outboundTrafficPolicy: {egressProxy: {host: out.shop.svc.cluster.local, port: {number: 80}}}'),
      sidecar("outboundTrafficPolicy: {mode: ALLOW_ANY, egressProxy: {host: '*.example.com', subset: v_1}}", 'any'),
      sidecar('outboundTrafficPolicy: {mode: ALLOW_ANY, egressProxy: {host: out.example.com, port: {}}}', 'zero')),
    finds: [
      'error app/any: spec.outboundTrafficPolicy.egressProxy.host is "*.example.com"; it must be a DNS name: labels of at most 63 letters, '
        + 'digits and "-", joined by ".", the last one not a number; write mode: ALLOW_ANY, with the full name of the host and a port [CI0754]',
      'error app/any: spec.outboundTrafficPolicy.egressProxy.port is missing; it must be given, with its number; write mode: ALLOW_ANY, '
        + 'with the full name of the host and a port [CI0754]',
      'error app/any: spec.outboundTrafficPolicy.egressProxy.subset is "v_1"; it must be at most 63 letters, digits and "-", with a letter '
        + 'or digit at both ends; write mode: ALLOW_ANY, with the full name of the host and a port [CI0754]',
      'error app/default: spec.outboundTrafficPolicy.mode is missing; it must be ALLOW_ANY beside egressProxy; write mode: ALLOW_ANY, with '
        + 'the full name of the host and a port [CI0754]',
      'error app/zero: spec.outboundTrafficPolicy.egressProxy.port.number is missing; it must be between 1 and 65535; write mode: '
        + 'ALLOW_ANY, with the full name of the host and a port [CI0754]',
    ],
    right: yaml(sidecar('outboundTrafficPolicy: {mode: ALLOW_ANY, egressProxy: {host: out.shop.svc.cluster.local, subset: v1, port: {number: 80}}}'), sidecar('outboundTrafficPolicy: {mode: REGISTRY_ONLY}', 'known')),
  },
};
