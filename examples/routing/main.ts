import { App, Chart } from 'cdk8s';
import { versionedWorkload } from '../workloads';
import { AbTest, Injection, MeshService, RequestMatch, StrictMtlsNamespace, StringMatch } from 'cdk8s-istio';

const app = new App();
const shop = new Chart(app, 'routing', { namespace: 'shop' });
new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });

/** A service with two versions; the second one is for some requests only. */
function part(name: string, requests: RequestMatch[]): void {
  const service = MeshService.fromService(shop, name, versionedWorkload(shop, {
    name, port: 8080, versions: { v1: `example/${name}:v1`, v2: `example/${name}:v2` },
  }));
  new AbTest(shop, `${name}-test`, { service, control: service.version('v1'), variants: [{ version: service.version('v2'), requests }] });
}

// By anything that Istio can tell requests by.
part('by-header', [RequestMatch.header('user-agent', StringMatch.regex('.*Mobile.*'))]);
part('by-cookie', [RequestMatch.cookie('group', StringMatch.exact('b'))]);
part('by-query', [RequestMatch.query('layout', StringMatch.exact('grid'))]);
part('by-path', [RequestMatch.path(StringMatch.prefix('/beta/'))]);
part('by-method', [RequestMatch.method('POST')]);

// By who asks: the pods of one workload.
part('by-source', [RequestMatch.sourceLabels({ app: 'kiosk' })]);

// All of it at once, or one of several.
part('by-all', [RequestMatch.path(StringMatch.prefix('/beta/')).and(RequestMatch.cookie('group', StringMatch.exact('b')))]);
part('by-any', [RequestMatch.path(StringMatch.prefix('/beta/')), RequestMatch.header('x-group', StringMatch.exact('b'))]);

app.synth();
