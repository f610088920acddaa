import { normalForm } from '../../../src/cli/import/normal-form';
import { RULES } from '../../../src/cli/import/normal-rules';
import type { JsonObject } from '../../../src/model/json';
import { ISTIO_KINDS } from '../../../src/model/kinds';

/** What becomes of a `spec`, and what is told of it. */
function normal(kind: keyof typeof ISTIO_KINDS, spec: JsonObject): { spec: unknown; told: string[] } {
  const { json, replacements } = normalForm({ ...ISTIO_KINDS[kind], spec });
  return { spec: json.spec, told: replacements.map(({ path, text }) => `${path.join('.')} ${text}`) };
}

const route = (more: JsonObject): JsonObject => ({ http: [{ route: [{ destination: { host: 'a' } }], ...more }] });

describe('older spellings are told of', () => {
  test.each<[string, keyof typeof ISTIO_KINDS, JsonObject, JsonObject, string[]]>([
    ['mirror_percent', 'VirtualService', route({ mirror: { host: 'b' }, mirror_percent: 5 }),
      route({ mirror: { host: 'b' }, mirrorPercentage: { value: 5 } }), ['spec.http.0.mirror_percent is mirrorPercentage today']],
    ['percent of a delay', 'VirtualService', route({ fault: { delay: { percent: 10, fixedDelay: '5s' } } }),
      route({ fault: { delay: { percentage: { value: 10 }, fixedDelay: '5s' } } }), ['spec.http.0.fault.delay.percent is percentage today']],
    ['allowOrigin', 'VirtualService', route({ corsPolicy: { allowOrigin: ['a.com'] } }), route({ corsPolicy: { allowOrigins: [{ exact: 'a.com' }] } }),
      ['spec.http.0.corsPolicy.allowOrigin is allowOrigins today']],
    ['LEAST_CONN', 'DestinationRule', { host: 'a', trafficPolicy: { loadBalancer: { simple: 'LEAST_CONN' } } },
      { host: 'a', trafficPolicy: { loadBalancer: { simple: 'LEAST_REQUEST' } } },
      ['spec.trafficPolicy.loadBalancer.simple LEAST_CONN is LEAST_REQUEST today']],
    ['minimumRingSize', 'DestinationRule', { subsets: [{ trafficPolicy: { loadBalancer: { consistentHash: { minimumRingSize: 7 } } } }] },
      { subsets: [{ trafficPolicy: { loadBalancer: { consistentHash: { ringHash: { minimumRingSize: 7 } } } } }] },
      ['spec.subsets.0.trafficPolicy.loadBalancer.consistentHash.minimumRingSize is ringHash.minimumRingSize today']],
    ['warmupDurationSecs', 'DestinationRule', { trafficPolicy: { loadBalancer: { warmupDurationSecs: '90s' } } },
      { trafficPolicy: { loadBalancer: { warmup: { duration: '90s' } } } }, ['spec.trafficPolicy.loadBalancer.warmupDurationSecs is warmup.duration today']],
    ['consecutiveErrors', 'DestinationRule', { trafficPolicy: { outlierDetection: { consecutiveErrors: 7, interval: '1m' } } },
      { trafficPolicy: { outlierDetection: { interval: '60s' } } },
      ['spec.trafficPolicy.outlierDetection.consecutiveErrors is left out: Istio reads it no longer; see consecutive5xxErrors']],
    ['gateways named as hosts', 'VirtualService', { gateways: ['edge.infra.svc.cluster.local', 'a.b', './c', 'd', 'e/f', 'mesh'] },
      { gateways: ['infra/edge', 'b/a', 'c', 'd', 'e/f', 'mesh'] },
      ['spec.gateways edge.infra.svc.cluster.local is infra/edge today', 'spec.gateways a.b is b/a today']],
    ['targetRef', 'Telemetry', { targetRef: { kind: 'Service', name: 'a' } }, { targetRefs: [{ group: '', kind: 'Service', name: 'a' }] },
      ['spec.targetRef is one of targetRefs today']],
  ])('%s', (_, kind, before, after, told) => {
    expect(normal(kind, before)).toEqual({ spec: after, told });
    expect(normal(kind, after)).toEqual({ spec: after, told: [] });
  });

  test('versions', () => {
    expect(normalForm({ apiVersion: 'networking.istio.io/v1alpha3', kind: 'Gateway', spec: {} })).toEqual({
      json: { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', spec: {} },
      istioKind: 'Gateway',
      replacements: [{ path: ['apiVersion'], text: 'networking.istio.io/v1alpha3 is networking.istio.io/v1 today' }],
    });
    expect(normalForm({ apiVersion: 'gateway.networking.k8s.io/v1beta1', kind: 'Gateway' }))
      .toEqual({ json: { apiVersion: 'gateway.networking.k8s.io/v1beta1', kind: 'Gateway' }, replacements: [] });
  });
});

describe('what only looks different is not', () => {
  test.each<[string, keyof typeof ISTIO_KINDS, JsonObject, JsonObject]>([
    ['durations', 'VirtualService', route({ timeout: '1m30s', retries: { attempts: 1, perTryTimeout: '1500ms' } }),
      route({ timeout: '90s', retries: { attempts: 1, perTryTimeout: '1500ms' } })],
    ['durations that are none', 'VirtualService', route({ timeout: 'soon' }), route({ timeout: 'soon' })],
    ['durations below milliseconds', 'VirtualService', route({ timeout: '1.0005s' }), route({ timeout: '1.0005s' })],
    ['what retries are for', 'VirtualService', route({ retries: { attempts: 1, retryOn: '5xx, reset,' } }),
      route({ retries: { attempts: 1, retryOn: '5xx,reset' } })],
    ['names of headers', 'VirtualService', route({ match: [{ headers: { 'End-User': { exact: 'A' } } }] }),
      route({ match: [{ headers: { 'end-user': { exact: 'A' } } }] })],
    ['matches of everything', 'VirtualService', route({ match: [{}] }), route({})],
    ['the share of a mirror', 'VirtualService', route({ mirrors: [{ destination: { host: 'b' } }] }),
      route({ mirrors: [{ destination: { host: 'b' }, percentage: { value: 100 } }] })],
    ['the share of a delay', 'VirtualService', route({ fault: { delay: { fixedDelay: '1s' } } }),
      route({ fault: { delay: { fixedDelay: '1s', percentage: { value: 0 } } } })],
    ['empty lists', 'VirtualService', { hosts: ['a'], gateways: [], ...route({}) }, { hosts: ['a'], ...route({}) }],
    ['protocols', 'Gateway', { servers: [{ port: { protocol: 'https' } }] }, { servers: [{ port: { protocol: 'HTTPS' } }] }],
    ['defaults of a ServiceEntry', 'ServiceEntry', { hosts: ['a.com'], ports: [{ number: 1, protocol: '' }] },
      { hosts: ['a.com'], location: 'MESH_EXTERNAL', resolution: 'NONE', ports: [{ number: 1 }] }],
    ['the operation on a tag', 'Telemetry', { metrics: [{ overrides: [{ tagOverrides: { a: { value: 'b' } } }] }] },
      { metrics: [{ overrides: [{ tagOverrides: { a: { operation: 'UPSERT', value: 'b' } } }] }] }],
    ['selections of everything', 'PeerAuthentication', { mtls: { mode: 'STRICT' }, selector: { matchLabels: {} } }, { mtls: { mode: 'STRICT' } }],
    ['selections of everything by other kinds', 'ServiceEntry', { workloadSelector: {}, location: 'MESH_INTERNAL', resolution: 'DNS' },
      { location: 'MESH_INTERNAL', resolution: 'DNS' }],
    ['members that are null', 'PeerAuthentication', { mtls: { mode: 'STRICT' }, selector: null }, { mtls: { mode: 'STRICT' } }],
  ])('%s', (_, kind, before, after) => {
    expect(normal(kind, before)).toEqual({ spec: after, told: [] });
  });
});

test('a list of nothing is read, whatever it is in', () => {
  const object = { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'a' }, spec: { http: [{ match: [null] }] } };

  expect(normalForm(object).json).toEqual(object);
});

