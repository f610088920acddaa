import { Chart } from 'cdk8s';
import { host, HTTP, port, refuses, reports, service, shop, spec } from './support';
import { rendered, without } from '../resources/support';
import * as settings from '../resources/traffic-settings';
import { DestinationRule, LoadBalancing, type ServiceVersionOptions, type TrafficPolicy } from 'cdk8s-istio';

const subsets = (build: (chart: Chart) => unknown) => spec('DestinationRule', build).subsets;

test('smallest', () => {
  const { chart } = shop();
  const v1 = service(chart).version('v1');
  expect([v1.name, v1.host, v1.labels]).toEqual(['v1', host(), { version: 'v1' }]);
});

test('every property', () => {
  const policy: Required<Omit<TrafficPolicy, 'tunnel'>> = {
    ...settings.everySetting,
    portLevelSettings: [{ port: 9080, ...settings.everySetting }],
    proxyProtocol: settings.proxyProtocol,
    retryBudget: settings.retryBudget,
  };
  const everything: Required<ServiceVersionOptions> = { labels: { track: 'canary', version: '2.0.0' }, trafficPolicy: policy };
  const { spec: byHand } = rendered((scope) => new DestinationRule(scope, 'x', { host: host(), subsets: [{ name: 'v2', ...everything }] }));
  expect(subsets((chart) => service(chart).version('v2', everything))).toEqual((byHand as { subsets: unknown }).subsets);
});

test('asked again it is the same, whatever is added', () => {
  const { chart } = shop();
  const reviews = service(chart);
  const v1 = reviews.version('v1', { labels: { release: 'one' } });
  expect(reviews.version('v1')).toBe(v1);
  expect(reviews.version('v1', { labels: { release: 'one' } })).toBe(v1);
  expect(reviews.version('v1', { trafficPolicy: { loadBalancer: LoadBalancing.random() } })).toBe(v1);
});

test('policies that are given at several times join', () => {
  expect(subsets((chart) => {
    const reviews = service(chart);
    reviews.version('v1', { trafficPolicy: { loadBalancer: LoadBalancing.random() } });
    reviews.version('v1', { trafficPolicy: { connectionPool: { tcp: { maxConnections: 1 } } } });
  })).toEqual([{
    name: 'v1', labels: { version: 'v1' }, trafficPolicy: { loadBalancer: { simple: 'RANDOM' }, connectionPool: { tcp: { maxConnections: 1 } } },
  }]);
});

test('subsets are in the order of their names, whoever asked first', () => {
  expect(subsets((chart) => {
    const reviews = service(chart);
    ['v2', 'v10', 'v1'].forEach((name) => reviews.version(name));
  })).toMatchObject([{ name: 'v1' }, { name: 'v10' }, { name: 'v2' }]);
});

test('labels that are taken out can be changed without a change of the version', () => {
  const { chart } = shop();
  const v1 = service(chart).version('v1');
  v1.labels.more = 'x';
  expect(v1.labels).toEqual({ version: 'v1' });
});

test('a policy of the service for a port holds for a version that has one of its own', () => {
  expect(subsets((chart) => {
    const reviews = service(chart, 'reviews', [HTTP, port('http-admin', 9081)], {
      trafficPolicy: { portLevelSettings: [{ port: 9081, connectionPool: { tcp: { maxConnections: 1 } } }] },
    });
    reviews.version('v1', { trafficPolicy: { loadBalancer: LoadBalancing.random() } });
  })).toEqual([{
    name: 'v1',
    labels: { version: 'v1' },
    trafficPolicy: {
      loadBalancer: { simple: 'RANDOM' },
      portLevelSettings: [{ port: { number: 9081 }, connectionPool: { tcp: { maxConnections: 1 } }, loadBalancer: { simple: 'RANDOM' } }],
    },
  }]);
});

refuses({
  'a name that is none': [
    (chart) => service(chart).version('v1.0'),
    'shop/reviews: version.name is "v1.0"; it must be letters, digits and "-", with a letter or digit at both ends, at most 63 characters',
  ],
  'labels that no pod can have': [
    (chart) => service(chart).version('v1', { labels: { version: 'a b' } }),
    'shop/reviews version "v1": labels.version is "a b"; it must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, ' +
    'at most 63 characters',
  ],
  'other labels than before': [
    (chart) => { const reviews = service(chart); reviews.version('v1'); reviews.version('v1', { labels: { release: 'one' } }); },
    'shop/reviews version "v1": labels is {"release":"one"}; it must be as given before: {"version":"v1"}; give another version another name',
  ],
  'a policy that says nothing': [
    (chart) => service(chart).version('v1', { trafficPolicy: {} }),
    'shop/reviews version "v1": trafficPolicy says nothing; it must have at least one setting; leave it out where there is nothing to say',
  ],
  'a policy that contradicts itself': [
    (chart) => service(chart).version('v1', { trafficPolicy: { ...without(settings.everySetting, 'tls'), tunnel: settings.tunnel, proxyProtocol: settings.proxyProtocol } }),
    'shop/reviews version "v1": trafficPolicy.tunnel and trafficPolicy.proxyProtocol are given; it must be one of them',
  ],
});

reports({
  'two policies of one version': [
    (chart) => {
      const reviews = service(chart);
      reviews.version('v1', { trafficPolicy: { connectionPool: { tcp: { maxConnections: 1 } } } });
      reviews.version('v1', { trafficPolicy: { connectionPool: { tcp: { maxConnections: 2 } } } });
    },
    'error shop/reviews: connectionPool.tcp.maxConnections of v1 for reviews.shop.svc.cluster.local is 1 and 2; it must be one value; ' +
    'set the field in one of them only [CI0012]',
  ],
});
