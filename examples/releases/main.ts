import { App, Chart } from 'cdk8s';
import { versionedWorkload } from '../workloads';
import {
  AbTest, BlueGreenRelease, DarkLaunch, Injection, LiveColor, MeshService, RequestMatch, StrictMtlsNamespace, StringMatch,
} from 'cdk8s-istio';

const app = new App();
const shop = new Chart(app, 'releases', { namespace: 'shop' });
new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });

// All orders go to blue; with the header, testers look at green before the switch. The switch is one word.
const orders = MeshService.fromService(shop, 'orders', versionedWorkload(shop, {
  name: 'orders', port: 8080, versions: { blue: 'example/orders:1.4', green: 'example/orders:1.5' },
}));
new BlueGreenRelease(shop, 'orders-release', {
  service: orders,
  blue: orders.version('blue'),
  green: orders.version('green'),
  live: LiveColor.BLUE,
  preview: [RequestMatch.header('x-preview', StringMatch.present())],
});

// Those whom the frontend put into a group get the search of their group, again and again.
const search = MeshService.fromService(shop, 'search', versionedWorkload(shop, {
  name: 'search', port: 8080, versions: { list: 'example/search:list', grid: 'example/search:grid', map: 'example/search:map' },
}));
new AbTest(shop, 'search-layout', {
  service: search,
  control: search.version('list'),
  variants: [
    { version: search.version('grid'), requests: [RequestMatch.header('x-group', StringMatch.exact('grid'))] },
    { version: search.version('map'), requests: [RequestMatch.header('x-group', StringMatch.exact('map'))] },
  ],
});

// The next checkout runs beside the present one, and only the team's requests reach it.
const checkout = MeshService.fromService(shop, 'checkout', versionedWorkload(shop, {
  name: 'checkout', port: 8080, versions: { v1: 'example/checkout:v1', v2: 'example/checkout:v2' },
}));
new DarkLaunch(shop, 'checkout-next', {
  service: checkout,
  live: checkout.version('v1'),
  dark: checkout.version('v2'),
  requests: [RequestMatch.header('x-team', StringMatch.exact('checkout'))],
});

app.synth();
