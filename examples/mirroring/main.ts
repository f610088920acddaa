import { App, Chart } from 'cdk8s';
import { versionedWorkload } from '../workloads';
import { Injection, MeshService, MirroredService, RequestMatch, StrictMtlsNamespace, StringMatch } from 'cdk8s-istio';

const app = new App();
const shop = new Chart(app, 'mirroring', { namespace: 'shop' });
new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });

const search = MeshService.fromService(shop, 'search', versionedWorkload(shop, {
  name: 'search', port: 8080, versions: { v1: 'example/search:v1' },
}));
const next = MeshService.fromService(shop, 'search-next', versionedWorkload(shop, {
  name: 'search-next', port: 8080, versions: { v2: 'example/search:v2' },
}));

// The next search works on copies of a quarter of the requests, and on copies of all that ask for suggestions.
new MirroredService(shop, 'shadow', { service: search, mirrors: [{ to: next, percentage: 25 }] });
new MirroredService(shop, 'shadow-suggestions', {
  service: search,
  requests: [RequestMatch.path(StringMatch.prefix('/suggest'))],
  mirrors: [{ to: next, percentage: 100 }],
});

app.synth();
