import { type Examples, istio, yaml } from './example';

const PORT = 'ports: [{number: 443, name: tls, protocol: TLS}]';
const entry = (spec: string, name = 'bank') => istio('ServiceEntry', name, `{${spec}}`);

/** Examples for what Istio refuses of ServiceEntries. */
export const SERVICE_ENTRY_EXAMPLES: Examples = {
  CI0640: {
    wrong: entry(`hosts: ['b@nk.example.com', '*-eu.example.com', '123.45', bank.example.com], ${PORT}`),
    finds: [
      'error app/bank: spec.hosts[0] is "b@nk.example.com"; it must be a DNS name: labels of at most 63 letters, digits and "-", joined by '
        + '".", the last one not a number, or such a name after "*" or "*."; write the DNS name that callers use [CI0640]',
      'warning app/bank: spec.hosts[1] is "*-eu.example.com"; it must be a host that has "*" as its whole first label, or not at all; '
        + 'write "*." before the domain, or make the resolution DYNAMIC_DNS [CI0640]',
      'error app/bank: spec.hosts[2] is "123.45"; it must be a DNS name: labels of at most 63 letters, digits and "-", joined by ".", the '
        + 'last one not a number, or such a name after "*" or "*."; write the DNS name that callers use [CI0640]',
    ],
    right: yaml(entry(`hosts: ['*.example.com', bank.example.com], ${PORT}`), entry(`hosts: ['*-eu.example.com'], ${PORT}, resolution: DYNAMIC_DNS`, 'dynamic')),
  },
  CI0641: {
    wrong: entry(`hosts: [bank.example.com], ${PORT}, addresses: [10.0.0, 10.0.0.0/33, bank.example.com, 10.0.0.1]`),
    finds: [
      'error app/bank: spec.addresses[0] is "10.0.0"; it must be an IP address, or a range such as 10.0.0.0/8; write the addresses that '
        + 'clients connect to; names go to hosts [CI0641]',
      'error app/bank: spec.addresses[1] is "10.0.0.0/33"; it must be an IP address, or a range such as 10.0.0.0/8; write the addresses '
        + 'that clients connect to; names go to hosts [CI0641]',
      'error app/bank: spec.addresses[2] is "bank.example.com"; it must be an IP address, or a range such as 10.0.0.0/8; write the '
        + 'addresses that clients connect to; names go to hosts [CI0641]',
    ],
    right: entry(`hosts: [bank.example.com], ${PORT}, addresses: [10.0.0.1, 10.0.0.0/8, '2001:db8::1']`),
  },
  CI0642: {
    wrong: entry('hosts: [bank.example.com], ports: [{number: 80, name: my http, protocol: HTPP}, {number: 81, name: ""}]'),
    finds: [
      'error app/bank: spec.ports[0].name is "my http"; it must be at most 63 letters, digits and "-", with a letter or digit at both '
        + 'ends; correct it, for example name: https and protocol: TLS [CI0642]',
      'error app/bank: spec.ports[0].protocol is "HTPP"; it must be one of HTTP, HTTP2, GRPC, GRPC-WEB, HTTPS, TLS, TCP, MONGO, MYSQL, '
        + 'REDIS, UDP, HTTP_PROXY; correct it, for example name: https and protocol: TLS [CI0642]',
      'error app/bank: spec.ports[1].name is ""; it must be at most 63 letters, digits and "-", with a letter or digit at both ends; '
        + 'correct it, for example name: https and protocol: TLS [CI0642]',
    ],
    right: entry('hosts: [bank.example.com], ports: [{number: 80, name: my-http, protocol: http}, {number: 81, name: any}]'),
  },
  CI0643: {
    wrong: yaml(entry(`hosts: [bank.example.com], ${PORT}, resolution: STATIC, endpoints: [{address: a.example.com}, {network: west}, {address: ''}]`),
      entry(`hosts: [bank.example.com], ${PORT}, resolution: DNS, endpoints: [{address: '*.example.com'}, {network: west}, {address: 'unix:///a'}]`, 'names')),
    finds: [
      'error app/bank: spec.endpoints[0].address is "a.example.com"; it must be an IP address with resolution STATIC; correct the address, '
        + 'or the resolution: DNS for names, STATIC for addresses [CI0643]',
      'warning app/bank: spec.endpoints[1].address is missing; it must be given for traffic that does not go by a gateway of network west; '
        + 'give the address if the endpoint can be reached [CI0643]',
      'error app/bank: spec.endpoints[2].address is ""; it must be an IP address with resolution STATIC; correct the address, or the '
        + 'resolution: DNS for names, STATIC for addresses [CI0643]',
      'error app/names: spec.endpoints[0].address is "*.example.com"; it must be an IP address or a DNS name without wildcard; correct the '
        + 'address, or the resolution: DNS for names, STATIC for addresses [CI0643]',
      'error app/names: spec.endpoints[1].address is missing; it must be an IP address or a DNS name without wildcard; correct the '
        + 'address, or the resolution: DNS for names, STATIC for addresses [CI0643]',
      'error app/names: spec.endpoints[2].address is "unix:///a"; it must be an IP address or a DNS name without wildcard; correct the '
        + 'address, or the resolution: DNS for names, STATIC for addresses [CI0643]',
    ],
    right: yaml(entry(`hosts: [bank.example.com], ${PORT}, resolution: STATIC, endpoints: [{address: 192.0.2.7}, {address: 'unix:///run/bank'}]`),
      entry(`hosts: [bank.example.com], ${PORT}, resolution: DNS, endpoints: [{address: a.example.com}, {address: 192.0.2.7}]`, 'names')),
  },
  CI0644: {
    wrong: yaml(entry(`hosts: [bank.example.com], ${PORT}, resolution: DNS, endpoints: [{address: a.example.com, ports: {https: 8443}}]`),
      entry("hosts: [bank.example.com], resolution: STATIC, endpoints: [{address: 'unix:///run/bank'}, {address: 192.0.2.7, ports: {tls: 8443}}]", 'portless')),
    finds: [
      'error app/bank: spec.endpoints[0].ports.https is for a port "https"; it must be one of tls, the ports of the ServiceEntry; write '
        + 'the name of a port of the ServiceEntry [CI0644]',
      'error app/portless: spec.endpoints[0].address is "unix:///run/bank" and stands for 0 ports; it must be one that has ports, or the '
        + 'ServiceEntry must have one port; make a ServiceEntry for each socket [CI0644]',
      'error app/portless: spec.endpoints[1].ports.tls is for a port "tls"; it must be left out: the ServiceEntry has no ports; write the '
        + 'name of a port of the ServiceEntry [CI0644]',
    ],
    right: yaml(entry(`hosts: [bank.example.com], ${PORT}, resolution: DNS, endpoints: [{address: a.example.com, ports: {tls: 8443}}]`),
      entry(`hosts: [bank.example.com], ${PORT}, resolution: STATIC, endpoints: [{address: 'unix:///run/bank'}]`, 'socket')),
  },
  CI0645: {
    wrong: entry(`hosts: ['*.example.com', bank.example.com], ${PORT}, resolution: DNS`),
    finds: [
      'error app/bank: spec.hosts[0] is "*.example.com"; it must be a DNS name without wildcard: it is looked up with resolution DNS; name '
        + 'each host, give endpoints, or make the resolution NONE or DYNAMIC_DNS [CI0645]',
    ],
    right: yaml(entry(`hosts: [bank.example.com], ${PORT}, resolution: DNS`), entry(`hosts: ['*.example.com'], ${PORT}, resolution: DNS, endpoints: [{address: a.example.com}]`, 'all')),
  },
  CI0646: {
    wrong: istio('ServiceEntry', 'bank', `{hosts: [bank.example.com, '*.example.com'], addresses: [10.0.0.1], endpoints: [{address: 10.0.0.2}], location: MESH_INTERNAL,
      ports: [{number: 443, name: https, protocol: HTTPS}, {number: 80, name: any}, {number: 81, name: http, protocol: HTTP}], resolution: DYNAMIC_DNS}`)
      .replace('namespace: shop', 'namespace: shop, labels: {istio.io/use-waypoint: waypoint}'),
    finds: [
      'error app/bank: spec.addresses is given with resolution DYNAMIC_DNS; it must be left out; leave it out, or make the resolution '
        + 'STATIC, DNS or NONE [CI0646]',
      'error app/bank: spec.endpoints is given with resolution DYNAMIC_DNS; it must be left out; leave it out, or make the resolution '
        + 'STATIC, DNS or NONE [CI0646]',
      'error app/bank: spec.hosts[0] is "bank.example.com"; it must be a host with a wildcard, with resolution DYNAMIC_DNS; make the '
        + 'resolution DNS [CI0646]',
      'error app/bank: spec.location is "MESH_INTERNAL"; it must be MESH_EXTERNAL with resolution DYNAMIC_DNS and a waypoint, waypoint; '
        + 'make it MESH_EXTERNAL, or leave the label istio.io/use-waypoint out [CI0646]',
      'error app/bank: spec.ports[0].protocol is "HTTPS"; it must be one of HTTP, HTTP2, GRPC, TLS with resolution DYNAMIC_DNS; write TLS [CI0646]',
      'error app/bank: spec.ports[1].protocol is missing; it must be one of HTTP, HTTP2, GRPC, TLS with resolution DYNAMIC_DNS; make the '
        + 'protocol one that names the host [CI0646]',
    ],
    right: entry(`hosts: ['*.example.com'], ${PORT}, resolution: DYNAMIC_DNS`),
  },
  CI0647: {
    wrong: yaml(entry('hosts: [a.example.com, b.example.com], ports: [{number: 5432, name: db, protocol: TCP}], resolution: DNS'),
      entry('hosts: [a.example.com, b.example.com], ports: [{number: 80, name: any}], resolution: STATIC', 'any'),
      entry(`hosts: [a.example.com, b.example.com], ${PORT}, resolution: DNS, addresses: [10.0.0.1]`, 'shared')),
    finds: [
      'error app/any: spec.hosts has 2 hosts with a port for any protocol; it must be one host, or all ports must be for HTTP or TLS; give '
        + 'the port its protocol, or make a ServiceEntry for each host [CI0647]',
      'error app/bank: spec.hosts has 2 hosts with a port for TCP; it must be one host, or all ports must be for HTTP or TLS; make a '
        + 'ServiceEntry for each host [CI0647]',
      'warning app/shared: spec.hosts has 2 hosts, whose connections to the addresses are not told apart; it must be one host; make a '
        + 'ServiceEntry for each host [CI0647]',
    ],
    right: yaml(entry('hosts: [a.example.com], ports: [{number: 5432, name: db, protocol: TCP}], resolution: DNS'), entry(`hosts: [a.example.com, b.example.com], ${PORT}, resolution: DNS`, 'tls'),
      entry('hosts: [a.example.com, b.example.com], ports: [{number: 5432, name: db, protocol: TCP}], addresses: [10.0.0.1]', 'none')),
  },
  CI0648: {
    wrong: yaml(entry(`hosts: [bank.example.com], ${PORT}, exportTo: ['.', shop, b@d]`), entry(`hosts: [bank.example.com], ${PORT}, exportTo: ['~', other]`, 'nobody')),
    finds: [
      'error app/bank: spec.exportTo[1] is "shop", which is there twice; it must be there once; leave the entry out, or correct it [CI0648]',
      'error app/bank: spec.exportTo[2] is "b@d"; it must be ".", "*" or a namespace; leave the entry out, or correct it [CI0648]',
      'error app/nobody: spec.exportTo[0] is "~"; it must be the only entry, or left out; leave the entry out, or correct it [CI0648]',
    ],
    right: yaml(entry(`hosts: [bank.example.com], ${PORT}, exportTo: ['.', other]`), entry(`hosts: [bank.example.com], ${PORT}, exportTo: ['~']`, 'nobody')),
  },
  CI0649: {
    wrong: entry(`hosts: [bank.example.com], ${PORT}, workloadSelector: {labels: {app: bank}}`),
    finds: [
      'warning app/bank: spec.resolution is missing; it must be STATIC or DNS beside workloadSelector; make the resolution STATIC [CI0649]',
    ],
    right: entry(`hosts: [bank.example.com], ${PORT}, workloadSelector: {labels: {app: bank}}, resolution: STATIC`),
  },
};
