import { type Build, refuses, rendered, renderedSpec } from './support';
import { Identity, WorkloadEntry, type WorkloadEntryProps } from 'cdk8s-istio';

const everything: Required<WorkloadEntryProps> = {
  metadata: { name: 'reviews-vm-1', namespace: 'legacy', labels: { team: 'reviews' } },
  address: '10.0.0.7',
  ports: { 'http': 8080, 'grpc-api': 9090 },
  labels: { 'app': 'reviews', 'istio.io/rev': '' },
  network: 'vpc-1',
  locality: 'europe-west1/europe-west1-b/rack-7',
  weight: 2,
  serviceAccount: Identity.serviceAccount('reviews'),
};

function make(props: WorkloadEntryProps): Build {
  return (scope) => new WorkloadEntry(scope, 'vm', props);
}

test('smallest', () => {
  expect(rendered(make({ address: '10.0.0.7' }))).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'WorkloadEntry',
    metadata: { name: 'vm', namespace: 'shop' },
    spec: { address: '10.0.0.7' },
  });
});

test('every property', () => {
  expect(rendered(make(everything))).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'WorkloadEntry',
    metadata: { labels: { team: 'reviews' }, name: 'reviews-vm-1', namespace: 'legacy' },
    spec: {
      address: '10.0.0.7',
      labels: { 'app': 'reviews', 'istio.io/rev': '' },
      locality: 'europe-west1/europe-west1-b/rack-7',
      network: 'vpc-1',
      ports: { 'grpc-api': 9090, 'http': 8080 },
      serviceAccount: 'reviews',
      weight: 2,
    },
  });
});

test('addresses of every kind', () => {
  const addresses: WorkloadEntryProps[] = [
    { address: '2001:db8::7' },
    { address: 'vm.example.com' },
    { address: 'unix:///var/run/reviews.sock' },
    { address: 'unix://@reviews' },
    { network: 'vpc-1' },
  ];
  expect(addresses.map((props) => renderedSpec(make(props)))).toEqual(addresses);
});

test('the construct knows its name and object', () => {
  rendered((scope) => {
    const entry = new WorkloadEntry(scope, 'vm', everything);
    expect([entry.name, entry.apiObject.kind]).toEqual(['reviews-vm-1', 'WorkloadEntry']);
  });
});

describe('what can never be right', () => {
  const address = '10.0.0.7';
  refuses({
    'no address': [make({}), 'shop/vm: address is missing; it must be given; or give network, for a workload behind the gateway of its network'],
    'an address with a wildcard': [make({ address: '*.example.com' }), 'shop/vm: address is "*.example.com"; it must be a DNS name without wildcards (gateway.example.com), or an IP address'],
    'an address with a port': [make({ address: '10.0.0.7:80' }), 'shop/vm: address is "10.0.0.7:80"; it must be a DNS name without wildcards (gateway.example.com), or an IP address'],
    'a socket that is a folder': [make({ address: 'unix:///var/run/' }), 'shop/vm: address is "unix:///var/run/"; it must be unix:// and the absolute path of a file, or "@" and an abstract name'],
    'ports of a socket': [make({ address: 'unix://@reviews', ports: { http: 80 } }), 'shop/vm: ports is given for a Unix domain socket; it must be left out'],
    'a port whose name is none': [make({ address, ports: { http_web: 80 } }), 'shop/vm: ports has the port "http_web"; its name must be letters, digits and "-", with a letter or digit at both ends, at most 62 characters'],
    'a port with a long name': [make({ address, ports: { ['p'.repeat(63)]: 80 } }), `shop/vm: ports has the port "${'p'.repeat(63)}"; its name must be letters, digits and "-", with a letter or digit at both ends, at most 62 characters`],
    'a port that is none': [make({ address, ports: { http: 0 } }), 'shop/vm: ports.http is 0; it must be between 1 and 65535'],
    'a label that is none': [make({ address, labels: { app: 'a b' } }), 'shop/vm: labels.app is "a b"; it must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, at most 63 characters'],
    'a network without a name': [make({ network: '' }), 'shop/vm: network is ""; it must be a text that is not empty'],
    'a locality without a name': [make({ address, locality: '' }), 'shop/vm: locality is ""; it must be a text that is not empty'],
    'no weight, which would count as 1': [make({ address, weight: 0 }), 'shop/vm: weight is 0; it must be between 1 and 4294967295'],
    'a service account by its principal': [make({ address, serviceAccount: Identity.of('cluster.local/ns/shop/sa/vm') }), 'shop/vm: serviceAccount is "cluster.local/ns/shop/sa/vm"; it must be a service account; use Identity.serviceAccount or Identity.fromServiceAccount'],
  });
});
