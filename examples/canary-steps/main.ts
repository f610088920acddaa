import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { versionedWorkload } from '../workloads';
import { CanaryPlan, Injection, MeshService, StrictMtlsNamespace } from 'cdk8s-istio';

/*
 * All steps of a plan at once: a folder for each, to be reviewed together, and applied one after another. Only the weights
 * differ.
 */

const steps = [10, 50, 100].map((weight) => ({ weight }));
const dist = process.env.CDK8S_OUTDIR ?? 'dist';

steps.forEach(({ weight }, i) => {
  const app = new App({ outdir: join(dist, `weight-${weight}`) });
  const shop = new Chart(app, 'shop', { namespace: 'shop' });
  new StrictMtlsNamespace(shop, 'namespace', { name: 'shop', injection: Injection.enabled() });

  const reviews = MeshService.fromService(shop, 'reviews', versionedWorkload(shop, {
    name: 'reviews', port: 9080, versions: { v1: 'example/reviews:v1', v2: 'example/reviews:v2' },
  }));
  new CanaryPlan(shop, 'reviews-plan', { service: reviews, stable: reviews.version('v1'), canary: reviews.version('v2'), steps, step: i + 1 });

  app.synth();
});
