import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import * as install from '../../src/install';
import * as patterns from '../../src/patterns';

/** What the shop can do without, and why. */
const LEFT_OUT: { readonly [pattern: string]: string } = {
  MtlsMigration: 'the mesh is strict; the migration ends in StrictMtlsMesh, and an app has one of the two',
  HelmInstall: 'an app installs Istio in one way, here by istioctl',
  SailInstall: 'as HelmInstall',
  ArgoCdInstall: 'as HelmInstall',
  Waypoint: 'the mesh has sidecars',
  OwnCa: 'istiod is its own authority',
  RevisionTag: 'the installation has one revision, without a name',
};

type Class = new (...args: never[]) => Construct;

function classes(layer: object): Array<[string, Class]> {
  return Object.entries(layer).filter(([, value]) => typeof value === 'function' && value.prototype instanceof Construct) as Array<[string, Class]>;
}

interface Rendered {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly [key: string]: unknown; readonly selector?: unknown };
}

interface VirtualService {
  readonly hosts: string[];
  readonly gateways?: string[];
  readonly http?: Array<{ readonly [key: string]: unknown; readonly name: string }>;
}

let all: IConstruct[] = [];
let objects: Rendered[] = [];

beforeAll(() => {
  const before = process.env.CDK8S_OUTDIR;
  const out = mkdtempSync(join(tmpdir(), 'cdk8s-istio-shop-'));
  process.env.CDK8S_OUTDIR = out;
  try {
    const { app } = jest.requireActual<{ app: App }>('../../examples/shop/main');
    all = app.node.findAll();
    objects = app.charts.flatMap((chart) => chart.toJson()) as Rendered[];
  } finally {
    if (before === undefined) { delete process.env.CDK8S_OUTDIR; } else { process.env.CDK8S_OUTDIR = before; }
    rmSync(out, { recursive: true, force: true });
  }
});

/** The routes of a service at a VirtualService, each with what it says beside its match and its way. */
function routesOf(namespace: string, name: string, host: string): Array<{ name: string; says: string[] }> {
  const { http = [] } = objects.find(({ kind, metadata }) => kind === 'VirtualService' && metadata.namespace === namespace && metadata.name === name)
    ?.spec as unknown as VirtualService;
  return http.filter(({ route }) => JSON.stringify(route ?? []).includes(`"${host}"`))
    .map(({ name: route, ...rest }) => ({ name: route, says: Object.keys(rest).filter((key) => key !== 'match').sort() }));
}

test('it has twenty services, and two of the platform', () => {
  const services = all.filter((one) => one instanceof patterns.MeshService);
  const own = services.filter(({ namespace }) => namespace !== 'platform').map(({ serviceName }) => serviceName).sort();
  expect(own).toHaveLength(20);
  expect(new Set(own).size).toBe(20);
  expect(services).toHaveLength(22);
});

describe('every pattern is there', () => {
  const known = [...classes(patterns), ...classes(install)];

  test.each(known.filter(([name]) => !(name in LEFT_OUT)))('%s', (_, pattern) => {
    expect(all.some((one) => one instanceof pattern)).toBe(true);
  });

  test.each(Object.keys(LEFT_OUT))('but for %s, which exists', (name) => {
    const pattern = known.find(([other]) => other === name)?.[1];
    expect(pattern).toBeDefined();
    expect(all.some((one) => one instanceof (pattern as Class))).toBe(false);
  });
});

test('a host has one VirtualService for the mesh, and one for each gateway', () => {
  const bindings = objects.filter(({ kind }) => kind === 'VirtualService').flatMap(({ spec }) => {
    const { hosts, gateways = ['mesh'] } = spec as unknown as VirtualService;
    return gateways.flatMap((gateway) => hosts.map((host) => `${host} at ${gateway}`));
  });
  expect(bindings.length).toBeGreaterThan(15);
  expect([...new Set(bindings)]).toEqual(bindings);
});

test('a host has one DestinationRule', () => {
  const hosts = objects.filter(({ kind }) => kind === 'DestinationRule').map(({ spec }) => `${String(spec.host)} ${JSON.stringify(spec.workloadSelector ?? '')}`);
  expect(hosts.length).toBeGreaterThan(10);
  expect([...new Set(hosts)]).toEqual(hosts);
});

test('orders has canary, copies, timeouts, retries, a fault, and new paths and headers in the same routes, in the mesh and at the door', () => {
  const atDoor = routesOf('platform', 'edge-shop-example-com', 'orders.checkout.svc.cluster.local');
  expect(atDoor).toEqual([
    { name: 'reading-orders+orders-slow-for-tester+orders-paths', says: ['fault', 'headers', 'retries', 'rewrite', 'route', 'timeout'] },
    { name: 'orders-audit+orders-slow-for-tester+orders-paths', says: ['fault', 'headers', 'mirrors', 'retries', 'rewrite', 'route', 'timeout'] },
    { name: 'orders-slow-for-tester+orders-paths', says: ['fault', 'headers', 'rewrite', 'route'] },
    { name: 'reading-orders+orders-paths', says: ['headers', 'retries', 'rewrite', 'route', 'timeout'] },
    { name: 'orders-audit+orders-paths', says: ['headers', 'mirrors', 'retries', 'rewrite', 'route', 'timeout'] },
    { name: 'orders-paths', says: ['headers', 'rewrite', 'route'] },
  ]);
  expect(routesOf('checkout', 'orders', 'orders.checkout.svc.cluster.local')).toEqual(expect.arrayContaining(atDoor));
});

test('policies of its workloads are there besides', () => {
  const forOrders = objects.filter(({ spec, metadata }) => metadata.namespace === 'checkout'
    && ['selector', 'workloadSelector'].some((key) => JSON.stringify(spec?.[key] ?? '').includes('"app":"orders"')))
    .map(({ kind }) => kind).filter((kind) => !['Deployment', 'Service'].includes(kind)).sort();
  expect(forOrders).toEqual(['AuthorizationPolicy', 'AuthorizationPolicy', 'EnvoyFilter', 'RequestAuthentication', 'Sidecar', 'Telemetry']);
});
