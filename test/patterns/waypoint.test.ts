import { Chart, Testing } from 'cdk8s';
import { refuses } from './support';
import { Injection, Waypoint, type WaypointProps, WaypointTraffic, WaypointUsers } from 'cdk8s-istio';

function made(props?: WaypointProps): unknown {
  const chart = new Chart(Testing.app(), 'shop', { namespace: 'shop' });
  new Waypoint(chart, 'waypoint', props);
  return chart.toJson()[0];
}

test('smallest: as istioctl writes one', () => {
  expect(made()).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'waypoint', namespace: 'shop' },
    spec: { gatewayClassName: 'istio-waypoint', listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }] },
  });
});

test('every property', () => {
  const all: Required<WaypointProps> = { name: 'way', namespace: 'infra', traffic: WaypointTraffic.ALL, users: WaypointUsers.ALL, revision: 'prod' };
  expect(made(all)).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'way', namespace: 'infra', labels: { 'istio.io/rev': 'prod', 'istio.io/waypoint-for': 'all' } },
    spec: {
      gatewayClassName: 'istio-waypoint',
      listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE', allowedRoutes: { namespaces: { from: 'All' } } }],
    },
  });
});

test('a namespace names it', () => {
  expect(Injection.ambient('waypoint').labels).toEqual({ 'istio.io/dataplane-mode': 'ambient', 'istio.io/use-waypoint': 'waypoint' });
  expect(Injection.ambient('way', 'infra').labels).toEqual({
    'istio.io/dataplane-mode': 'ambient', 'istio.io/use-waypoint': 'way', 'istio.io/use-waypoint-namespace': 'infra',
  });
});

const NAME = 'it must be lower-case letters, digits and "-", with a letter or digit at both ends, at most 63 characters';

refuses({
  'traffic that is none': [(chart) => new Waypoint(chart, 'waypoint', { traffic: 'http' as WaypointTraffic }),
    'shop/waypoint: traffic is "http"; it must be one of service, workload, all, none'],
  'users that are none': [(chart) => new Waypoint(chart, 'waypoint', { users: 'some' as WaypointUsers }),
    'shop/waypoint: users is "some"; it must be one of Same, All'],
  'a namespace that is none': [(chart) => new Waypoint(chart, 'waypoint', { namespace: 'A' }), `shop/waypoint: namespace is "A"; ${NAME}`],
  'a revision with dots': [(chart) => new Waypoint(chart, 'waypoint', { revision: '1.31' }), `shop/waypoint: revision is "1.31"; ${NAME}`],
  'a namespace without a waypoint': [() => Injection.ambient(undefined, 'infra'),
    'Injection.ambient: waypointNamespace is "infra"; it must be left out without a waypoint'],
});
