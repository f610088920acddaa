import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { versionedWorkload } from '../workloads';
import { CanaryRelease, Injection, MeshService, StrictMtlsNamespace } from 'cdk8s-istio';

/*
 * A canary in steps: a folder for each, to be reviewed, and applied one after another. Only the weights differ.
 */

const dist = process.env.CDK8S_OUTDIR ?? 'dist';
for (const weight of [10, 50, 100]) {
  const app = new App({ outdir: join(dist, `weight-${weight}`) });
  const shop = new Chart(app, 'shop', { namespace: 'shop' });
  new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });

  const reviews = MeshService.fromService(shop, 'reviews', versionedWorkload(shop, {
    name: 'reviews', port: 9080, versions: { v1: 'example/reviews:v1', v2: 'example/reviews:v2' },
  }));
  new CanaryRelease(shop, 'reviews-canary', { service: reviews, stable: reviews.version('v1'), canary: reviews.version('v2'), weight });

  app.synth();
}
