import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import { refuses } from './support';
import {
  AuthorizationPolicy, AuthorizationRules, EnvoyApplyTo, EnvoyFilter, EnvoyPatchOperation, MeshService, MtlsMode, PeerAuthentication, PolicyTarget,
  ServiceEntry, ServiceLocation, ServiceResolution, WorkloadSelector,
} from 'cdk8s-istio';

function chart(namespace: string = 'shop'): Chart {
  return new Chart(Testing.app(), namespace, { namespace });
}

function deployment(scope: Construct, labels: { [label: string]: string } = { app: 'web' }): ApiObject {
  return new ApiObject(scope, 'deployment', {
    apiVersion: 'apps/v1', kind: 'Deployment', spec: { selector: { matchLabels: labels }, template: { metadata: { labels: { ...labels, version: 'v1' } } } },
  });
}

function service(scope: Construct, selector?: { [label: string]: string }): ApiObject {
  return new ApiObject(scope, 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { selector } });
}

function strict(scope: Construct, selector: WorkloadSelector, namespace?: string): unknown {
  return new PeerAuthentication(scope, 'policy', { metadata: { namespace }, selector, mtls: MtlsMode.STRICT }).apiObject.toJson().spec?.selector;
}

test('labels are written as they are', () => {
  expect(strict(chart(), WorkloadSelector.labels({ app: 'web' }))).toEqual({ matchLabels: { app: 'web' } });
});

test('pods of a workload are those that it selects, as it is written', () => {
  const scope = chart();
  const web = deployment(scope);
  const selector = WorkloadSelector.fromWorkload(web);
  web.addJsonPatch(JsonPatch.add('/spec/selector/matchLabels/tier', 'front'));
  expect(strict(scope, selector)).toEqual({ matchLabels: { app: 'web', tier: 'front' } });
});

test('pods of a Service are those that it selects', () => {
  const scope = chart();
  expect(strict(scope, WorkloadSelector.fromService(service(scope, { app: 'web' })))).toEqual({ matchLabels: { app: 'web' } });
});

test('pods of a MeshService have its labels', () => {
  const scope = chart();
  const web = new MeshService(scope, 'web', { name: 'web', ports: [{ number: 80, name: 'http' }], labels: { tier: 'front' } });
  expect(strict(scope, web.workloads)).toEqual({ matchLabels: { tier: 'front' } });
});

test('each kind has its own words for it', () => {
  const scope = chart();
  const web = WorkloadSelector.fromWorkload(deployment(scope));
  const entry = new ServiceEntry(scope, 'entry', {
    hosts: ['web.example.com'],
    location: ServiceLocation.MESH_INTERNAL,
    resolution: ServiceResolution.STATIC,
    workloadSelector: web,
    ports: [{ number: 80, name: 'http' }],
  });
  const policy = new AuthorizationPolicy(scope, 'access', { target: PolicyTarget.workloads(web), rules: AuthorizationRules.nothing() });
  const filter = new EnvoyFilter(scope, 'filter', {
    target: PolicyTarget.workloads(web), configPatches: [{ applyTo: EnvoyApplyTo.CLUSTER, operation: EnvoyPatchOperation.REMOVE }],
  });
  expect([entry, policy, filter].map(({ apiObject }) => apiObject.toJson().spec)).toMatchObject([
    { workloadSelector: { labels: { app: 'web' } } }, { selector: { matchLabels: { app: 'web' } } }, { workloadSelector: { labels: { app: 'web' } } },
  ]);
});

test('policies of the root namespace choose workloads of all namespaces', () => {
  const scope = chart();
  expect(strict(scope, WorkloadSelector.fromWorkload(deployment(scope)), 'istio-system')).toEqual({ matchLabels: { app: 'web' } });
});

test('a policy for an object is next to it', () => {
  const scope = chart();
  const policy = (id: string, object: ApiObject, namespace?: string): unknown => new AuthorizationPolicy(scope, id, {
    metadata: { namespace }, target: PolicyTarget.fromObject(object), rules: AuthorizationRules.nothing(),
  }).apiObject.toJson().spec.targetRefs;
  const web = service(scope, { app: 'web' });
  const waypoint = new ApiObject(scope, 'waypoint', { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'waypoint' } });
  const all = new ApiObject(scope, 'class', { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'GatewayClass', metadata: { name: 'istio-waypoint' } });
  expect(policy('a', web)).toEqual([{ group: '', kind: 'Service', name: 'web' }]);
  expect(policy('b', waypoint)).toEqual([{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'waypoint' }]);
  expect(policy('c', all, 'istio-system')).toEqual([{ group: 'gateway.networking.k8s.io', kind: 'GatewayClass', name: 'istio-waypoint' }]);
  expect(() => policy('d', web, 'bank'))
    .toThrow(new Error('Failed serializing construct at path \'shop/d/Resource\' with name \'d\': Error: shop/d: target is the Service web of namespace shop; it must be in the policy\'s own namespace (bank)'));
});

describe('what can never be right', () => {
  const LABELS = 'it must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, at most 63 characters';
  refuses({
    'no label': [
      () => WorkloadSelector.labels({}), 'WorkloadSelector.labels: labels is {}; it must be at least one label; leave the selector out for all workloads',
    ],
    'a wildcard': [() => WorkloadSelector.labels({ app: '*' }), `WorkloadSelector.labels: labels.app is "*"; ${LABELS}`],
    'a label without a name': [
      () => WorkloadSelector.labels({ '': 'web' }),
      'WorkloadSelector.labels: labels has the label ""; ' +
      'its name must be letters, digits, "-", "_" and ".", at most 63 characters, optionally after a DNS name and "/"',
    ],
    'a Service for a workload': [
      (scope) => WorkloadSelector.fromWorkload(service(scope)),
      'WorkloadSelector.fromWorkload: workload is "v1 Service"; ' +
      'it must be a construct of a Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob, Pod or Rollout',
    ],
    'a workload for a Service': [
      (scope) => WorkloadSelector.fromService(deployment(scope)),
      'WorkloadSelector.fromService: service is "apps/v1 Deployment"; it must be a Service (v1); use WorkloadSelector.fromWorkload for a workload',
    ],
    'a Service that selects nothing': [
      (scope) => strict(scope, WorkloadSelector.fromService(service(scope))),
      'Failed serializing construct at path \'shop/policy/Resource\' with name \'policy\': Error: shop/policy: selector takes its labels from shop/service, which has none; it must have at least one',
    ],
    'a workload of another namespace': [
      (scope) => strict(scope, WorkloadSelector.fromWorkload(deployment(scope)), 'bank'),
      'Failed serializing construct at path \'shop/policy/Resource\' with name \'policy\': Error: shop/policy: selector chooses workloads of namespace shop; they must be in the object\'s own namespace (bank)',
    ],
    'labels for a target': [
      () => PolicyTarget.workloads({ app: 'web' } as unknown as WorkloadSelector),
      'PolicyTarget.workloads: selector is {"app":"web"}; it must be a WorkloadSelector; use WorkloadSelector.fromWorkload or WorkloadSelector.labels',
    ],
    'a workload for an object': [
      (scope) => PolicyTarget.fromObject(deployment(scope)),
      'PolicyTarget.fromObject: object is "apps/v1 Deployment"; it must be a Service (v1), ServiceEntry (networking.istio.io), ' +
      'Gateway (gateway.networking.k8s.io) or GatewayClass (gateway.networking.k8s.io); use PolicyTarget.workloads for workloads',
    ],
  });
});
