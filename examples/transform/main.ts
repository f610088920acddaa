import { App, Chart, Duration } from 'cdk8s';
import { versionedWorkload } from '../workloads';
import {
  Injection, MeshService, RequestMatch, RequestTransform, ResilientService, ResponseBody, StrictMtlsNamespace, StringMatch,
} from 'cdk8s-istio';

const app = new App();
const shop = new Chart(app, 'transform', { namespace: 'shop' });
new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });

const catalog = MeshService.fromService(shop, 'catalog', versionedWorkload(shop, {
  name: 'catalog', port: 8080, versions: { v1: 'example/catalog:v1' },
}));
const under = (prefix: string) => [RequestMatch.path(StringMatch.prefix(prefix))];

// The service knows nothing of /api/, and browsers of the shop may call it.
new RequestTransform(shop, 'strip', {
  service: catalog,
  requests: under('/api/'),
  rewrite: { uri: '/' },
  cors: { allowOrigins: [StringMatch.exact('https://shop.example.com')], allowMethods: ['GET', 'PUT'], maxAge: Duration.hours(1) },
});

// Slow requests are among them: /api/export/all still arrives as /export/all.
new ResilientService(shop, 'exports', { service: catalog, requests: under('/api/export/'), timeout: Duration.seconds(60) });

// The service learns who asks, and tells nobody what it runs on.
new RequestTransform(shop, 'headers', {
  service: catalog,
  headers: { request: { set: { 'x-shop': 'main' } }, response: { remove: ['server-version'], set: { 'x-served-by': 'catalog' } } },
});

// What has moved, with the rest of its path; and what is gone.
new RequestTransform(shop, 'moved', { service: catalog, requests: under('/v1/'), redirect: { prefixRewrite: '/api/', code: 308 } });
new RequestTransform(shop, 'gone', {
  service: catalog,
  requests: under('/v0/'),
  directResponse: { status: 410, body: ResponseBody.text('use /api/') },
});

app.synth();
