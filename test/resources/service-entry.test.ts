import { type Build, refuses, rendered, renderedSpec, without } from './support';
import {
  Identity, Protocol, ServiceEntry, type ServiceEntryPort, type ServiceEntryProps, ServiceLocation, ServiceResolution,
  type WorkloadEndpoint, WorkloadSelector,
} from 'cdk8s-istio';

const port: Required<ServiceEntryPort> = { number: 80, name: 'http', protocol: Protocol.HTTP, targetPort: 8080 };

const endpoint: Required<WorkloadEndpoint> = {
  address: '10.0.0.7',
  ports: { http: 8081 },
  labels: { app: 'payments' },
  network: 'vpc-1',
  locality: 'europe-west1',
  weight: 3,
  serviceAccount: Identity.serviceAccount('payments'),
};

/** Every property; some exclude others. */
const everything: Required<ServiceEntryProps> = {
  metadata: { name: 'payments-api', namespace: 'egress' },
  hosts: ['api.payments.example.com', '*.pay.example.com'],
  location: ServiceLocation.MESH_INTERNAL,
  resolution: ServiceResolution.STATIC,
  ports: [port, { number: 443, name: 'https', protocol: Protocol.HTTPS }],
  addresses: ['240.1.0.1', '240.2.0.0/16'],
  endpoints: [endpoint, { address: '2001:db8::7' }],
  workloadSelector: WorkloadSelector.labels({ app: 'payments' }),
  exportTo: ['.', 'shop'],
  subjectAltNames: [Identity.of('spiffe://cluster.local/ns/egress/sa/payments')],
};

const smallest: ServiceEntryProps = {
  hosts: ['api.example.com'],
  location: ServiceLocation.MESH_EXTERNAL,
  resolution: ServiceResolution.DNS,
};

function make(props: Partial<ServiceEntryProps>): Build {
  return (scope) => new ServiceEntry(scope, 'payments', { ...smallest, ...props });
}

const { NONE, STATIC, DNS, DNS_ROUND_ROBIN, DYNAMIC_DNS } = ServiceResolution;

const tcp: ServiceEntryPort = { number: 5432, name: 'db', protocol: Protocol.TCP };

test('smallest', () => {
  expect(rendered(make({}))).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: { name: 'payments', namespace: 'shop' },
    spec: { hosts: ['api.example.com'], location: 'MESH_EXTERNAL', resolution: 'DNS' },
  });
});

test('every property', () => {
  expect(rendered(make(without(everything, 'workloadSelector')))).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: { name: 'payments-api', namespace: 'egress' },
    spec: {
      addresses: ['240.1.0.1', '240.2.0.0/16'],
      endpoints: [
        {
          address: '10.0.0.7',
          labels: { app: 'payments' },
          locality: 'europe-west1',
          network: 'vpc-1',
          ports: { http: 8081 },
          serviceAccount: 'payments',
          weight: 3,
        },
        { address: '2001:db8::7' },
      ],
      exportTo: ['.', 'shop'],
      hosts: ['api.payments.example.com', '*.pay.example.com'],
      location: 'MESH_INTERNAL',
      ports: [
        { name: 'http', number: 80, protocol: 'HTTP', targetPort: 8080 },
        { name: 'https', number: 443, protocol: 'HTTPS' },
      ],
      resolution: 'STATIC',
      subjectAltNames: ['spiffe://cluster.local/ns/egress/sa/payments'],
    },
  });
  expect(renderedSpec(make(without(everything, 'endpoints'))).workloadSelector).toEqual({ labels: { app: 'payments' } });
});

test('every resolution', () => {
  const entries: Partial<ServiceEntryProps>[] = [
    { resolution: NONE, hosts: ['*.example.com', 'example.com'], ports: [tcp], addresses: ['10.0.0.0/8'] },
    { resolution: STATIC, ports: [tcp], endpoints: [{ address: 'unix:///var/run/db.sock' }] },
    { resolution: STATIC, ports: [tcp], endpoints: [{ network: 'vpc-1' }] },
    { resolution: DNS, hosts: ['*.example.com'], endpoints: [{ address: 'db.example.com' }, { address: '10.0.0.7' }] },
    { resolution: DNS_ROUND_ROBIN, ports: [{ number: 5432, name: 'db' }], endpoints: [{ address: 'db.example.com' }] },
    { resolution: DYNAMIC_DNS, hosts: ['*.example.com', '*.example.org'], ports: [port, { ...port, number: 443, name: 'tls', protocol: Protocol.TLS }] },
    {
      resolution: DYNAMIC_DNS,
      hosts: ['*.example.com'],
      location: ServiceLocation.MESH_INTERNAL,
      metadata: { labels: { 'istio.io/use-waypoint': 'none' } },
    },
  ];
  expect(entries.map((props) => renderedSpec(make(props)))).toEqual(entries.map((props) => ({ ...smallest, ...without(props, 'metadata') })));
});