test('what the cluster fills in is left out, and told', () => {
  const object = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'a', uid: '1', creationTimestamp: '2024', annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' },
    },
    status: {},
  };

  const { json, replacements } = normalForm(object);

  expect(json).toEqual({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } });
  expect(replacements.map(({ path }) => path.join('.'))).toEqual([
    'status', 'metadata.creationTimestamp', 'metadata.uid', 'metadata.annotations.kubectl.kubernetes.io/last-applied-configuration',
  ]);
});

test('the normal form of a normal form is itself, and the input stays as it is', () => {
  const object = { ...ISTIO_KINDS.VirtualService, spec: route({ timeout: '1m', mirror: { host: 'b' }, mirror_percent: 4 }) };
  const before = structuredClone(object);

  const once = normalForm(object).json;

  expect(object).toEqual(before);
  expect(normalForm(once)).toEqual({ json: once, istioKind: 'VirtualService', replacements: [] });
});

test('broken objects do no harm', () => {
  for (const kind of Object.keys(RULES) as Array<keyof typeof ISTIO_KINDS>) {
    for (const spec of [null, 1, 'a', [], { http: 1, servers: [1], subsets: [null], trafficPolicy: [], rules: [{ from: 1 }] }]) {
      expect(() => normalForm({ ...ISTIO_KINDS[kind], spec } as JsonObject)).not.toThrow();
    }
  }
});
