import { ApiObject, type Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { findings, HTTP, objects, refuses, service, shop, spec, yaml } from './support';
import {
  Caller, EgressHost, LoadBalancing, Mesh, MeshService, MirroredService, OutboundTrafficMode, Protocol, ResilientService, ServiceAccess,
  ServiceEntry, type ServiceEntryProps, ServiceLocation, ServiceResolution, SidecarScope, type SidecarScopeProps,
} from 'cdk8s-istio';

const scope = (chart: Chart, props: SidecarScopeProps, id: string = 'scope') => new SidecarScope(chart, id, props);

/** What can be reached. */
function hosts(props: (chart: Chart) => SidecarScopeProps): unknown {
  const [{ hosts: reached }, ...others] = spec('Sidecar', (chart) => scope(chart, props(chart))).egress as { hosts: string[] }[];
  expect(others).toEqual([]);
  return reached;
}

const reviews = (chart: Chart) => service(chart, 'reviews', [HTTP], { serviceAccount: 'bookinfo-reviews' });

function outside(chart: Chart, props: Partial<ServiceEntryProps> = {}): ServiceEntry {
  return new ServiceEntry(chart, 'outside', {
    hosts: ['api.example.com', '*.cdn.example.com'],
    ports: [{ name: 'http', number: 80, protocol: Protocol.HTTP }],
    location: ServiceLocation.MESH_EXTERNAL,
    resolution: ServiceResolution.NONE,
    ...props,
  });
}

test('smallest', () => {
  expect(yaml((chart) => scope(chart, { calls: [] }, 'default'))).toMatchInlineSnapshot(`
"
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: default
  namespace: shop
spec:
  egress:
    - hosts:
        - istio-system/*
"
`);
});

test('every property', () => {
  const everything = (chart: Chart): Required<Omit<SidecarScopeProps, 'workload' | 'namespace'>> => ({
    service: reviews(chart),
    calls: [service(chart, 'ratings')],
    hosts: ['billing/*'],
    callsFromAccess: true,
    includeRootNamespace: false,
    outboundTrafficPolicy: OutboundTrafficMode.REGISTRY_ONLY,
  });
  expect(spec('Sidecar', (chart) => scope(chart, everything(chart)))).toEqual({
    workloadSelector: { labels: { app: 'reviews' } },
    egress: [{ hosts: ['billing/*', 'shop/ratings.shop.svc.cluster.local'] }],
    outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
  });
});

test('a service is called in its own namespace and by its full name, whatever the domain of the cluster', () => {
  expect(hosts((chart) => {
    new Mesh(chart, 'mesh', { clusterDomain: 'corp.local', rootNamespace: 'istio' });
    return { calls: [service(chart, 'ratings', [HTTP]), new MeshService(chart, 'bills', { name: 'bills', namespace: 'billing', ports: [HTTP] })] };
  })).toEqual(['billing/bills.billing.svc.corp.local', 'istio/*', 'shop/ratings.shop.svc.corp.local']);
});

test('a ServiceEntry is called by its hosts', () => {
  expect(hosts((chart) => ({ calls: [outside(chart)] }))).toEqual(['istio-system/*', 'shop/*.cdn.example.com', 'shop/api.example.com']);
  const { chart } = shop(null);
  expect(outside(chart).egressHosts).toEqual(['*/api.example.com', '*/*.cdn.example.com']);
});

test('of what is said twice nothing is written twice, and the order of saying it shows nowhere', () => {
  expect(hosts((chart) => {
    const ratings = service(chart, 'ratings');
    return { calls: [ratings, service(chart, 'details'), ratings], hosts: [EgressHost.namespace('istio-system')] };
  })).toEqual(['istio-system/*', 'shop/details.shop.svc.cluster.local', 'shop/ratings.shop.svc.cluster.local']);
});

test('who calls nobody reaches nothing', () => {
  expect(hosts(() => ({ calls: [], includeRootNamespace: false }))).toEqual(['~/*']);
});

test('more calls are added, by whoever knows of them', () => {
  expect(spec('Sidecar', (chart) => scope(chart, { service: reviews(chart), calls: [] }).addCalls(service(chart, 'ratings'))).egress)
    .toEqual([{ hosts: ['istio-system/*', 'shop/ratings.shop.svc.cluster.local'] }]);
});

test('calls follow from what lets the service account in, said before or after', () => {
  const reached = (caller: (service: MeshService) => Caller) => {
    const { egress } = spec('Sidecar', (chart) => {
      const of = reviews(chart);
      const access = (to: string) => new ServiceAccess(chart, `${to}-access`, {
        service: service(chart, to), allow: [{ callers: [caller(of)] }, { callers: [Caller.principal('cluster.local/ns/shop/sa/other')] }],
      });
      access('ratings');
      scope(chart, { service: of, callsFromAccess: true });
      access('details');
    });
    return egress;
  };
  const both = [{ hosts: ['istio-system/*', 'shop/details.shop.svc.cluster.local', 'shop/ratings.shop.svc.cluster.local'] }];
  expect(reached((of) => Caller.service(of))).toEqual(both);
  expect(reached(() => Caller.principal('cluster.local/ns/shop/sa/bookinfo-reviews'))).toEqual(both);
  const none = [{ hosts: ['istio-system/*'] }];
  expect(reached(() => Caller.principal('cluster.local/ns/shop/sa/bookinfo-*'))).toEqual(none);
  expect(reached(() => Caller.namespace('shop'))).toEqual(none);
  expect(reached(() => Caller.mesh())).toEqual(none);
});

test('the limits of its own DestinationRule are seen by the sidecar; versions alone are no reason', () => {
  const limited = (limit: (of: MeshService, chart: Chart) => unknown) => hosts((chart) => {
    const of = reviews(chart);
    limit(of, chart);
    return { service: of, calls: [] };
  });
  expect(limited((of, chart) => new ResilientService(chart, 'limits', { service: of, circuitBreaker: { maxConnections: 5 } })))
    .toEqual(['istio-system/*', 'shop/reviews.shop.svc.cluster.local']);
  expect(limited((of) => of.version('v1', { trafficPolicy: { loadBalancer: LoadBalancing.random() } }))).toEqual(['istio-system/*']);
  expect(hosts((chart) => ({
    service: service(chart, 'reviews', [HTTP], {
      trafficPolicy: { portLevelSettings: [{ port: 9080, connectionPool: { tcp: { maxConnections: 5 } } }] },
    }),
    calls: [],
  }))).toEqual(['istio-system/*', 'shop/reviews.shop.svc.cluster.local']);
});

test('where the routes of a callee lead is not said: Istio finds it', () => {
  expect(hosts((chart) => {
    const ratings = service(chart, 'ratings');
    new MirroredService(chart, 'shadow', { service: ratings, mirrors: [{ to: service(chart, 'ratings-next') }] });
    return { calls: [ratings] };
  })).toEqual(['istio-system/*', 'shop/ratings.shop.svc.cluster.local']);
});

test('a workload behind no service is told by its labels', () => {
  const selector = (make: (chart: Chart) => SidecarScopeProps['workload']) =>
    spec('Sidecar', (chart) => scope(chart, { workload: make(chart), calls: [] })).workloadSelector;
  const containers = [{ image: 'example/report:v1' }];
  expect(selector((chart) => {
    const deployment = new kplus.Deployment(chart, 'worker', { podMetadata: { labels: { app: 'worker', color: 'red' } }, select: false, containers });
    deployment.select(kplus.LabelSelector.of({ labels: { app: 'worker' } }));
    return deployment;
  })).toEqual({ labels: { app: 'worker' } });
  expect(selector((chart) => new kplus.CronJob(chart, 'report', {
    schedule: { minute: '0' } as never, podMetadata: { labels: { app: 'report' } }, containers,
  }))).toMatchObject({ labels: { app: 'report' } });
  expect(selector((chart) => new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod', labels: { app: 'pod' } } })))
    .toEqual({ labels: { app: 'pod' } });
});

test('the scope of the root namespace is for the mesh', () => {
  expect(objects((chart) => scope(chart, { namespace: 'istio-system', hosts: [EgressHost.ownNamespace()] }, 'default'))).toEqual([{
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    metadata: { name: 'default', namespace: 'istio-system' },
    spec: { egress: [{ hosts: ['./*', 'istio-system/*'] }] },
  }]);
});

test('yields no findings among its neighbours', () => {
  expect(findings((chart) => {
    const ratings = service(chart, 'ratings');
    scope(chart, { service: reviews(chart), calls: [ratings, outside(chart)] });
    scope(chart, { calls: [] }, 'default');
  })).toEqual([]);
});

refuses({
  'nothing that is said': [
    (chart) => scope(chart, {}),
    'shop/scope: none of calls, hosts and callsFromAccess is given; it must be at least one; give calls: [] for workloads that call nobody',
  ],
  'two subjects': [
    (chart) => scope(chart, { service: reviews(chart), namespace: 'shop', calls: [] }),
    'shop/scope: service and namespace are given; it must be one of them',
  ],
  'a second scope of a service': [
    (chart) => {
      const of = reviews(chart);
      scope(chart, { service: of, calls: [] }, 'first');
      scope(chart, { service: of, calls: [] });
    },
    'shop/scope: shop/reviews already has the SidecarScope shop/first; it must be the only one; say there what else is called, with addCalls',
  ],
  'a second scope of a namespace': [
    (chart) => {
      scope(chart, { calls: [] }, 'first');
      scope(chart, { namespace: 'shop', calls: [] });
    },
    'shop/scope: namespace shop already has the SidecarScope shop/first; it must be the only one; say there what else is called, with addCalls',
  ],
  'a host without a namespace': [
    (chart) => scope(chart, { hosts: ['api.example.com'] }),
    'shop/scope: hosts[0] is "api.example.com"; it must be a namespace, "*" or ".", then "/", then "*", a fully qualified DNS name or one that ' +
    'starts with "*."; "~" before it takes hosts out',
  ],
  'access of no service': [
    (chart) => scope(chart, { callsFromAccess: true }),
    'shop/scope: callsFromAccess is true; it must be given next to service, whose service account it is about',
  ],
  'access of nobody': [
    (chart) => scope(chart, { service: service(chart), callsFromAccess: true }),
    'shop/scope: callsFromAccess is true; it must be given for a service whose namespace and service account are known, and shop/reviews has not both; ' +
    'give the MeshService its serviceAccount',
  ],
  'a workload that is none': [
    (chart) => scope(chart, { workload: new kplus.ConfigMap(chart, 'map'), calls: [] }),
    'shop/scope: workload is "v1 ConfigMap"; it must be a construct of a Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob, Pod or Rollout',
  ],
  'a workload of several objects': [
    (chart) => scope(chart, { workload: chart, calls: [] }),
    'shop/scope: workload is "shop"; it must be a construct of a Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob, Pod or Rollout, which has one ApiObject',
  ],
  'a namespace that is none': [
    (chart) => scope(chart, { namespace: 'Shop', calls: [] }),
    'shop/scope: namespace is "Shop"; it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters',
  ],
});

test('refuses a callee whose namespace nobody knows', () => {
  const { chart } = shop(null);
  expect(() => scope(chart, { calls: [service(chart)] })).toThrow(new Error(
    'shop/reviews: namespace is missing; it must be known where a Sidecar names the service; give it, or give the chart one'));
});
