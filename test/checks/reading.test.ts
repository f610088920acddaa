import { find, rendered } from './run';
import { AppObject } from '../../src/checks/app-object';
import { AppView } from '../../src/checks/app-view';
import { parseMilliseconds } from '../../src/checks/durations';
import { kindName } from '../../src/checks/group-kinds';
import { DEFAULT_CONTEXT } from '../../src/checks/mesh-context';
import { hostsMeet, parseServiceHost, resolveHost, wildcardsOver } from '../../src/model/hosts';
import type { JsonObject } from '../../src/model/json';

describe('a cursor', () => {
  const json: JsonObject = { spec: { list: [{ a: 1 }, null, 'text'], empty: null, labels: { 'a.b/c': 'x', 'n': 3 } }, kind: 'X' };
  const { root } = new AppObject({ json, source: 'app' });

  test('names the place of what it points to, there or not', () => {
    expect(root.at('spec', 'list', 0, 'a').path).toBe('spec.list[0].a');
    expect(root.at('spec', 'labels', 'a.b/c').path).toBe('spec.labels["a.b/c"]');
    expect(root.at('gone', 'too', 3).path).toBe('gone.too[3]');
    expect(root.at('spec', 'list').items().map(({ path }) => path)).toEqual(['spec.list[0]', 'spec.list[1]', 'spec.list[2]']);
  });

  test('reads what is of another type as missing', () => {
    expect(root.at('spec', 'list', 0, 'a').number).toBe(1);
    expect(root.at('spec', 'list', 0, 'a').text).toBeUndefined();
    expect(root.at('spec', 'empty').given).toBe(false);
    expect(root.at('spec', 'kind').given).toBe(false);
    expect(root.at('kind', 'length').given).toBe(false);
    expect(root.at('constructor').given).toBe(false);
    expect(root.at('spec', 'list').fields).toBeUndefined();
    expect(root.at('spec', 'list').texts()).toEqual(['text']);
    expect(root.at('spec', 'labels').labels()).toEqual({ 'a.b/c': 'x' });
    expect(root.at('spec').items()).toEqual([]);
  });
});

test('kinds of other groups are not taken for Istio\'s', () => {
  expect(kindName('networking.istio.io/v1beta1', 'Gateway')).toBe('Gateway');
  expect(kindName('gateway.networking.k8s.io/v1', 'Gateway')).toBe('Gateway.gateway.networking.k8s.io');
  expect(kindName('serving.knative.dev/v1', 'Service')).toBe('Service.serving.knative.dev');
  expect(kindName('v1', 'Service')).toBe('Service');
  expect(kindName('x.io/v1', 'constructor')).toBe('constructor.x.io');
});

test.each([
  ['reviews', 'reviews.shop.svc.cluster.local'], ['reviews.shop', 'reviews.shop'], ['*', '*'], ['10.0.0.1', '10.0.0.1'], ['::1', '::1'], ['', ''],
])('host %j in namespace shop is %j', (host, full) => {
  expect(resolveHost(host, 'shop', 'cluster.local')).toBe(full);
});

test('hosts of services are taken apart', () => {
  expect(parseServiceHost('a.b.svc.cluster.local', 'cluster.local')).toEqual({ name: 'a', namespace: 'b' });
  expect(parseServiceHost('a.b.c.svc.cluster.local', 'cluster.local')).toBeUndefined();
  expect(parseServiceHost('a.b.svc.other', 'cluster.local')).toBeUndefined();
});

test.each([
  ['a.b', 'a.b', true], ['a.b', 'a.c', false], ['*.b', 'a.b', true], ['a.b', '*.b', true], ['*.b', 'b', false], ['*', 'a', true], ['*.a.b', '*.b', true], ['*.a', '*.b', false],
])('hosts %s and %s meet: %s', (a, b, meet) => {
  expect(hostsMeet(a, b)).toBe(meet);
  expect(hostsMeet(b, a)).toBe(meet);
});

test('wildcards over a host go from the narrowest to the widest', () => {
  expect([...wildcardsOver('a.b.c')]).toEqual(['*.b.c', '*.c', '*']);
  expect([...wildcardsOver('*.b.c')]).toEqual(['*.c', '*']);
});

test.each([['1s', 1000], ['1.5s', 1500], ['1m30s', 90000], ['250ms', 250], ['1', undefined], ['s', undefined], ['-1s', undefined], [undefined, undefined]])(
  'duration %s is %s ms', (text, milliseconds) => { expect(parseMilliseconds(text)).toBe(milliseconds); });

test('an object without namespace is in the default one, a cluster-scoped one in none', () => {
  const view = new AppView(rendered('apiVersion: v1\nkind: Service\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: b, namespace: c}'), DEFAULT_CONTEXT);
  expect(view.objects.map(({ fullId }) => fullId)).toEqual(['Service default/a', 'Namespace b']);
});

test('references are followed within namespace default and within another cluster domain', () => {
  const text = `apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: 80, name: http}]}\n---
apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: a}
spec: {hosts: [a], http: [{route: [{destination: {host: a.default.svc.acme.local}}, {destination: {host: known}}]}]}`;
  const { CHECKS } = jest.requireActual<typeof import('../../src/checks/registry')>('../../src/checks/registry');
  const context = { clusterDomain: 'acme.local', knownServices: [{ host: 'known' }] };
  expect(find(text, CHECKS.filter(({ code }) => code === 'CI0101'), context)).toEqual([]);
});
