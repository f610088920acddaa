import { ApiObject, type Chart } from 'cdk8s';
import { Service } from 'cdk8s-plus-27';
import { canary, findings, HTTP, objects, objectsOf, port, refuses, reports, service, shop, spec, specOf, TCP, yaml } from './support';
import {
  Mesh, MeshService, Protocol, ReadinessProbe, type ServicePort, VirtualMachine, VirtualMachineGroup, type VirtualMachineGroupProps,
  type VirtualMachineProps, VirtualMachineService, type VirtualMachineServiceProps,
} from 'cdk8s-istio';

const ADDRESS = '10.20.0.11';

const ratings = (chart: Chart, ports: ServicePort[] = [HTTP]) => service(chart, 'ratings', ports, { serviceAccount: 'shop-ratings' });

function machine(chart: Chart, props: Partial<VirtualMachineProps> = {}, id: string = 'vm'): VirtualMachine {
  return new VirtualMachine(chart, id, { service: props.service ?? ratings(chart), address: ADDRESS, ...props });
}

function group(chart: Chart, props: Partial<VirtualMachineGroupProps> = {}): VirtualMachineGroup {
  return new VirtualMachineGroup(chart, 'vms', { service: ratings(chart), ...props });
}

function archive(chart: Chart, props: Partial<VirtualMachineServiceProps> = {}): VirtualMachineService {
  return new VirtualMachineService(chart, 'archive', { name: 'archive', ports: [HTTP], ...props });
}

/** A Kubernetes Service whose targets are these. */
function kubernetes(chart: Chart, targetPort: number | string): MeshService {
  const object = new ApiObject(chart, 'service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'ratings' },
    spec: { selector: { app: 'ratings' }, ports: [{ name: 'http', port: 80, targetPort }, { name: 'http-admin', port: 81 }] },
  });
  return MeshService.fromService(chart, 'ratings', object, { serviceAccount: 'shop-ratings' });
}

test('the smallest machine', () => {
  expect(yaml((chart) => machine(chart))).toMatchInlineSnapshot(`
"
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: vm
  namespace: shop
spec:
  address: 10.20.0.11
  labels:
    app: ratings
  serviceAccount: shop-ratings
"
`);
});

test('every property of a machine', () => {
  expect(specOf(objects((chart) => {
    const of = ratings(chart);
    const everything: Required<Omit<VirtualMachineProps, 'sidecar'>> = {
      service: of,
      version: of.version('v1'),
      labels: { rack: '7' },
      serviceAccount: 'shop-ratings-vm',
      ports: { http: 9090 },
      network: 'office',
      locality: 'europe-west1/b',
      weight: 5,
      address: 'fd00::11',
    };
    return machine(chart, everything);
  }), 'WorkloadEntry')).toEqual({
    address: 'fd00::11',
    labels: { app: 'ratings', version: 'v1', rack: '7' },
    ports: { http: 9090 },
    network: 'office',
    locality: 'europe-west1/b',
    weight: 5,
    serviceAccount: 'shop-ratings-vm',
  });
});

test('a machine without a sidecar has no identity', () => {
  expect(spec('WorkloadEntry', (chart) => machine(chart, { sidecar: false }))).toEqual({ address: ADDRESS, labels: { app: 'ratings' } });
});

test('the smallest group', () => {
  expect(yaml((chart) => group(chart))).toMatchInlineSnapshot(`
"
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata:
  name: vms
  namespace: shop
spec:
  metadata:
    labels:
      app: ratings
  template:
    serviceAccount: shop-ratings
"
`);
});

test('every property of a group', () => {
  expect(specOf(objects((chart) => {
    const of = ratings(chart);
    const everything: Required<Omit<VirtualMachineGroupProps, 'sidecar'>> = {
      service: of,
      version: of.version('v1'),
      labels: { rack: '7' },
      serviceAccount: 'shop-ratings-vm',
      ports: { http: 9090 },
      network: 'office',
      locality: 'europe-west1/b',
      weight: 5,
      probe: ReadinessProbe.httpGet(9090),
      annotations: { 'example.com/team': 'shop' },
    };
    return new VirtualMachineGroup(chart, 'vms', everything);
  }), 'WorkloadGroup')).toEqual({
    metadata: { labels: { app: 'ratings', version: 'v1', rack: '7' }, annotations: { 'example.com/team': 'shop' } },
    template: { ports: { http: 9090 }, network: 'office', locality: 'europe-west1/b', weight: 5, serviceAccount: 'shop-ratings-vm' },
    probe: { httpGet: { port: 9090 } },
  });
});

test('the smallest service that Kubernetes does not have', () => {
  expect(yaml((chart) => archive(chart))).toMatchInlineSnapshot(`
"
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: archive
  namespace: shop
spec:
  hosts:
    - archive.shop.svc.cluster.local
  location: MESH_INTERNAL
  ports:
    - name: http
      number: 9080
      protocol: HTTP
  resolution: STATIC
  workloadSelector:
    labels:
      app: archive
"
`);
});

test('every property of a service that Kubernetes does not have', () => {
  const everything: Required<Omit<VirtualMachineServiceProps, 'workload'>> = {
    name: 'archive',
    namespace: 'records',
    ports: [port('tcp-db', 5432), { name: 'web', number: 80, protocol: Protocol.GRPC }, port('any', 81)],
    labels: { role: 'archive' },
    serviceAccount: 'shop-archive',
    trafficPolicy: { connectionPool: { tcp: { maxConnections: 5 } } },
    addresses: ['240.1.0.1'],
    exportTo: ['.', 'shop'],
  };
  const all = objects((chart) => {
    new Mesh(chart, 'mesh', { clusterDomain: 'corp.local' });
    archive(chart, everything);
  });
  expect(specOf(all, 'ServiceEntry')).toEqual({
    hosts: ['archive.records.svc.corp.local'],
    addresses: ['240.1.0.1'],
    ports: [
      { name: 'tcp-db', number: 5432, protocol: 'TCP' }, { name: 'web', number: 80, protocol: 'GRPC' }, { name: 'any', number: 81 },
    ],
    location: 'MESH_INTERNAL',
    resolution: 'STATIC',
    workloadSelector: { labels: { role: 'archive' } },
    exportTo: ['.', 'shop'],
  });
  expect(specOf(all, 'DestinationRule').host).toBe('archive.records.svc.corp.local');
});