test('visible to nobody but its own workloads', () => {
  expect(renderedSpec(make({ exportTo: ['~'] })).exportTo).toEqual(['~']);
});

test('the construct knows its name and object', () => {
  rendered((scope) => {
    const entry = new ServiceEntry(scope, 'payments', smallest);
    expect([entry.name, entry.apiObject.kind]).toEqual(['payments', 'ServiceEntry']);
  });
});

describe('what can never be right', () => {
  const wild = ['*.example.com'];
  refuses({
    'no host': [make({ hosts: [] }), 'shop/payments: hosts is []; it must be a list of at least one element'],
    'every host': [make({ hosts: ['*'] }), 'shop/payments: hosts[0] is "*"; it must be a DNS name, with a wildcard at most in its first label (reviews, *.example.com), not "*" alone'],
    'no location': [make({ location: undefined }), 'shop/payments: location is missing; it must be one of MESH_EXTERNAL, MESH_INTERNAL'],
    'no resolution': [make({ resolution: undefined }), 'shop/payments: resolution is missing; it must be one of NONE, STATIC, DNS, DNS_ROUND_ROBIN, DYNAMIC_DNS'],
    'no port, said so': [make({ ports: [] }), 'shop/payments: ports is []; it must be a list of at least one element'],
    'a port whose name is none': [make({ ports: [{ ...port, name: 'http_web' }] }), 'shop/payments: ports[0].name is "http_web"; it must be letters, digits and "-", with a letter or digit at both ends, at most 63 characters'],
    'two ports of one name': [make({ ports: [port, { ...port, number: 81 }] }), 'shop/payments: ports[1].name is "http"; it must be a name of its own'],
    'two ports of one number': [make({ ports: [port, { ...port, name: 'web' }] }), 'shop/payments: ports[1].number is 80; it must be a number of its own'],
    'a port that is none': [make({ ports: [{ ...port, number: 0 }] }), 'shop/payments: ports[0].number is 0; it must be between 1 and 65535'],
    'a target port that is none': [make({ ports: [{ ...port, targetPort: 0 }] }), 'shop/payments: ports[0].targetPort is 0; it must be between 1 and 65535'],
    'an address that is none': [make({ addresses: ['example.com'] }), 'shop/payments: addresses[0] is "example.com"; it must be an IP address or a range of them (10.1.0.0/16)'],
    'no address, said so': [make({ addresses: [] }), 'shop/payments: addresses is []; it must be a list of at least one element'],
    'no endpoint, said so': [make({ endpoints: [] }), 'shop/payments: endpoints is []; it must be a list of at least one element'],
    'an endpoint without an address': [make({ endpoints: [{}] }), 'shop/payments: endpoints[0].address is missing; it must be given; or give network, for a workload behind the gateway of its network'],
    'an endpoint with a port of its own': [make({ ports: [port, tcp], endpoints: [{ address: '10.0.0.7', ports: { web: 80 } }] }), 'shop/payments: endpoints[0].ports has the port "web"; it must be one of the ports of the service: http, db'],
    'endpoints and a selector': [make(everything), 'shop/payments: endpoints and workloadSelector are given; it must be one of them'],
    'labels without their factory': [make({ workloadSelector: { app: 'a' } as unknown as WorkloadSelector }), 'shop/payments: workloadSelector is {"app":"a"}; it must be a WorkloadSelector; use WorkloadSelector.fromWorkload or WorkloadSelector.labels'],
    'visible to nobody and somebody': [make({ exportTo: ['~', 'shop'] }), 'shop/payments: exportTo[0] is "~"; it must be the name of a namespace, "." for the object\'s own or "*" for all'],
    'no name of the server, said so': [make({ subjectAltNames: [] }), 'shop/payments: subjectAltNames is []; it must be a list of at least one element'],
    'endpoints of what is not resolved': [make({ resolution: NONE, endpoints: [endpoint], ports: [port] }), 'shop/payments: endpoints is given with resolution NONE; it must be left out: it has no effect there'],
    'workloads of what is not resolved': [make({ resolution: NONE, workloadSelector: WorkloadSelector.labels({ app: 'a' }) }), 'shop/payments: workloadSelector is given with resolution NONE; it must be left out: it has no effect there'],
    'a name without DNS': [make({ resolution: STATIC, endpoints: [{ address: 'db.example.com' }] }), 'shop/payments: endpoints[0].address is "db.example.com"; it must be an IP address or a Unix domain socket with resolution STATIC; use resolution DNS for names'],
    'a socket for two ports': [make({ resolution: STATIC, ports: [port, tcp], endpoints: [{ address: 'unix://@db' }] }), 'shop/payments: endpoints[0].address is "unix://@db"; it must be the address of a service with one port (it has 2): a Unix domain socket has none'],
    'a range with DNS': [make({ addresses: ['10.0.0.0/8'] }), 'shop/payments: addresses[0] is "10.0.0.0/8"; it must be a single IP address with resolution DNS'],
    'a wildcard with DNS': [make({ hosts: wild }), 'shop/payments: hosts[0] is "*.example.com"; it must be a DNS name without wildcards with resolution DNS and no endpoints; use resolution DYNAMIC_DNS or NONE'],
    'two endpoints in turn': [make({ resolution: DNS_ROUND_ROBIN, endpoints: [{ address: 'a.com' }, { address: 'b.com' }] }), 'shop/payments: endpoints has 2 elements; it must have one with resolution DNS_ROUND_ROBIN; use resolution DNS'],
    'a socket with DNS': [make({ endpoints: [{ address: 'unix://@db' }] }), 'shop/payments: endpoints[0].address is "unix://@db"; it must be an IP address or a DNS name with resolution DNS'],
    'a network with DNS': [make({ endpoints: [{ network: 'vpc-1' }] }), 'shop/payments: endpoints[0].address is missing; it must be an IP address or a DNS name with resolution DNS'],
    'a full name with DYNAMIC_DNS': [make({ resolution: DYNAMIC_DNS }), 'shop/payments: hosts[0] is "api.example.com"; it must be a host with a wildcard (*.example.com) with resolution DYNAMIC_DNS; use resolution DNS'],
    'an address with DYNAMIC_DNS': [make({ resolution: DYNAMIC_DNS, hosts: wild, addresses: ['10.0.0.1'] }), 'shop/payments: addresses is given with resolution DYNAMIC_DNS; it must be left out: it has no effect there'],
    'HTTPS with DYNAMIC_DNS': [make({ resolution: DYNAMIC_DNS, hosts: wild, ports: [{ ...port, protocol: Protocol.HTTPS }] }), 'shop/payments: ports[0].protocol is "HTTPS"; it must be one of HTTP, HTTP2, GRPC, TLS with resolution DYNAMIC_DNS'],
    'a protocol to be found out with DYNAMIC_DNS': [make({ resolution: DYNAMIC_DNS, hosts: wild, ports: [{ number: 80, name: 'a' }] }), 'shop/payments: ports[0].protocol is missing; it must be one of HTTP, HTTP2, GRPC, TLS with resolution DYNAMIC_DNS'],
    'DYNAMIC_DNS in the mesh at a waypoint': [
      make({
        resolution: DYNAMIC_DNS,
        hosts: wild,
        location: ServiceLocation.MESH_INTERNAL,
        metadata: { labels: { 'istio.io/use-waypoint': 'egress' } },
      }),
      'shop/payments: location is "MESH_INTERNAL"; it must be MESH_EXTERNAL with resolution DYNAMIC_DNS and the label istio.io/use-waypoint',
    ],
    'two hosts on a port that does not tell them apart': [make({ hosts: ['a.com', 'b.com'], ports: [port, tcp] }), 'shop/payments: ports[1].protocol is "TCP"; it must be HTTP or TLS of some kind: other traffic does not tell which of several hosts it is for; write a ServiceEntry for each host'],
    'two hosts on a port to be found out': [make({ hosts: ['a.com', 'b.com'], ports: [{ number: 80, name: 'a' }] }), 'shop/payments: ports[0].protocol is missing; it must be HTTP or TLS of some kind: other traffic does not tell which of several hosts it is for; write a ServiceEntry for each host'],
  });
});