test('a canary between machines and pods: the Service selects both', () => {
  const build = (chart: Chart) => {
    const object = new Service(chart, 'service', { metadata: { name: 'ratings' }, ports: [{ name: 'http', port: 9080 }] });
    object.selectLabel('app', 'ratings');
    new ApiObject(chart, 'pods', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'ratings-v2' },
      spec: { template: { metadata: { labels: { app: 'ratings', version: 'v2' } } } },
    });
    const of = MeshService.fromService(chart, 'ratings', object, { serviceAccount: 'shop-ratings' });
    machine(chart, { service: of, version: of.version('v1') });
    return canary(of);
  };
  expect(findings(build)).toEqual([]);
  expect(spec('WorkloadEntry', build).labels).toEqual({ app: 'ratings', version: 'v1' });
});

test('all that is for a MeshService is for a service on machines', () => {
  expect(findings((chart) => {
    const of = archive(chart, { serviceAccount: 'shop-archive' });
    canary(of);
    group(chart, { service: of, version: of.version('v1') });
    machine(chart, { service: of, version: of.version('v2') });
  })).toEqual([]);
});

test('ports are given by their names in the service, whatever the names of their targets', () => {
  const ports = (target: number | string) => spec('WorkloadEntry', (chart) =>
    machine(chart, { service: kubernetes(chart, target), ports: { 'http': 9090, 'http-admin': 9091 } })).ports;
  expect(ports(8080)).toEqual({ 'http': 9090, 'http-admin': 9091 });
  expect(ports('main')).toEqual({ 'main': 9090, 'http-admin': 9091 });
});

reports({
  'a port whose target has a name, which a machine does not know': [
    (chart) => machine(chart, { service: kubernetes(chart, 'main') }),
    'error shop/vm: spec of WorkloadEntry vm must be rendered, and is not: shop/vm: ports.http is missing; it must be given, as the target of the port ' +
    'is the name "main", which only pods give a number; correct the values that the object was given [CI0002]',
  ],
  'a port that the Kubernetes Service does not have': [
    (chart) => machine(chart, { service: kubernetes(chart, 8080), ports: { grpc: 1 } }),
    'error shop/vm: spec of WorkloadEntry vm must be rendered, and is not: shop/vm: ports has the port "grpc"; it must be one of the ports of ' +
    'shop/ratings: http (80), http-admin (81); correct the values that the object was given [CI0002]',
  ],
});

refuses({
  'a machine with a name for an address': [
    (chart) => machine(chart, { address: 'vm.example.com' }), 'shop/vm: address is "vm.example.com"; it must be an IP address',
  ],
  'a machine that nobody would speak mutual TLS to': [
    (chart) => machine(chart, { service: service(chart) }),
    'shop/vm: serviceAccount is missing; it must be given, or be known of the service, as callers talk plain text to machines without an identity; ' +
    'give it, or sidecar: false if there is none on them',
  ],
  'an identity without a sidecar': [
    (chart) => machine(chart, { sidecar: false, serviceAccount: 'a' }),
    'shop/vm: serviceAccount is "a"; it must be left out for machines without a sidecar, which have no identity',
  ],
  'a service account that is none': [
    (chart) => machine(chart, { serviceAccount: 'Shop' }),
    'shop/vm: serviceAccount is "Shop"; it must be lower-case letters, digits, "-" and ".", with a letter or digit at both ends, at most 253 characters',
  ],
  'a port that the service does not have': [
    (chart) => machine(chart, { ports: { grpc: 9090 } }),
    'shop/vm: ports has the port "grpc"; it must be one of the ports of shop/ratings: http (9080)',
  ],
  'a port that is none': [(chart) => machine(chart, { ports: { http: 0 } }), 'shop/vm: ports.http is 0; it must be between 1 and 65535'],
  'a version of another service': [
    (chart) => machine(chart, { version: service(chart).version('v1') }),
    'shop/vm: version is "version v1 of shop/reviews"; it must be a version of shop/ratings; make it with version("v1") of that service',
  ],
  'a group without sidecars': [
    (chart) => group(chart, { sidecar: false }),
    'shop/vms: sidecar is false; it must be left out, as machines of a group register themselves by their sidecars; use a VirtualMachine',
  ],
  'connections without an address': [
    (chart) => archive(chart, { ports: [HTTP, TCP] }),
    'shop/archive: addresses is missing; it must be given for ports without HTTP and TLS: tcp (5432); without an address of the service, all connections ' +
    'to such a port would be taken for it',
  ],
  'a service without labels': [
    (chart) => archive(chart, { labels: {} }),
    'shop/archive: labels is {}; it must be at least one label; give it the labels of the machines',
  ],
});

test('refuses what has no namespace', () => {
  const { app, chart } = shop(null);
  expect(() => archive(chart)).toThrow(new Error('shop/archive: namespace is missing; it must be given, or the chart must have one, as it is part of the host'));
  expect(() => machine(chart)).toThrow(new Error(
    'shop/vm: service is "shop/ratings"; it must be a service whose namespace is known; give the MeshService its namespace, or the chart one'));
  expect(objectsOf(app)).toEqual([]);
});
